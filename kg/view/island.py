"""The data island: the graph and the evidence behind every edge as one compact JSON object.

Columns instead of objects, small numbers instead of repeated names. Every text is stored once: a sentence is a place
in its document's text where that text is known. Nodes are numbered in the order of `ranked`, so the page draws a head
of the list; facts are numbered by subject, relation and object; the statements of one fact stand together.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from pyvis.network import Network

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Evidence, Literal, Merge, Node, Polarity, Statement
from kg.view.network import fill, ranked
from kg.view.style import look

_POLARITIES = (Polarity.ASSERTED, Polarity.NEGATED, Polarity.HEDGED, Polarity.REJECTED)
_KINDS = ("text", "metadata", "page")
_BASE = "https://w3id.org/papergraph/id/"


class _Numbers(dict[str, int]):
    """Gives each new text the next number."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


class _Packer:
    """Collects the tables that the columns point into while one graph is packed."""

    def __init__(self, graph: KnowledgeGraph, positions: Mapping[str, tuple[int, int]]) -> None:
        self.graph = graph
        facts = graph.facts()
        self.nodes = ranked(graph, facts)
        self.network: Network = fill(self.nodes, facts, positions)
        self.number = {node.iri: place for place, node in enumerate(self.nodes)}
        self.types, self.predicates, self.texts = _Numbers(), _Numbers(), _Numbers()
        self.documents, self.extractors, self.sources = _Numbers(), _Numbers(), _Numbers()
        self.papers: dict[str, str] = {}

    def island(self, title: str) -> dict[str, Any]:
        """Everything the page knows."""
        nodes, facts = self._nodes(), self._facts()
        return {
            "title": title,
            "base": _BASE,
            "nodes": nodes,
            "facts": facts,
            "documents": [self._document(iri) for iri in tuple(self.documents)],
            "types": [[name, *_look(name)] for name in self.types],
            "predicates": list(self.predicates),
            "extractors": list(self.extractors),
            "sources": list(self.sources),
            "texts": list(self.texts),
        }

    def _nodes(self) -> dict[str, Any]:
        """The pyvis network's nodes as columns, and what only some nodes have by number."""
        drawn = self.network.nodes
        return {
            "iri": [str(node["id"]).removeprefix(_BASE) for node in drawn],
            "label": [node["label"] for node in drawn],
            "type": [self.types[node["group"]] for node in drawn],
            "x": [node["x"] for node in drawn],
            "y": [node["y"] for node in drawn],
            "general": [place for place, node in enumerate(self.nodes) if not node.named],
            "aliases": {place: node.aliases for place, node in enumerate(self.nodes) if node.aliases},
            "merges": {
                place: [_merge(merge) for merge in self.graph.merges(node.iri)]
                for place, node in enumerate(self.nodes)
                if self.graph.merges(node.iri)
            },
            "values": {place: self._values(node) for place, node in enumerate(self.nodes) if node.properties},
        }

    def _values(self, node: Node) -> list[list[object]]:
        return [[name, *(value.value for value in node.properties[name])] for name in sorted(node.properties)]

    def _facts(self) -> dict[str, Any]:
        """Facts as columns with their statements; a fact that nothing asserts comes too, and the page never draws it.

        `object` is a node's number, or the text of a literal.
        """
        grouped: dict[tuple[str, str, str | Literal], list[Statement]] = {}
        for statement in self.graph.statements():
            grouped.setdefault((statement.subject, statement.predicate, statement.object), []).append(statement)
        columns: dict[str, Any] = {"subject": [], "predicate": [], "object": [], "statements": []}
        for fact in sorted(grouped, key=lambda fact: (fact[0], fact[1], str(fact[2]))):
            subject, predicate, object_ = fact
            if subject not in self.number or (isinstance(object_, str) and object_ not in self.number):
                continue
            columns["subject"].append(self.number[subject])
            columns["predicate"].append(self.predicates[predicate])
            columns["object"].append(object_.value if isinstance(object_, Literal) else self.number[object_])
            behind = sorted(grouped[fact], key=lambda s: (_POLARITIES.index(s.polarity), -s.confidence, s.iri))
            columns["statements"].append([self._statement(statement) for statement in behind])
        return columns

    def _statement(self, statement: Statement) -> list[Any]:
        """Document, paper, kind, polarity, confidence, extractor, line, text, start, end, subject and object places."""
        evidence = statement.evidence
        text, start, end, offset = self._place(evidence)
        spans = [
            [span.start - offset, span.end - offset] if span is not None else 0
            for span in (evidence.subject, evidence.object)
        ]
        packed = [
            self._seen(evidence, statement.paper),
            self.number.get(statement.paper, -1),
            _KINDS.index(evidence.kind),
            _POLARITIES.index(statement.polarity),
            round(statement.confidence * 10_000),
            self.extractors[statement.extractor],
            evidence.line,
            text,
            start,
            end,
            *spans,
            statement.role or 0,
        ]
        while packed[-1] == 0:
            packed.pop()
        return packed

    def _place(self, evidence: Evidence) -> tuple[int, int, int, int]:
        """Where the evidence's text stands: number of a stored text, start, end, and what that text's offsets lack."""
        whole = _property(self.graph, evidence.document, "text")
        start, end = evidence.start, evidence.end
        if evidence.kind == "text" and start is not None and end is not None:
            if whole is not None and whole[start:end] == evidence.text:
                return self.texts[whole], start, end, 0
            return self.texts[evidence.text], 0, len(evidence.text), start
        return self.texts[evidence.text], 0, len(evidence.text), 0

    def _seen(self, evidence: Evidence, paper: str) -> int:
        self.papers.setdefault(evidence.document, paper)
        self.sources[evidence.source]
        return self.documents[evidence.document]

    def _document(self, iri: str) -> list[object]:
        """IRI, paper, source, line, own id, title, text (−1: unknown)."""
        source = _property(self.graph, iri, "sourceName") or ""
        text = _property(self.graph, iri, "text")
        return [
            iri.removeprefix(_BASE),
            self.number.get(self.papers[iri], -1),
            self.sources[source],
            int(_property(self.graph, iri, "line") or 0),
            _property(self.graph, iri, "recordId") or "",
            _property(self.graph, iri, "title") or "",
            -1 if text is None else self.texts[text],
        ]


def _property(graph: KnowledgeGraph, iri: str, name: str) -> str | None:
    if iri not in graph:
        return None
    values = graph.node(iri).properties.get(name, ())
    return values[0].value if values else None


def _look(name: str) -> tuple[str, str, str, str, bool]:
    found = look(name)
    return found.plural, found.light, found.dark, found.glyph, found.on


def _merge(merge: Merge) -> list[object]:
    return [merge.left, merge.right, merge.rule, merge.reason, round(merge.confidence, 4)]


_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def island_json(graph: KnowledgeGraph, positions: Mapping[str, tuple[int, int]], title: str) -> str:
    """The data island as JSON that can stand inside a script element and in UTF-8, whatever the graph's texts hold."""
    text = json.dumps(_Packer(graph, positions).island(title), ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
