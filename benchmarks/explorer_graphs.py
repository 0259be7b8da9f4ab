"""Graphs of any size with the seeds' mix of classes, degrees and sentences, for `explorer.py`.

A large graph is several copies of a built one. In every copy the letters of all names and texts are exchanged by a
permutation of its own, so that copies differ while lengths, places and the look of the text stay; what at least three
papers speak of is one and the same in all copies and holds them together. A small graph is what some papers say.
"""

import random
import string
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from kg import KnowledgeGraph
from kg.link.iris import slug
from kg.model import Literal, Node, Statement

_SHARED = 3
_SEED = 7


def sized(graph: KnowledgeGraph, count: int) -> KnowledgeGraph:
    """A graph of about so many nodes, documents not counted."""
    have = len(graph) - len(graph.nodes("Document"))
    return _part(graph, count) if count < have else _copies(graph, count)


def _part(graph: KnowledgeGraph, count: int) -> KnowledgeGraph:
    """The first papers that have so many nodes between them."""
    kept: dict[str, None] = {}
    for paper in graph.nodes("Paper"):
        said = [s for s in graph.statements() if s.paper == paper.iri]
        ends = [end for s in said for end in (s.subject, s.object, s.evidence.document) if isinstance(end, str)]
        kept.update(dict.fromkeys([paper.iri, *ends]))
        if sum(graph.node(iri).type != "Document" for iri in kept) >= count:
            break
    return graph.subgraph(kept)


def _copies(graph: KnowledgeGraph, count: int) -> KnowledgeGraph:
    shared = {node.iri for node in graph.entities() if len(graph.papers_of(node.iri)) >= _SHARED}
    each = len(graph) - len(graph.nodes("Document")) - len(shared)
    found = KnowledgeGraph()
    for number in range(-(-(count - len(shared)) // each)):
        _copy(graph, found, number, shared)
    return found


def _copy(graph: KnowledgeGraph, into: KnowledgeGraph, number: int, shared: set[str]) -> None:
    letters = _permuted(number)

    taken: set[str] = set()

    @cache
    def iri(old: str) -> str:
        """The IRI that the new name would have; documents stay together, as those of a source do."""
        if old in shared or number == 0 or old not in graph:
            return old
        head, _, tail = old.rpartition("/")
        node = graph.node(old)
        new = f"{head}/{number:04}-{tail}" if node.type == "Document" else f"{head}/{slug(letters(node.label))}"
        found = new if new not in taken and new not in into else f"{new}-{number}"
        taken.add(found)
        return found

    for node in graph.nodes():
        if node.iri not in into or node.iri not in shared:
            into.add_node(node if node.iri in shared else _other(node, iri(node.iri), letters))
            into.add_merges(iri(node.iri), graph.merges(node.iri))
    for statement in graph.statements():
        into.add_statement(_said(statement, iri, letters, f"{statement.iri}-{number}"))
    for paper in graph.nodes("Paper"):
        for document in graph.versions(paper.iri):
            into.add_version(iri(paper.iri), iri(document.iri))


def _other(node: Node, iri: str, letters: Callable[[str], str]) -> Node:
    texts = {
        name: tuple(Literal(value=letters(one.value)) if one.datatype == "string" else one for one in values)
        for name, values in node.properties.items()
    }
    aliases = tuple(letters(alias) for alias in node.aliases)
    return replace(node, iri=iri, label=letters(node.label), aliases=aliases, properties=texts)


def _said(statement: Statement, iri: Callable[[str], str], letters: Callable[[str], str], own: str) -> Statement:
    object_ = statement.object
    if isinstance(object_, Literal):
        object_ = Literal(value=letters(object_.value)) if object_.datatype == "string" else object_
    else:
        object_ = iri(object_)
    at = statement.evidence
    evidence = replace(at, document=iri(at.document), text=letters(at.text))
    return replace(
        statement,
        iri=own,
        subject=iri(statement.subject),
        object=object_,
        paper=iri(statement.paper),
        evidence=evidence,
    )


def _permuted(number: int) -> Callable[[str], str]:
    """Vowels become vowels and consonants consonants; the first copy stays as it is."""
    if number == 0:
        return lambda text: text
    rng = random.Random(_SEED * 1009 + number)
    table: dict[int, str] = {}
    for group in ("aeiou", "".join(sorted(set(string.ascii_lowercase) - set("aeiou")))):
        shuffled = list(group)
        rng.shuffle(shuffled)
        table.update(_pairs(group, shuffled))
    return cache(lambda text: text.translate(table))


def _pairs(group: str, shuffled: list[str]) -> Iterator[tuple[int, str]]:
    for old, new in zip(group, shuffled, strict=True):
        yield ord(old), new
        yield ord(old.upper()), new.upper()
