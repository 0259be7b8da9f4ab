"""How problems in the input are told."""

import click

from kg.curation import Outcome, stale_line
from kg.model import Reading

_SHOWN = 20


def print_problems(reading: Reading) -> None:
    """Say on stderr what was skipped, and what else is to be noted, with file and line."""
    for problem in reading.problems[:_SHOWN]:
        verb = "skipped" if problem.skipped else "note"
        click.echo(f"{problem.source}:{problem.line}: {verb}: {problem.message}", err=True)
    if len(reading.problems) > _SHOWN:
        click.echo(f"… and {len(reading.problems) - _SHOWN} problems more", err=True)


def print_decisions(curated: Outcome | None) -> None:
    """Say on stderr which decisions were repeated, and which nothing in the corpus answers to, with file and line."""
    if curated is None:
        return
    for warning in curated.curation.warnings:
        click.echo(f"{warning.source}:{warning.line}: note: {warning.message}", err=True)
    for stale in curated.stale:
        click.echo(f"{stale.decision.source}:{stale.decision.line}: {stale_line(stale)}", err=True)
