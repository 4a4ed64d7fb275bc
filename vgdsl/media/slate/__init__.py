"""The simulated clip of a shot: a picture of what was asked for, with the facts around it and its words over it."""
