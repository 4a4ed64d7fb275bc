"""A wallet's credit topped up: what was signed, whether it was paid, and what may be done next. Buys no clips."""
