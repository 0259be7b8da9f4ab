"""`kg show`: the interactive page, in the browser."""

import webbrowser
from pathlib import Path
from urllib.parse import quote

import click

from kg.errors import KgError
from kg.graph import KnowledgeGraph


@click.command()
@click.argument("name", required=False)
@click.option(
    "--graph", "folder", default="outputs", show_default=True, type=click.Path(path_type=Path), help="A built folder."
)
@click.option("--print", "print_only", is_flag=True, help="Print the address and open nothing.")
def command(name: str | None, folder: Path, *, print_only: bool) -> None:
    """Open the interactive page, at the entity NAME where one is given.

    \b
    kg show
    kg show HAPPO
    """
    page = folder / "graph.html"
    if not page.is_file():
        raise KgError(f"{page}: there is no such page; run 'kg build --out {folder}' first")
    address = page.resolve().as_uri()
    if name:
        address += f"#node={quote(KnowledgeGraph.load(folder).find(name).iri, safe='')}"
    click.echo(address)
    if not print_only and not webbrowser.open(address):
        raise KgError("no browser could be opened; open the address above by hand")
