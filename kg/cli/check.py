"""`kg check`: is a built folder whole, and its graph sound?"""

from pathlib import Path

import click

from kg.cli.main import EXIT_FAILED
from kg.errors import KgError
from kg.ontology import load_ontology
from kg.rdf.checks import shacl
from kg.rdf.checks.check import check
from kg.rdf.checks.shapes import shapes

_SHOWN = 50


@click.command()
@click.argument("folder", default="outputs", type=click.Path(path_type=Path))
@click.option("--shacl", "reference", is_flag=True, help="Have pySHACL validate the shapes too (slow).")
@click.option("--shapes", "show", is_flag=True, help="Print the shapes in Turtle, and check nothing.")
@click.option("--all", "everything", is_flag=True, help=f"Print every violation, not the first {_SHOWN} only.")
def command(folder: Path, *, reference: bool, show: bool, everything: bool) -> int:
    """Check that FOLDER is a whole build and its graph sound: every edge has its sentence, every term its definition.

    A build runs this check by itself, and replaces nothing where it fails. Prints each violation with where it is and
    what would mend it; exits with 1 if there is any.
    """
    ontology = load_ontology()
    if show:
        click.echo(shacl.turtle(shapes(ontology), ontology), nl=False)
        return 0
    if not folder.is_dir():
        raise KgError(f"{folder}: there is no such folder; run 'kg build --out {folder}' first")
    report = check(folder, ontology)
    if reference:
        report = report.with_(shacl.violations(folder, ontology))
    count = len(report.violations)
    shown = count if everything else _SHOWN
    for violation in report.violations[:shown]:
        click.echo(str(violation))
    if count > shown:
        click.echo(f"… and {count - shown} more (--all prints them)")
    click.echo(f"{count} violation{'s' * (count != 1)}" if count else f"{folder}: sound")
    return EXIT_FAILED if report.violations else 0
