"""The blocks of a page: what the first picture needs, what cards and search need, statements, and texts.

    core       names, classes and places of the nodes; subject, relation and object of the facts
    names      IRIs, aliases, merges, values and telling sentences of the nodes; objects of facts that are no nodes
    said       documents, runs; statements in the order of the documents and of their places in the text
    text-N     the texts of some documents, which the page opens when somebody wants to read one

Columns instead of objects, small numbers instead of repeated names, steps instead of places. Every text is stored once:
a sentence is a place in its document's text where that text is known. Nodes are numbered in the order of `ranked`, so
the page draws a head of the list; facts by where they are first stated, so that what stands together is near.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.graph.layout import Layout
from kg.model import Literal, Merge, Node, Polarity, Span, Statement
from kg.ontology import load_ontology
from kg.view.island.columns import Numbers, block, steps
from kg.view.leading import leading
from kg.view.network import fill, ranked
from kg.view.style import look

POLARITIES = (Polarity.ASSERTED, Polarity.NEGATED, Polarity.HEDGED, Polarity.REJECTED)
KINDS = ("text", "metadata", "page")
TOGETHER = 48
"""Documents whose texts make one block: enough to compress well, few enough to open at once."""
_BASE = "https://w3id.org/papergraph/id/"

Fact = tuple[str, str, str | Literal]


def blocks(graph: KnowledgeGraph, layout: Layout, title: str) -> dict[str, str]:
    """Every block by its name, the first picture's first."""
    packer = _Packer(graph, layout)
    found = {"core": packer.core(title), "names": packer.names(), "said": packer.said()}
    return {name: block(value) for name, value in (*found.items(), *packer.texts())}


