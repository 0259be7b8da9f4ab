"""`kg explain`: what a thing is, why its forms are one thing, and what was kept apart."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kg.cli.console import Terminal
from kg.curation import DEFAULT
from kg.graph import KnowledgeGraph, merge_path
from kg.model import Literal, Merge, NearMiss, Node, Statement

_SHOWN = 5
_PAPERS = 3
_MISSES = 8


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="[B]", required=False)
@click.option(
    "--graph", "folder", default="outputs", show_default=True, type=click.Path(path_type=Path), help="A built folder."
)
def command(a: str, b: str | None, folder: Path) -> None:
    """Say what A is, what papers call it and why that is one thing, what was kept apart, and what papers say of it.

    With B: why A and B are one thing, or why they are two, and what the papers say of both.

    \b
    kg explain HAPPO
    kg explain SMAC "StarCraft Multi-Agent Challenge"
    """
    graph = KnowledgeGraph.load(folder)
    console = Terminal()
    ones = graph.find_all(a)
    if b is None:
        _explain(graph, ones[0], console)
        _print_namesakes(a, ones[1:], console)
        return
    others = graph.find_all(b)
    shared = [node for node in ones if node in others]
    if shared:
        _print_one(graph, shared[0], (a, b), console)
    else:
        _print_two(graph, ones[0], others[0], console)


def _explain(graph: KnowledgeGraph, node: Node, console: Console) -> None:
    _print_head(node, console)
    _print_forms(graph, node, console)
    _print_merges(graph.merges(node.iri), console)
    _print_misses(graph, node, console)
    groups: dict[str, list[Statement]] = {}
    for statement in graph.about(node.iri):
        groups.setdefault(statement.predicate, []).append(statement)
    for predicate, statements in sorted(groups.items()):
        console.print(Text(f"\n{predicate} ({len(statements)})", style="bold"))
        for statement in sorted(statements, key=lambda s: (-s.confidence, s.iri))[:_SHOWN]:
            _print_statement(graph, statement, console)
        if len(statements) > _SHOWN:
            console.print(f"  … and {len(statements) - _SHOWN} more: kg query statements-about entity={node.label!r}")


def _print_head(node: Node, console: Console) -> None:
    article = "an" if node.type[0] in "AEIOU" else "a"
    console.print(Text(node.label, style="bold"), Text(f"is {article} {node.type}  <{node.iri}>", overflow="fold"))


def _print_forms(graph: KnowledgeGraph, node: Node, console: Console) -> None:
    forms = graph.identities.forms(node.iri)
    if not forms:
        return
    paper_of = {d.iri: paper for paper in graph.nodes("Paper") for d in graph.versions(paper.iri)}
    console.print(Text("\npapers call it", style="bold"))
    found = {form: sorted({paper_of[d].label for d in documents if d in paper_of}) for form, documents in forms.items()}
    for form, papers in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        more = f" … and {len(papers) - _PAPERS} more" if len(papers) > _PAPERS else ""
        console.print(Text.assemble(f"  {form}", (f"  {'; '.join(papers[:_PAPERS])}{more}", "dim")))


def _print_merges(merges: Sequence[Merge], console: Console) -> None:
    if merges:
        console.print(Text("\none thing because", style="bold"))
    for merge in sorted(merges, key=lambda m: (-m.confidence, m.left, m.right)):
        console.print(Text.assemble(f"  {merge.reason}", (f"  {merge.rule}, {merge.confidence:.2f}", "dim")))
    doubted = min(merges, key=lambda m: (m.confidence, m.left), default=None)
    if doubted is not None and doubted.left != doubted.right:
        line = f'different "{doubted.left}" "{doubted.right}"'
        console.print(Text(f"  wrong? put a line such as   {line}   into {DEFAULT}, or run kg curate", style="dim"))


def _print_misses(graph: KnowledgeGraph, node: Node, console: Console) -> None:
    misses = sorted(graph.near_misses(node.iri), key=lambda n: (-n.likeness, n.left, n.right))
    if misses:
        console.print(Text("\nkept apart from", style="bold"))
    for miss in misses[:_MISSES]:
        other = graph.node(miss.right if miss.left == node.iri else miss.left)
        _print_miss(miss, other, console)
    if len(misses) > _MISSES:
        console.print(f"  … and {len(misses) - _MISSES} more")


def _print_miss(miss: NearMiss, other: Node, console: Console) -> None:
    doubt = ", doubtful: kg curate asks about it" if miss.doubtful else ""
    console.print(Text.assemble(f"  {other.label} ({other.type}): {miss.reason}", (f"  {miss.rule}{doubt}", "dim")))


def _print_namesakes(name: str, others: Iterable[Node], console: Console) -> None:
    others = list(others)
    if others:
        console.print(Text(f"\n“{name}” is also a name of", style="bold"))
    for other in others:
        console.print(Text(f"  {other.label} ({other.type})  <{other.iri}>", overflow="fold"))


def _print_one(graph: KnowledgeGraph, node: Node, names: tuple[str, str], console: Console) -> None:
    console.print(Text(f"“{names[0]}” and “{names[1]}” are one thing."))
    _print_head(node, console)
    path = merge_path(graph.merges(node.iri), *names)
    if path:
        console.print(Text("\nfrom one to the other", style="bold"))
        for merge in path:
            console.print(Text.assemble(f"  {merge.reason}", (f"  {merge.rule}, {merge.confidence:.2f}", "dim")))
        weakest = min(path, key=lambda merge: merge.confidence)
        console.print(
            Text(f'  wrong? put   different "{weakest.left}" "{weakest.right}"   into {DEFAULT}', style="dim")
        )
    else:
        _print_merges(graph.merges(node.iri), console)
    _print_forms(graph, node, console)


def _print_two(graph: KnowledgeGraph, one: Node, other: Node, console: Console) -> None:
    console.print(Text(f"{one.label} ({one.type}) and {other.label} ({other.type}) are two things."))
    misses = [near for near in graph.near_misses(one.iri) if other.iri in (near.left, near.right)]
    for miss in misses:
        _print_miss(miss, other, console)
    if not misses:
        console.print(Text(f"  {_no_likeness(one, other)}"))
    line = f'same "{one.label}" "{other.label}"'
    console.print(Text(f"  wrong? put   {line}   into {DEFAULT}, or run kg curate", style="dim"))
    between = [s for s in graph.about(one.iri) if other.iri in (s.subject, s.object)]
    console.print("\nThe papers say of both:" if between else "\nNo paper states a relation between them.")
    for statement in between:
        _print_statement(graph, statement, console)
    shared = sorted({s.paper for s in graph.about(one.iri)} & {s.paper for s in graph.about(other.iri)})
    if shared:
        console.print("Papers that speak of both:")
        for iri in shared:
            console.print(Text(f"  {graph.node(iri).label}"))


def _no_likeness(one: Node, other: Node) -> str:
    if one.type != other.type:
        return f"One is a {one.type.lower()}, the other a {other.type.lower()}."
    return "No paper and no vocabulary says that one name stands for the other, and their spellings do not meet."


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
