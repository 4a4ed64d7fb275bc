"""A local server that behaves like the Venice video API, for nothing: its clips are slates of what was ordered."""
