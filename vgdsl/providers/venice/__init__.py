"""The Venice video API: its wire format, its client, its keys."""