class _Packer:
    """One graph in numbers."""

    def __init__(self, graph: KnowledgeGraph, layout: Layout) -> None:
        self.graph, self.communities, self.ontology = graph, layout.communities, load_ontology()
        facts = graph.facts()
        self.nodes = ranked(graph, facts)
        self.drawn = fill(self.nodes, facts, layout.places).nodes
        self.number = {node.iri: place for place, node in enumerate(self.nodes)}
        self.types, self.predicates, self.sources = Numbers[str](), Numbers[str](), Numbers[str]()
        self.extractors = Numbers[tuple[str, str | None]]()
        shown = [s for s in graph.statements() if self._is_shown(s)]
        self.documents = {iri: place for place, iri in enumerate(sorted({s.evidence.document for s in shown}))}
        self.parts = [_Parts(_property(graph, iri, "text")) for iri in self.documents]
        self.statements = sorted(shown, key=self._place)
        self.facts: dict[Fact, list[Statement]] = {}
        for statement in self.statements:
            self.facts.setdefault((statement.subject, statement.predicate, statement.object), []).append(statement)

    def core(self, title: str) -> dict[str, Any]:
        """What the first picture needs; the object of a fact is a node's number, −1 where it is none."""
        drawn = self.drawn
        home = {iri: place for place, community in enumerate(self.communities) for iri in community.nodes}
        nodes = {
            "label": [node["label"] for node in drawn],
            "type": [self.types[node["group"]] for node in drawn],
            "x": [node["x"] for node in drawn],
            "y": [node["y"] for node in drawn],
            "community": [home.get(node.iri, -1) for node in self.nodes],
            "general": steps(place for place, node in enumerate(self.nodes) if not node.named),
        }
        facts = {
            "subject": steps(self.number[subject] for subject, _, _ in self.facts),
            "predicate": [self.predicates[predicate] for _, predicate, _ in self.facts],
            "object": steps(self._object(object_) for _, _, object_ in self.facts),
            "open": steps(place for place, behind in enumerate(self.facts.values()) if not _is_stated(behind)),
        }
        return {
            "title": title,
            "base": _BASE,
            "nodes": nodes,
            "facts": facts,
            "communities": [[one.name, *one.centre, one.radius, len(one.nodes)] for one in self.communities],
            "types": [[name, *_look(name)] for name in self.types],
            "predicates": list(self.predicates),
            "together": TOGETHER,
        }

    def names(self) -> dict[str, Any]:
        """What cards and search need; a literal that only repeats its subject's label is 0."""
        return {
            "namespace": self.ontology.namespace,
            "classes": [self._class(name) for name in self.types],
            "relations": [self._relation(name) for name in self.predicates],
            "iri": [0 if _named_after(node) else node.iri.removeprefix(_BASE) for node in self.nodes],
            "aliases": {place: node.aliases for place, node in enumerate(self.nodes) if node.aliases},
            "lead": self._leads(),
            "merges": {
                place: [self._merge(merge) for merge in self.graph.merges(node.iri)]
                for place, node in enumerate(self.nodes)
                if self.graph.merges(node.iri)
            },
            "values": {place: _values(node) for place, node in enumerate(self.nodes) if node.properties},
            "literals": [
                0 if object_.value == self.graph.node(subject).label else object_.value
                for subject, _, object_ in self.facts
                if isinstance(object_, Literal)
            ],
        }

    def said(self) -> dict[str, Any]:
        """Documents and statements as columns; what most statements lack stands beside the few that have it.

        `start` is a step within one document's part, the ends of a span are steps from the start of the evidence.
        """
        number = {fact: place for place, fact in enumerate(self.facts)}
        places = [self._parts_of(statement) for statement in self.statements]
        found = {
            "fact": steps(number[s.subject, s.predicate, s.object] for s in self.statements),
            "document": steps(self.documents[s.evidence.document] for s in self.statements),
            "kind": [KINDS.index(s.evidence.kind) for s in self.statements],
            "confidence": [round(s.confidence * 10_000) for s in self.statements],
            "extractor": [self.extractors[s.extractor, s.run] for s in self.statements],
            "line": steps(s.evidence.line for s in self.statements),
            "part": [part for part, _, _ in places],
            "start": steps(start for _, start, _ in places),
            "length": [end - start for _, start, end in places],
            "subject": [_span(s.evidence.subject, s.evidence.start) for s in self.statements],
            "object": [_span(s.evidence.object, s.evidence.start) for s in self.statements],
            "polarity": {n: POLARITIES.index(s.polarity) for n, s in enumerate(self.statements) if not _asserts(s)},
            "role": {n: s.role for n, s in enumerate(self.statements) if s.role},
            "context": {n: self._numbers(s.context) for n, s in enumerate(self.statements) if s.context},
        }
        papers = self._papers()
        found["paper"] = {
            n: self.number.get(s.paper, -1)
            for n, s in enumerate(self.statements)
            if papers[self.documents[s.evidence.document]] != s.paper
        }
        documents = self._documents(papers)
        runs = sorted({run for _, run in self.extractors if run})
        return {
            "statements": found,
            "documents": documents,
            "extractors": [name for name, _ in self.extractors],
            "run": [runs.index(run) if run else -1 for _, run in self.extractors],
            "runs": [self._run(run) for run in runs],
            "sources": list(self.sources),
        }

    def texts(self) -> Iterator[tuple[str, list[list[str]]]]:
        """Blocks of documents; of each document its text, empty where unknown, and the other evidence from it.

        A text that begins with its paper's label, as most do, comes without it.
        """
        labels = self._titles()
        parts = [
            [part.texts[0].removeprefix(label), *part.texts[1:]] for part, label in zip(self.parts, labels, strict=True)
        ]
        for start in range(0, len(parts), TOGETHER):
            yield f"text-{start // TOGETHER}", parts[start : start + TOGETHER]

    def _class(self, name: str) -> str:
        known = self.ontology.classes.get(name)
        return known.iri if known else self.ontology.namespace + quote(name, errors="replace")

    def _relation(self, name: str) -> str:
        known = self.ontology.properties.get(name)
        return known.iri if known else self.ontology.namespace + quote(name, errors="replace")

    def _is_shown(self, statement: Statement) -> bool:
        object_ = statement.object
        return statement.subject in self.number and (isinstance(object_, Literal) or object_ in self.number)

    def _place(self, statement: Statement) -> tuple[object, ...]:
        """The order of statements: where each stands, then what it says."""
        at = statement.evidence
        where = (self.documents[at.document], KINDS.index(at.kind), at.start or 0, at.line)
        return (*where, self.number[statement.subject], statement.predicate, str(statement.object), statement.iri)

    def _leads(self) -> dict[int, int]:
        """The number of the statement that each card begins with."""
        number = {statement.iri: place for place, statement in enumerate(self.statements)}
        return {self.number[iri]: number[s.iri] for iri, s in leading(self.statements).items()}

    def _merge(self, merge: Merge) -> list[object]:
        """What a merge says and, where it stands in a text, the document's number, the place there and its length."""
        said = [merge.left, merge.right, merge.rule, merge.reason, round(merge.confidence, 4)]
        document = self.documents.get(f"{_BASE}document/{merge.document}")
        if merge.span is None or document is None or not self.parts[document].texts[0]:
            return said
        return [*said, document, merge.span.start, merge.span.end - merge.span.start]

    def _run(self, iri: str) -> list[str]:
        """The IRI of a run, what was run, with which model and settings."""
        return [iri, *(_property(self.graph, iri, name) or "" for name in ("software", "model", "settings"))]

    def _numbers(self, iris: Iterable[str]) -> list[int]:
        return [self.number[iri] for iri in iris if iri in self.number]

    def _object(self, object_: str | Literal) -> int:
        return -1 if isinstance(object_, Literal) else self.number[object_]

    def _parts_of(self, statement: Statement) -> tuple[int, int, int]:
        """Which part of its document the evidence stands in, and where."""
        at, parts = statement.evidence, self.parts[self.documents[statement.evidence.document]]
        if at.kind == "text" and at.start is not None and at.end is not None and parts.holds(at.text, at.start):
            return 0, at.start, at.end
        return parts.number(at.text), 0, len(at.text)

    def _papers(self) -> list[str]:
        """The paper of each document."""
        found = [""] * len(self.documents)
        for statement in self.statements:
            place = self.documents[statement.evidence.document]
            found[place] = found[place] or statement.paper
        return found

    def _documents(self, papers: list[str]) -> dict[str, list[object]]:
        """Paper, source (or IRI) and first line of each, and those whose text begins with their paper's label."""
        found: dict[str, list[object]] = {name: [] for name in ("paper", "source", "line")}
        for iri, paper in zip(self.documents, papers, strict=True):
            found["paper"].append(self.number.get(paper, -1))
            found["source"].append(self.sources[_property(self.graph, iri, "sourceName") or iri])
            found["line"].append(int(_property(self.graph, iri, "line") or 0))
        found["titled"] = [*steps(place for place, label in enumerate(self._titles()) if label)]
        return found

    def _titles(self) -> list[str]:
        """The label of each document's paper where the document's text begins with it, else nothing."""
        labels = [self.graph.node(paper).label if paper in self.graph else "" for paper in self._papers()]
        return [
            label if part.texts[0].startswith(f"{label}\n") else ""
            for part, label in zip(self.parts, labels, strict=True)
        ]


