"""What editors and highlighters find in the package. Imports nothing of it: a page of documentation pays for no checker."""
