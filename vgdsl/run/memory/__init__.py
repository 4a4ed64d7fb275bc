"""What a project remembers of its purchases: the journal on the disk, the record in git, and what follows from both."""