class _Parts:
    """The texts that a document's evidence stands in: its own text, then lines of its record, each once."""

    def __init__(self, text: str | None) -> None:
        self.texts = [text or ""]
        self._numbers: dict[str, int] = {}

    def holds(self, text: str, start: int) -> bool:
        """Whether the document's text has these words at this place."""
        return bool(text) and self.texts[0].startswith(text, start)

    def number(self, text: str) -> int:
        """The number of a text, which is kept from now on."""
        if text not in self._numbers:
            self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return self._numbers[text]


def _named_after(node: Node) -> bool:
    """Whether class and label give the IRI by the rule that the page knows too: it does for most."""
    local = re.sub("[^a-z0-9]+", "-", node.label.lower()).strip("-")
    return node.label.isascii() and node.iri == f"{_BASE}{node.type.lower()}/{local}"


def _is_stated(statements: list[Statement]) -> bool:
    return any(_asserts(statement) for statement in statements)


def _asserts(statement: Statement) -> bool:
    return statement.polarity is Polarity.ASSERTED


def _span(span: Span | None, start: int | None) -> list[int] | int:
    """Where a span begins behind the start of its evidence, and its length."""
    return 0 if span is None else [span.start - (start or 0), span.end - span.start]


def _values(node: Node) -> list[list[object]]:
    return [[name, *(value.value for value in node.properties[name])] for name in sorted(node.properties)]


def _property(graph: KnowledgeGraph, iri: str, name: str) -> str | None:
    if iri not in graph:
        return None
    values = graph.node(iri).properties.get(name, ())
    return values[0].value if values else None


def _look(name: str) -> tuple[str, str, str, str, bool]:
    found = look(name)
    return found.plural, found.light, found.dark, found.glyph, found.on
