"""Changes of scene files that the program proposes, and a person accepts."""
