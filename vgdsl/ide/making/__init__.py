"""How the clips of a film come about: by which models, under which rules, for how much, and what is made. Knows no words."""
