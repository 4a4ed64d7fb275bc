"""The one canonical layout of a scene file. Knows the text and its tree, and nothing of what they mean."""
