"""Two graphs compared."""

from collections.abc import Callable, Iterable, Iterator

from kg.graph.comparison.difference import Change, Difference
from kg.graph.comparison.matching import Matching
from kg.graph.comparison.statements import Key, compared
from kg.graph.comparison.uses import texts, uses
from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Node

_REASONS = 3


def compare(old: KnowledgeGraph, new: KnowledgeGraph) -> Difference:
    """What changed from `old` to `new`; nothing of it where the graphs are equal.

    A thing is the same one where documents use the same forms for it, whatever its IRI, label and type. Two of the old
    graph whose uses one of the new graph has were merged, one whose uses are shared out was split.
    """
    if old == new:
        return Difference()
    matching = Matching(old, new, uses(old), uses(new))
    changes = list(_changes(old, new, matching))
    then = _results(old, new, matching)
    kept = {now for now in then.values() if now in new}
    gone = [iri for iri, after in matching.after.items() if not after] + [
        i for i, now in then.items() if now not in kept
    ]
    added = [iri for iri, before in matching.before.items() if not before]
    added += [node.iri for node in new.nodes("Result") if node.iri not in kept]
    statements = compared(old, new, lambda iri: then.get(iri) or matching.then(iri), matching.now)
    found = Difference(
        added=tuple(new.node(iri) for iri in sorted(added)),
        gone=tuple(old.node(iri) for iri in sorted(gone)),
        renamed=tuple(change for kind, change in changes if kind == "renamed"),
        retyped=tuple(change for kind, change in changes if kind == "retyped"),
        merged=tuple(change for kind, change in changes if kind == "merged"),
        split=tuple(change for kind, change in changes if kind == "split"),
        moved=tuple(change for kind, change in changes if kind == "moved"),
        said=tuple(s for s in statements.said if s.subject not in set(added)),
        unsaid=tuple(s for s in statements.unsaid if s.subject not in set(gone)),
        rejected=statements.rejected,
        confirmed=statements.confirmed,
        undecided=statements.undecided,
        altered={kind: n for kind, n in {"statements": statements.altered, **_altered(old, new)}.items() if n},
    )
    return found or Difference(altered={"other": 1})


def _changes(old: KnowledgeGraph, new: KnowledgeGraph, matching: Matching) -> Iterator[tuple[str, Change]]:
    """Each change with its kind, in the order of IRIs."""
    for one, other in sorted(matching.moved):
        yield "moved", _change(old, new, [one], [other])
    for one, after in sorted(matching.after.items()):
        if len(after) > 1:
            yield "split", _change(old, new, [one], after)
        elif len(after) == 1:
            (other,) = after
            if matching.before[other] == {one}:
                yield from _told_otherwise(old.node(one), new.node(other))
    for other, before in sorted(matching.before.items()):
        if len(before) > 1:
            yield "merged", _change(old, new, before, [other])


def _change(old: KnowledgeGraph, new: KnowledgeGraph, ones: Iterable[str], others: Iterable[str]) -> Change:
    then, now = tuple(old.node(iri) for iri in sorted(ones)), tuple(new.node(iri) for iri in sorted(others))
    reasons = [*_joined(then, now, new), *_parted(now, new)]
    return Change(old=then, new=now, reasons=tuple(reasons[:_REASONS]))


def _joined(then: tuple[Node, ...], now: tuple[Node, ...], new: KnowledgeGraph) -> Iterator[str]:
    """The merges of the new graph that none of the old things had."""
    forms = [{node.label, *node.aliases} for node in then]
    for merge in (merge for node in now if len(then) > 1 for merge in new.merges(node.iri)):
        if not any({merge.left, merge.right} <= known for known in forms):
            yield f"{merge.left} = {merge.right}: {merge.reason}"


def _parted(now: tuple[Node, ...], new: KnowledgeGraph) -> Iterator[str]:
    """What the new graph says of the parts being two."""
    iris = {node.iri for node in now}
    for miss in sorted({miss for iri in iris if len(iris) > 1 for miss in new.near_misses(iri)}):
        if {miss.left, miss.right} <= iris:
            yield f"{miss.left_form} ≠ {miss.right_form}: {miss.reason}"


def _told_otherwise(one: Node, two: Node) -> Iterator[tuple[str, Change]]:
    if one.type != two.type:
        yield "retyped", Change(old=(one,), new=(two,))
    if one.label != two.label or (one.iri != two.iri and one.type == two.type):
        yield "renamed", Change(old=(one,), new=(two,))


def _results(old: KnowledgeGraph, new: KnowledgeGraph, matching: Matching) -> dict[str, str]:
    """What each number of the old graph is called in the new one; its own IRI where it is not there."""
    read_then, read_now = texts(old), texts(new)
    now = {_place(new, node, matching.now, read_now): node.iri for node in reversed(new.nodes("Result"))}
    return {
        node.iri: node.iri if node.iri in new else now.get(_place(old, node, matching.then, read_then), node.iri)
        for node in old.nodes("Result")
    }


def _place(graph: KnowledgeGraph, node: Node, called: Callable[[str], str], read: dict[str, str]) -> Key:
    """The documents and places that report a number, what it is said to be and what it is about."""
    statements = [s for s in graph.about(node.iri) if s.subject == node.iri]
    evidence = [s.evidence for s in statements if s.predicate == "reportedIn"]
    places = sorted((read[e.document], e.start or 0, e.text) for e in evidence)
    ends = sorted({(s.predicate, called(str(s.object)), s.polarity.value) for s in statements})
    return tuple(places), tuple(ends), tuple((name, node.properties[name]) for name in sorted(node.properties))


def _altered(old: KnowledgeGraph, new: KnowledgeGraph) -> dict[str, int]:
    """How many nodes that are in both have other details, by class."""
    found: dict[str, int] = {}
    for node in new.nodes():
        if node.iri in old:
            then = old.node(node.iri)
            if (then, old.merges(node.iri)) != (node, new.merges(node.iri)) and then.label == node.label:
                found[node.type] = found.get(node.type, 0) + 1
    return found
