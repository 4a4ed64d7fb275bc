"""The world that renders: what a provider is, what it may refuse, and the ones there are."""
