"""What a scene file means: values, entities and the model catalogue. Imports nothing of the package but source."""
