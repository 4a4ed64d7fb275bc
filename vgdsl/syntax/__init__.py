"""Text to tree: the only folder that knows lark, and nothing of what names and values mean."""
