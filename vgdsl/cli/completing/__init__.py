"""What can be typed next after `vgdsl ...`: words of the line, the commands as a table, names of films. Knows no shell."""
