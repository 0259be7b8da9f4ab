"""`kg explain`: what a thing is, why its forms are one thing, and what was kept apart."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kg.cli.console import Terminal
from kg.curation import DEFAULT
from kg.graph import ENTITY_TYPES, KnowledgeGraph, merge_path
from kg.model import Literal, Merge, NearMiss, Node, Statement

_SHOWN = 5
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
    ones = _meant(graph, a, console)
    if b is None:
        _explain(graph, ones[0], folder, console)
        _print_namesakes(a, ones[1:], console)
        return
    others = _meant(graph, b, console)
    shared = [node for node in ones if node in others]
    if shared:
        _print_one(graph, shared[0], (a, b), console)
        _print_namesakes(a, [node for node in ones if node != shared[0]], console)
    else:
        _print_two(graph, ones[0], others[0], console)


def _meant(graph: KnowledgeGraph, name: str, console: Console) -> list[Node]:
    """What a name means; what stands for a retired IRI, the most spoken of first."""
    found = list(graph.find_all(name))
    if graph.identities.stand_ins(name):
        console.print(Text(f"<{name}> is retired; what it stood for is now:", style="dim"))
        found.sort(key=lambda node: (-len(graph.about(node.iri)), node.iri))
    return found


def _explain(graph: KnowledgeGraph, node: Node, folder: Path, console: Console) -> None:
    _print_head(node, console)
    _print_forms(graph, node, console)
    _print_merges(graph.merges(node.iri), node, console)
    _print_misses(graph, node, console)
    groups: dict[str, list[Statement]] = {}
    for statement in graph.about(node.iri):
        groups.setdefault(statement.predicate, []).append(statement)
    for predicate, statements in sorted(groups.items()):
        console.print(Text(f"\n{predicate} ({len(statements)})", style="bold"))
        for statement in sorted(statements, key=lambda s: (-s.confidence, s.iri))[:_SHOWN]:
            _print_statement(graph, statement, console)
        if len(statements) > _SHOWN:
            more = f"kg query --graph {folder} statements-about entity={node.label!r}"
            console.print(Text(f"  … and {len(statements) - _SHOWN} more: {more}"))


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
        others = f" and {len(papers) - 1} more" if len(papers) > 1 else ""
        _print_item(console, form, f"{papers[0] if papers else 'a record'}{others}")


def _print_merges(merges: Sequence[Merge], node: Node, console: Console) -> None:
    if merges:
        console.print(Text("\none thing because", style="bold"))
    for merge in sorted(merges, key=lambda m: (-m.confidence, m.left, m.right)):
        _print_item(console, merge.reason, f"{merge.rule}, {merge.confidence:.2f}")
    doubted = min(merges, key=lambda m: (m.confidence, m.left), default=None)
    if doubted is not None and doubted.left != doubted.right and node.type in ENTITY_TYPES:
        _print_way_out(f'different "{doubted.left}" "{doubted.right}"', console)


def _print_way_out(line: str, console: Console) -> None:
    console.print(Text(f"  wrong? put   {line}   into {DEFAULT}, or run kg curate", style="dim"))


def _print_item(console: Console, text: str, aside: str) -> None:
    console.print(Padding(Text.assemble(text, (f"  {aside}", "dim")), (0, 0, 0, 2), expand=False))


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
    _print_item(console, f"{other.label} ({other.type}): {miss.reason}", f"{miss.rule}{doubt}")


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
        _print_path(path, node, console)
    else:
        _print_merges(graph.merges(node.iri), node, console)
    _print_forms(graph, node, console)
    _print_misses(graph, node, console)


def _print_path(path: Sequence[Merge], node: Node, console: Console) -> None:
    for merge in path:
        _print_item(console, merge.reason, f"{merge.rule}, {merge.confidence:.2f}")
    weakest = min(path, key=lambda merge: merge.confidence)
    if node.type in ENTITY_TYPES:
        _print_way_out(f'different "{weakest.left}" "{weakest.right}"', console)


def _print_two(graph: KnowledgeGraph, one: Node, other: Node, console: Console) -> None:
    console.print(Text(f"{one.label} ({one.type}) and {other.label} ({other.type}) are two things."))
    misses = [near for near in graph.near_misses(one.iri) if other.iri in (near.left, near.right)]
    for miss in misses:
        _print_miss(miss, other, console)
    if not misses:
        console.print(Text(f"  {_no_likeness(one, other)}"))
    elif one.type == other.type in ENTITY_TYPES and one.label != other.label:
        _print_way_out(f'same "{one.label}" "{other.label}"', console)
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
    if statement.predicate == "versionOf":
        mark += "  (as its name says)"
    console.print(Text(f"  {subject} · {statement.predicate} · {object_}{mark}  {statement.confidence:.2f}"))
    console.print(Padding(Text(f"“{evidence.text}”", style="italic"), (0, 0, 0, 4), expand=False))
    console.print(Padding(Text(place, style="dim"), (0, 0, 0, 4), expand=False))
