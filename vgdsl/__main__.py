"""`python -m vgdsl`: the command line, where the console script is not on the path."""

from vgdsl.cli import main

if __name__ == "__main__":
    main()
