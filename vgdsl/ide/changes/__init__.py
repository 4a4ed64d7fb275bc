"""Changes of scene files, and what would come of them: tried on a copy in memory. Knows no protocol and no disk."""
