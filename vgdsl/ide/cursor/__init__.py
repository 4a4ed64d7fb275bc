"""What a cursor stands in, and what may be awaited there. Knows texts and trees; works out no value."""
