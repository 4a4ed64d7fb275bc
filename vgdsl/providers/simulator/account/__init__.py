"""The simulated account: who may call, how often, what it costs, what was paid, and the books of it."""
