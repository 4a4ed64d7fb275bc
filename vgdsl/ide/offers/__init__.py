"""What can stand at a place, one kind of it a file. Each knows the film and the catalogue, and no editor's protocol."""
