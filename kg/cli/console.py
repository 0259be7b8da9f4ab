"""Where commands print for people."""

import os
import sys

from rich.console import Console

_WIDE = 160


class Terminal(Console):
    """Standard output: as wide as the terminal, or as COLUMNS says, or wide enough for a table where it is a file."""

    def __init__(self) -> None:
        fixed = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _WIDE
        super().__init__(highlight=False, width=fixed)

    def on_broken_pipe(self) -> None:
        """Let whoever runs the command decide; rich would end it with the status of a failed check."""
        raise BrokenPipeError
