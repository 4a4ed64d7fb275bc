"""The words of a line that is being typed. Knows how shells quote, and nothing of commands."""

import shlex


def words(line: str) -> list[str]:
    """The words up to the cursor, quotes taken away; the last is the one that is being typed, and may be empty."""
    for closing in ("", '"', "'"):
        try:
            found = shlex.split(line + closing)
        except ValueError:
            continue
        return [*found, ""] if not closing and (not line or line[-1].isspace()) else found
    return line.split()
