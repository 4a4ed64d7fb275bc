"""Clips between machines: where they are shared, and how they get there and back."""
