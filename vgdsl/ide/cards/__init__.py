"""What is said of the thing that somebody points at, in Markdown; one kind of thing a file. Knows no protocol."""
