"""How problems in the input are told."""

import click

from kg.model import Reading

_SHOWN = 20


def print_problems(reading: Reading) -> None:
    """Say on stderr what was skipped, and what else is to be noted, with file and line."""
    for problem in reading.problems[:_SHOWN]:
        verb = "skipped" if problem.skipped else "note"
        click.echo(f"{problem.source}:{problem.line}: {verb}: {problem.message}", err=True)
    if len(reading.problems) > _SHOWN:
        click.echo(f"… and {len(reading.problems) - _SHOWN} problems more", err=True)
