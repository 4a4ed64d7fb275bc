"""What an editor asks of a film, as functions of what checking found out. Knows no protocol, no disk and no editor."""
