"""What goes wrong on the simulator because a script says so."""
