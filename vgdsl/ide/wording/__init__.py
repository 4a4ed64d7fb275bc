"""What is said of the language, of models and of a film, wherever an editor shows it. Knows no place in a file."""
