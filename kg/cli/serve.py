"""`kg serve`: a built folder over HTTP, its SPARQL endpoint and its pages."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg.serve.server import serve
from kg.serve.settings import Settings, is_loopback
from kg.sparql.limits import Limits

_OPTIONS = (
    ("--seconds", "seconds", click.FloatRange(0.1), "Time per query."),
    ("--memory", "memory_mb", click.IntRange(64), "MiB of memory per query."),
    ("--rows", "rows", click.IntRange(1), "Rows per answer."),
    ("--answer", "answer_mb", click.IntRange(1), "MiB per answer."),
    ("--query", "query_kb", click.IntRange(1), "KiB of a query's own text."),
    ("--depth", "depth", click.IntRange(8), "Brackets of a query within each other."),
)


def _limits(function: Callable[..., None]) -> Callable[..., None]:
    """An option for each limit."""
    for option, name, kind, what in reversed(_OPTIONS):
        add = click.option(option, name, type=kind, default=getattr(Limits(), name), show_default=True, help=what)
        function = add(function)
    return function


@click.command()
@click.argument("folder", default="outputs", type=click.Path(path_type=Path))
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN", help="Let pages of this origin ask; repeatable.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Queries at a time.  [default: one per core]")
@click.option(
    "--in-memory",
    "in_memory_mb",
    default=Settings().in_memory_mb,
    show_default=True,
    type=click.IntRange(0),
    metavar="MB",
    help="Larger graphs are answered from disk.",
)
@_limits
def command(
    folder: Path,
    *,
    port: int,
    host: str,
    origins: tuple[str, ...],
    workers: int | None,
    in_memory_mb: int,
    **limits: Any,
) -> None:
    """Serve the graph in FOLDER at http://127.0.0.1:PORT/ until interrupted.

    Its pages are at /, SPARQL 1.1 queries are answered at /sparql. Queries only read, and each has limits on what it
    may take; nothing is written, and nothing leaves this machine.
    """
    settings = Settings(
        host=host, port=port, origins=origins, workers=workers, in_memory_mb=in_memory_mb, limits=Limits(**limits)
    )
    if not is_loopback(host):
        click.echo(f"warning: whoever reaches {host} can ask this graph; there is no password", err=True)
    asyncio.run(serve(folder, settings, lambda address: click.echo(f"{address}  (Ctrl-C ends)")))
    click.echo("stopped", err=True)
