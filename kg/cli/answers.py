"""Keys from a terminal, or answers from standard input, one a line."""

import sys

import click

_ENDS = ("", "\x04", "\x1a")
"""What a terminal sends where there is no more input."""


class Answers:
    """Where answers come from."""

    def __init__(self) -> None:
        self._keys = sys.stdin.isatty()

    def next(self, prompt: str) -> tuple[str, str]:
        """The next key, in lower case, and the note that stands behind it, if any; `q` where there is no more."""
        click.echo(prompt, nl=False)
        if self._keys:
            key = click.getchar()
            click.echo(key if key.isprintable() else "")
            return ("q", "") if key in _ENDS else (key.lower(), "")
        line = sys.stdin.readline()
        key, _, note = line.strip().partition(" ")
        click.echo(key)
        return (key.lower() or "?", note.strip()) if line else ("q", "")

    def note(self) -> str:
        """A line of the person's own words."""
        click.echo("note: ", nl=False)
        return sys.stdin.readline().strip()
