"""`kg check`: is a built folder whole, and its graph sound?"""

from pathlib import Path

import click

from kg.cli.main import EXIT_FAILED
from kg.errors import KgError
from kg.ontology import load_ontology
from kg.rdf.checks.check import check

_SHOWN = 50


@click.command()
@click.argument("folder", default="outputs", type=click.Path(path_type=Path))
def command(folder: Path) -> int:
    """Check that FOLDER is a whole build and its graph sound: every edge has its sentence, every term its definition.

    Prints each violation with what would mend it; exits with 1 if there is any.
    """
    if not folder.is_dir():
        raise KgError(f"{folder}: there is no such folder; run 'kg build --out {folder}' first")
    report = check(folder, load_ontology())
    for violation in report.violations[:_SHOWN]:
        click.echo(str(violation))
    if len(report.violations) > _SHOWN:
        click.echo(f"… and {len(report.violations) - _SHOWN} more")
    count = len(report.violations)
    click.echo(f"{count} violation{'s' * (count != 1)}" if count else f"{folder}: sound")
    return EXIT_FAILED if report.violations else 0
