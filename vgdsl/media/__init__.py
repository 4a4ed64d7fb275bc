"""Pictures, video and sound as bytes: what they are, single frames of them, and whole films put together."""
