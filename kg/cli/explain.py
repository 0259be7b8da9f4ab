"""`kg explain`: one entity, or two, in sentences."""

from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kg.cli.console import Terminal
from kg.graph import KnowledgeGraph
from kg.model import Literal, Node, Statement

_SHOWN = 5


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="[B]", required=False)
@click.option(
    "--graph", "folder", default="outputs", show_default=True, type=click.Path(path_type=Path), help="A built folder."
)
def command(a: str, b: str | None, folder: Path) -> None:
    """Say what A is, which forms it has and why they are one, and what the papers say of it.

    With B: what the papers say of A and B together.

    \b
    kg explain HAPPO
    kg explain HASAC "StarCraft Multi-Agent Challenge"
    """
    graph = KnowledgeGraph.load(folder)
    console = Terminal()
    one = graph.find(a)
    if b is None:
        _explain(graph, one, console)
    else:
        _relate(graph, one, graph.find(b), console)


def _explain(graph: KnowledgeGraph, node: Node, console: Console) -> None:
    article = "an" if node.type[0] in "AEIOU" else "a"
    console.print(Text(f"{node.label}", style="bold"), Text(f"is {article} {node.type}  <{node.iri}>", overflow="fold"))
    merges = graph.merges(node.iri)
    if node.aliases:
        console.print(Text(f"forms: {', '.join((node.label, *node.aliases))}"))
    if merges:
        console.print("one thing because:")
    for merge in merges:
        console.print(Text(f"  {merge.left} = {merge.right}: {merge.reason} ({merge.rule}, {merge.confidence:.2f})"))
    groups: dict[str, list[Statement]] = {}
    for statement in graph.about(node.iri):
        groups.setdefault(statement.predicate, []).append(statement)
    for predicate, statements in sorted(groups.items()):
        console.print(Text(f"\n{predicate} ({len(statements)})", style="bold"))
        for statement in sorted(statements, key=lambda s: (-s.confidence, s.iri))[:_SHOWN]:
            _print_statement(graph, statement, console)
        if len(statements) > _SHOWN:
            console.print(f"  … and {len(statements) - _SHOWN} more: kg query statements-about entity={node.label!r}")


def _relate(graph: KnowledgeGraph, one: Node, other: Node, console: Console) -> None:
    if one.iri == other.iri:
        console.print(Text(f"They are one thing, {one.label}:"))
        _explain(graph, one, console)
        return
    console.print(Text(f"{one.label} ({one.type}) and {other.label} ({other.type}) are two things."))
    between = [s for s in graph.about(one.iri) if other.iri in (s.subject, s.object)]
    console.print("The papers say of both:" if between else "No paper states a relation between them.")
    for statement in between:
        _print_statement(graph, statement, console)
    shared = sorted({s.paper for s in graph.about(one.iri)} & {s.paper for s in graph.about(other.iri)})
    if shared:
        console.print("Papers that speak of both:")
        for iri in shared:
            console.print(Text(f"  {graph.node(iri).label}"))


def _print_statement(graph: KnowledgeGraph, statement: Statement, console: Console) -> None:
    subject, object_ = (
        end.value if isinstance(end, Literal) else graph.node(end).label
        for end in (statement.subject, statement.object)
    )
    evidence = statement.evidence
    mark = "" if statement.polarity.value == "asserted" else f" [{statement.polarity.value}]"
    place = f"{evidence.source}:{evidence.line}"
    if evidence.kind == "text":
        place += f" [{evidence.start}:{evidence.end}]"
    console.print(Text(f"  {subject} · {statement.predicate} · {object_}{mark}  {statement.confidence:.2f}"))
    console.print(Padding(Text(f"“{evidence.text}”", style="italic"), (0, 0, 0, 4)))
    console.print(Padding(Text(place, style="dim"), (0, 0, 0, 4)))
