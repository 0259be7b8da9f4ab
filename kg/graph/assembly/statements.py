"""Statements with IRIs that are derived from what they say, and the check of each against the schema."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kg.graph.assembly.things import document_iri
from kg.graph.facts import Refusal
from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Document, Evidence, Fact, Literal, Ontology, Run, Span, Statement

_HASH = 20


def digest(parts: Iterable[object]) -> str:
    """A key derived from some values, in their order."""
    told = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


def run_iri(things: str, run: Run) -> str:
    """The IRI of a run: the same for all builds that only time and place tell apart."""
    return f"{things}/run/{digest((run.software, run.model, run.settings))}"


class Statements:
    """Adds statements to a graph. What the schema refuses is kept in `refused`, with the reason."""

    def __init__(self, graph: KnowledgeGraph, ontology: Ontology, run: Run | None = None) -> None:
        self.graph = graph
        self.things = f"{ontology.namespace.rpartition('/')[0]}/id"
        self.refused: list[Refusal] = []
        self._run = run_iri(self.things, run) if run else None
        self._said: dict[str, Statement] = {}
        self._ontology = ontology

    def refuse(self, document: Document, what: str, reason: str) -> None:
        """Count something that the graph leaves out."""
        self.refused.append(Refusal(document.key, what, reason))

    def words(
        self, document: Document, span: Span, subject: Span | None = None, object_: Span | None = None
    ) -> Evidence:
        """Words of the document as evidence; ends that stand elsewhere are left out."""
        return Evidence(
            kind="text",
            document=document_iri(self.things, document),
            source=document.source.name,
            line=document.line,
            text=span.of(document.text),
            start=span.start,
            end=span.end,
            subject=subject if subject is not None and span.contains(subject) else None,
            object=object_ if object_ is not None and span.contains(object_) else None,
        )

    def record(self, document: Document, fact: Fact) -> Evidence:
        """A line of the source as evidence."""
        return Evidence(
            kind=fact.kind,
            document=document_iri(self.things, document),
            source=document.source.name,
            line=fact.line,
            text=fact.text,
        )

    def add(self, document: Document, draft: Statement) -> None:
        """Add a statement under the IRI that it comes to; said twice, it has the higher confidence."""
        reason = self._reason_against(draft)
        if reason is not None:
            self.refuse(document, draft.predicate, reason)
            return
        iri = f"{self.things}/statement/{digest(_identity(draft))}"
        statement = replace(draft, iri=iri, confidence=round(draft.confidence, 4), run=self._run)
        known = self._said.setdefault(iri, statement)
        if known is statement or _order(statement) < _order(known):
            self._said[iri] = statement
            self.graph.add_statement(statement)

    def _reason_against(self, draft: Statement) -> str | None:
        if draft.predicate not in self._ontology.properties:
            return f"the schema has no property {draft.predicate}"
        subject = self.graph.node(draft.subject).type
        if isinstance(draft.object, Literal):
            return _ill_formed(draft.object)
        if draft.subject == draft.object:
            return "both ends are one thing"
        object_ = self.graph.node(draft.object).type
        if not self._ontology.allows(subject, draft.predicate, object_):
            return f"{draft.predicate} does not lead from {subject} to {object_}"
        return None


def _order(s: Statement) -> tuple[object, ...]:
    return (-s.confidence, str(s.evidence.subject), str(s.evidence.object), s.context)


def _identity(s: Statement) -> tuple[object, ...]:
    object_ = (s.object.value, s.object.datatype) if isinstance(s.object, Literal) else (s.object, None)
    e = s.evidence
    place = (e.document, e.kind, e.line, e.start, e.end, None if e.kind == "text" else e.text)
    return (s.paper, s.subject, s.predicate, *object_, *place, s.extractor, s.polarity.value, s.role)


def _ill_formed(literal: Literal) -> str | None:
    if not literal.value.strip():
        return "the value is empty"
    if literal.datatype == "date" and not _is_date(literal.value):
        return f"{literal.value[:40]!r} is no date"
    if literal.datatype == "gMonthDay" and not _is_date(f"2000{literal.value[1:]}"):
        return f"{literal.value[:40]!r} is no month and day"
    return None


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
