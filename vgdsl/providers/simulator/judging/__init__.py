"""What the simulated service has against a request, before and after it is accepted. Knows nothing of the checker."""
