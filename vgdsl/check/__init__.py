"""Tree to program: all that can be said about a scene file before money is spent. Reads no disk, no network, no clock."""
