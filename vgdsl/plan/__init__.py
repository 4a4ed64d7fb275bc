"""From a program to jobs: what must be bought, in which order, why, for how much. Buys nothing and reads no disk."""
