"""`kg show`: the interactive page, in the browser."""

import os
import sys
import tempfile
import webbrowser
from html import escape
from pathlib import Path
from urllib.parse import quote

import click

from kg.errors import KgError, UnknownTermError
from kg.graph import PROVENANCE_TYPES, KnowledgeGraph
from kg.model import Literal, Node

_NAMED = 5
"""Other things of a name, or near it, that are listed."""

_KEEPING = ("GNOME", "KDE")
"""Desktops that open the address of a file with all of it; Windows, macOS and a bare xdg-open cut it at the #."""


@click.command()
@click.argument("name", required=False)
@click.option(
    "--graph", "folder", default="outputs", show_default=True, type=click.Path(path_type=Path), help="A built folder."
)
@click.option("--print", "print_only", is_flag=True, help="Print the address and open nothing.")
def command(name: str | None, folder: Path, *, print_only: bool) -> None:
    """Open the interactive page, at the thing NAME where one is given.

    NAME is a method, benchmark, dataset, task, metric, paper, author or organisation by any of its names; an
    identifier of a paper; or an IRI, also one of a statement, or one that is retired. Where several things have the
    name, the one of which most is said is shown, and the others are listed. Where there is no browser, the address is
    printed.

    \b
    kg show
    kg show HAPPO
    kg show arxiv:2304.09870
    """
    page = folder / "graph.html"
    if not page.is_file():
        raise KgError(f"{page}: there is no such page; run 'kg build --out {folder}' first")
    address = page.resolve().as_uri()
    if name:
        address += _fragment(KnowledgeGraph.load(folder), name)
    click.echo(address)
    if not print_only and not (_has_browser() and webbrowser.open(_door(address) if name else address)):
        click.echo("no browser could be opened here; the address above is that of the page", err=True)


def _fragment(graph: KnowledgeGraph, name: str) -> str:
    """The part of the address that opens what a name means."""
    found = _meant(graph, name)
    if isinstance(found, tuple):
        return "#" + "&".join(f"{end}={quote(iri, safe='')}" for end, iri in zip(("from", "to"), found, strict=True))
    return f"#node={quote(found.iri, safe='')}"


def _meant(graph: KnowledgeGraph, name: str) -> Node | tuple[str, str]:
    """The node that a name means best, or both ends of a statement. Raises KgError with the nearest names."""
    ends = _ends(graph, name)
    if ends is not None:
        subject, object_ = ends
        return (subject, object_) if isinstance(object_, str) else graph.node(subject)
    found = [_shown(graph, node) for node in _called(graph, name)]
    if graph.identities.stand_ins(name):
        found.sort(key=lambda node: (-len(graph.about(node.iri)), node.iri))
    best, *others = dict.fromkeys(node.iri for node in found)
    if others:
        more = f", and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        listed = ", ".join(_told(graph.node(iri)) for iri in others[:_NAMED])
        click.echo(f"showing {_told(graph.node(best))}; {name!r} is also: {listed}{more}", err=True)
    return graph.node(best)


def _ends(graph: KnowledgeGraph, iri: str) -> tuple[str, str | Literal] | None:
    try:
        statement = graph.statement(iri)
    except UnknownTermError:
        return None
    return statement.subject, statement.object


def _called(graph: KnowledgeGraph, name: str) -> tuple[Node, ...]:
    """Every node of that name or identifier, best first. Raises KgError with the nearest names."""
    try:
        return graph.find_all(name)
    except UnknownTermError as error:
        same = name.casefold()
        identified = {
            subject
            for subject, predicate, object_ in graph.facts()
            if predicate == "identifier" and isinstance(object_, Literal) and object_.value.casefold() == same
        }
        if identified:
            return tuple(graph.node(iri) for iri in sorted(identified))
        holding = _holding(graph, same)
        if not holding:
            raise
        more = f", and {len(holding) - _NAMED} more" if len(holding) > _NAMED else ""
        listed = ", ".join(_told(node) for node in holding[:_NAMED])
        raise KgError(f"there is no node named {name!r}; names that hold it: {listed}{more}") from error


def _holding(graph: KnowledgeGraph, words: str) -> list[Node]:
    """The nodes with these words in a name, those of which most is said first."""
    found = [
        node
        for node in graph.nodes()
        if node.type not in (*PROVENANCE_TYPES, "Result")
        and any(words in name.casefold() for name in (node.label, *node.aliases))
    ]
    return sorted(found, key=lambda node: (-len(graph.about(node.iri)), node.iri))


def _shown(graph: KnowledgeGraph, node: Node) -> Node:
    """What the page has for a node: of a document its paper. Raises KgError where it has nothing."""
    if node.type not in PROVENANCE_TYPES:
        return node
    for paper in graph.nodes("Paper"):
        if node in graph.versions(paper.iri):
            return paper
    raise KgError(f"<{node.iri}> is a {node.type}, which the page does not show; see 'kg explain' or 'kg serve'")


def _told(node: Node) -> str:
    return f"{node.label!r} ({node.type}) <{node.iri}>"


def _has_browser() -> bool:
    """Whether a window can open: without a screen, Python would start a browser for terminals, which shows nothing."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("BROWSER"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _door(address: str) -> str:
    """The address of a page that leads to this one, where the system opens files without what follows the #."""
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "")
    keeps = os.environ.get("BROWSER") or any(name in desktop.upper() for name in _KEEPING)
    if keeps and sys.platform not in {"win32", "darwin"}:
        return address
    leads = f'<meta http-equiv="refresh" content="0;url={escape(address)}">'
    with tempfile.NamedTemporaryFile("w", suffix=".html", prefix="kg-show-", delete=False, encoding="utf-8") as door:
        door.write(f'<!doctype html><meta charset="utf-8">{leads}')
    return Path(door.name).as_uri()
