"""`python -m kg` and the installed command `kg`."""

import sys

from kg.cli.main import run


def main() -> None:
    """Run the command line and exit with its status."""
    sys.exit(run())


if __name__ == "__main__":
    main()
