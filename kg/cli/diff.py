"""`kg diff`: what changed between two builds."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kg.cli.console import Terminal
from kg.cli.main import EXIT_FAILED
from kg.graph import REPORTED, KnowledgeGraph
from kg.graph.comparison import Change, Difference, compare
from kg.model import Literal, Node, Statement

_SHOWN = 5
_LONGEST = 200
_CLASSES = ("Paper", "Method", "Benchmark", "Dataset", "Task", "Metric", "Result", "Author", "Organization", "Resource")


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Leave nothing out.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, with everything.")
def command(old: Path, new: Path, *, everything: bool, as_json: bool) -> int:
    """Say what changed from OLD to NEW, two built folders or their GraphML files.

    Things are followed by the forms that each paper uses for them: one that has only another IRI was renamed, two that
    became one were merged. Exits with 0 where nothing changed, with 1 where something did, with 2 on an error.

    \b
    kg diff outputs.before outputs
    """
    graphs = KnowledgeGraph.load(old), KnowledgeGraph.load(new)
    found = compare(*graphs)
    if as_json:
        click.echo(json.dumps(_plain(found, *graphs), ensure_ascii=False, indent=1))
    else:
        _print(found, graphs, Terminal(), None if everything else _SHOWN)
    return EXIT_FAILED if found else 0


def _print(
    found: Difference, graphs: tuple[KnowledgeGraph, KnowledgeGraph], console: Console, most: int | None
) -> None:
    if not found:
        console.print("no difference")
        return
    _print_sizes(graphs, console)
    for kind, title in (("merged", "merged"), ("split", "split"), ("moved", "forms moved")):
        _print_changes(title, getattr(found, kind), console, most)
    for kind in ("retyped", "renamed"):
        _print_changes(kind, getattr(found, kind), console, most)
    for title, nodes in (("added", found.added), ("gone", found.gone)):
        for type_ in sorted({node.type for node in nodes}, key=_rank):
            _print_nodes(f"{type_} {title}", [node for node in nodes if node.type == type_], console, most)
    for title, judged in (
        ("rejected", found.rejected),
        ("confirmed", found.confirmed),
        ("decided no longer", found.undecided),
    ):
        _print_judged(title, judged, graphs[1], console, most)
    for title, statements, graph in (("said", found.said, graphs[1]), ("no longer said", found.unsaid, graphs[0])):
        _print_statements(title, statements, graph, console, most)
    if found.altered:
        told = ", ".join(f"{name} {count:,}" for name, count in sorted(found.altered.items()))
        console.print(Text(f"\nthe same with other details (confidence, aliases, reasons): {told}"))


def _print_sizes(graphs: tuple[KnowledgeGraph, KnowledgeGraph], console: Console) -> None:
    sizes = [Counter(graph.class_counts()) + Counter({"statements": len(graph.statements())}) for graph in graphs]
    told = [f"{name} {sizes[0][name]:,} → {sizes[1][name]:,}" for name in sorted({*sizes[0], *sizes[1]}, key=_rank)]
    console.print(Text(", ".join(told), style="dim"))


def _rank(type_: str) -> tuple[int, str]:
    """Classes in the order in which people ask for them."""
    return (_CLASSES.index(type_) if type_ in _CLASSES else len(_CLASSES), type_)


def _print_changes(title: str, changes: tuple[Change, ...], console: Console, most: int | None) -> None:
    _print_title(title, len(changes), console)
    for change in changes[:most]:
        console.print(Text(f"  {_names(change.old)} → {_names(change.new)}"))
        if _names(change.old) == _names(change.new):
            console.print(Text(f"    <{change.old[0].iri}> → <{change.new[0].iri}>", style="dim"), soft_wrap=True)
        for reason in change.reasons:
            console.print(Padding(Text(reason, style="dim"), (0, 0, 0, 4)))
    _print_rest(len(changes), console, most)


def _print_nodes(title: str, nodes: list[Node], console: Console, most: int | None) -> None:
    _print_title(title, len(nodes), console)
    for node in nodes[:most]:
        console.print(Text(f"  {node.label}"))
    _print_rest(len(nodes), console, most)


def _print_statements(
    title: str, statements: tuple[Statement, ...], graph: KnowledgeGraph, console: Console, most: int | None
) -> None:
    counts = Counter(statement.predicate for statement in statements)
    for predicate, count in sorted(counts.items()):
        _print_title(f"{predicate} {title}", count, console)
        for statement in [s for s in statements if s.predicate == predicate][:most]:
            mark = "" if statement.polarity.value == "asserted" else f" [{statement.polarity.value}]"
            console.print(Text(f"  {_end(graph, statement.subject)} → {_end(graph, statement.object)}{mark}"))
            words = statement.evidence.text
            short = words if most is None or len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
            console.print(Padding(Text(f"“{short}”", style="dim"), (0, 0, 0, 4)))
        _print_rest(count, console, most)


def _print_judged(
    title: str, statements: tuple[Statement, ...], graph: KnowledgeGraph, console: Console, most: int | None
) -> None:
    """A line for each statement; for a number that was judged itself, one for all that is said of it."""
    numbers = {s.subject for s in statements if s.predicate == REPORTED}
    lines = [
        f"the paper reports “{_end(graph, s.subject)}”"
        if s.predicate == REPORTED
        else f"{_end(graph, s.subject)} — {s.predicate} → {_end(graph, s.object)}"
        for s in statements
        if s.predicate == REPORTED or s.subject not in numbers
    ]
    _print_title(title, len(lines), console)
    for line in lines[:most]:
        console.print(Text(f"  {line}"))
    _print_rest(len(lines), console, most)


def _print_title(title: str, count: int, console: Console) -> None:
    if count:
        console.print(Text(f"\n{title} ({count:,})", style="bold"))


def _print_rest(count: int, console: Console, most: int | None) -> None:
    if most is not None and count > most:
        console.print(f"  … and {count - most:,} more: --all")


def _names(nodes: Iterable[Node]) -> str:
    return " + ".join(f"{node.label} ({node.type})" for node in nodes)


def _end(graph: KnowledgeGraph, end: str | Literal) -> str:
    return end.value if isinstance(end, Literal) else graph.node(end).label


def _plain(found: Difference, old: KnowledgeGraph, new: KnowledgeGraph) -> dict[str, Any]:
    """Everything, as JSON values."""
    out: dict[str, Any] = {"added": [_node(n) for n in found.added], "gone": [_node(n) for n in found.gone]}
    for kind in ("renamed", "retyped", "merged", "split", "moved"):
        out[kind] = [
            {"old": [_node(n) for n in c.old], "new": [_node(n) for n in c.new], "reasons": list(c.reasons)}
            for c in getattr(found, kind)
        ]
    out["said"] = [_statement(s, new) for s in found.said]
    out["unsaid"] = [_statement(s, old) for s in found.unsaid]
    for kind in ("rejected", "confirmed", "undecided"):
        out[kind] = [_statement(s, new) for s in getattr(found, kind)]
    return out | {"altered": dict(sorted(found.altered.items()))}


def _node(node: Node) -> dict[str, str]:
    return {"iri": node.iri, "type": node.type, "label": node.label}


def _statement(statement: Statement, graph: KnowledgeGraph) -> dict[str, Any]:
    evidence = statement.evidence
    return {
        "iri": statement.iri,
        "subject": _node(graph.node(statement.subject)),
        "predicate": statement.predicate,
        "object": statement.object.value
        if isinstance(statement.object, Literal)
        else _node(graph.node(statement.object)),
        "polarity": statement.polarity.value,
        "confidence": statement.confidence,
        "sentence": evidence.text,
        "source": evidence.source,
        "line": evidence.line,
    }
