"""Options that several commands share."""

import click

from kg.extract import DEFAULT, MODELS

model = click.option(
    "--model",
    default=DEFAULT,
    show_default=True,
    type=click.Choice(sorted(MODELS, reverse=True)),
    help="What reads the abstracts: the trained network, or rules alone, which find less.",
)
jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that read abstracts.  [default: one per core where there are many]",
)


def tell_fallback(name: str) -> None:
    """Say on stderr that rules alone read, where they do."""
    if name != DEFAULT:
        click.echo(f"note: read by {name} alone; --model {DEFAULT} finds more", err=True)
