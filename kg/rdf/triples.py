"""What the graph says, triple by triple.

A fact (a triple with an asserted statement behind it) is an edge of its own; every statement is a node besides, with
`rdf:subject`, `rdf:predicate` and `rdf:object`, so that plain queries stay plain and the evidence is one hop away. What
the schema's own hierarchy entails is written out: a benchmark is a `kg:EvaluationResource` and a `kg:Entity` too, a
paper that proposes something `kg:introduces` it too. Statements keep the predicate that the text was read for.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from kg.graph import KnowledgeGraph
from kg.model import Class, Evidence, Literal, Merge, Node, Ontology, Property, Span, Statement
from kg.rdf.terms import DERIVED, LABEL, RDF, TYPE, Triple, decimal, integer


def triples(graph: KnowledgeGraph, ontology: Ontology) -> Iterator[Triple]:
    """Every triple of the graph, some of them more than once. Raises UnknownTermError."""
    describe = _Description(graph, ontology)
    for node in graph.nodes():
        yield from describe.node(node)
        for merge in graph.merges(node.iri):
            yield from describe.merge(node.iri, merge)
        for form, documents in graph.identities.forms(node.iri).items():
            yield from describe.form(node.iri, form, documents)
        for document in graph.versions(node.iri):
            yield from describe.fact(node.iri, "hasVersion", document.iri)
    for retired, ends in graph.identities.retired().items():
        yield from describe.retired(retired, ends)
    for subject, predicate, object_ in graph.facts():
        yield from describe.fact(subject, predicate, object_)
    for statement in graph.statements():
        yield from describe.statement(statement)


def above(name: str, terms: Mapping[str, Class] | Mapping[str, Property]) -> tuple[str, ...]:
    """A class or property and those above it in the schema, nearest first."""
    found = dict.fromkeys([name])
    for parent in terms[name].parents:
        found.update(dict.fromkeys(above(parent, terms)))
    return tuple(found)


class _Description:
    """Triples of one graph in the terms of one schema."""

    def __init__(self, graph: KnowledgeGraph, ontology: Ontology) -> None:
        self._ontology = ontology
        self._texts = {
            node.iri: node.properties["text"][0].value
            for node in graph.nodes("Document")
            if node.properties.get("text")
        }
        self._documents = {unquote(iri.rpartition("/")[2]): iri for iri in self._texts}
        self._things = f"{ontology.namespace.rpartition('/')[0]}/id"

    def node(self, node: Node) -> Iterator[Triple]:
        yield from self._types(node.iri, node.type)
        yield node.iri, LABEL, _string(node.label)
        yield node.iri, self._iri("label"), _string(node.label)
        for alias in node.aliases:
            if alias != node.label:
                yield node.iri, self._iri("alias"), _string(alias)
        if self._fits(node.type, "named"):
            yield node.iri, self._iri("named"), Literal(value=str(node.named).lower(), datatype="boolean")
        for name, values in node.properties.items():
            for value in values:
                yield node.iri, self._iri(name), value

    def fact(self, subject: str, predicate: str, object_: str | Literal) -> Iterator[Triple]:
        self._iri(predicate)
        for name in above(predicate, self._ontology.properties):
            yield subject, self._iri(name), object_

    def statement(self, statement: Statement) -> Iterator[Triple]:
        iri, evidence = statement.iri, statement.evidence
        yield from self._types(iri, "Statement")
        yield iri, f"{RDF}subject", statement.subject
        yield iri, f"{RDF}predicate", self._iri(statement.predicate)
        yield iri, f"{RDF}object", statement.object
        yield iri, DERIVED, statement.paper
        yield iri, self._iri("fromPaper"), statement.paper
        yield iri, self._iri("confidence"), decimal(statement.confidence)
        yield iri, self._iri("polarity"), _string(statement.polarity.value)
        yield iri, self._iri("extractor"), _string(statement.extractor)
        if statement.role is not None:
            yield iri, self._iri("role"), _string(statement.role)
        yield from self._evidence(iri, evidence)

    def form(self, iri: str, form: str, documents: Iterable[str]) -> Iterator[Triple]:
        node = f"{self._things}/form/{_short_hash((iri, form))}"
        yield from self._types(node, "Form")
        yield node, LABEL, _string(form)
        yield node, self._iri("label"), _string(form)
        yield node, self._iri("formOf"), iri
        for document in documents:
            yield node, self._iri("usedIn"), document

    def retired(self, iri: str, ends: Iterable[str]) -> Iterator[Triple]:
        yield from self._types(iri, "RetiredIdentifier")
        yield iri, LABEL, _string(unquote(iri.rpartition("/")[2]))
        yield iri, self._iri("label"), _string(unquote(iri.rpartition("/")[2]))
        for end in ends:
            yield from self.fact(iri, "isReplacedBy", end)

    def merge(self, iri: str, merge: Merge) -> Iterator[Triple]:
        node = f"{self._things}/merge/{_digest(iri, merge)}"
        yield from self._types(node, "Merge")
        yield node, LABEL, _string(f"{merge.left} = {merge.right}")
        yield node, self._iri("mergedInto"), iri
        yield node, self._iri("leftForm"), _string(merge.left)
        yield node, self._iri("rightForm"), _string(merge.right)
        yield node, self._iri("rule"), _string(merge.rule)
        yield node, self._iri("reason"), _string(merge.reason)
        yield node, self._iri("confidence"), decimal(merge.confidence)
        document = self._documents.get(merge.document or "")
        if document is None:
            return
        yield node, self._iri("fromDocument"), document
        if merge.span is not None:
            yield node, self._iri("evidenceKind"), _string("text")
            yield node, self._iri("evidenceText"), _string(merge.span.of(self._texts[document]))
            yield from self._place(node, "evidence", merge.span)

    def _evidence(self, iri: str, evidence: Evidence) -> Iterator[Triple]:
        yield iri, self._iri("fromDocument"), evidence.document
        yield iri, self._iri("evidenceKind"), _string(evidence.kind)
        yield iri, self._iri("evidenceText"), _string(evidence.text)
        yield iri, self._iri("evidenceLine"), integer(evidence.line)
        if evidence.start is not None and evidence.end is not None:
            yield from self._place(iri, "evidence", Span(evidence.start, evidence.end))
        if evidence.subject is not None:
            yield from self._place(iri, "subject", evidence.subject)
        if evidence.object is not None:
            yield from self._place(iri, "object", evidence.object)

    def _place(self, iri: str, what: str, span: Span) -> Iterator[Triple]:
        yield iri, self._iri(f"{what}Start"), integer(span.start)
        yield iri, self._iri(f"{what}End"), integer(span.end)

    def _types(self, iri: str, type_: str) -> Iterator[Triple]:
        self._ontology.class_(type_)
        for name in above(type_, self._ontology.classes):
            yield iri, TYPE, self._ontology.class_(name).iri

    def _fits(self, type_: str, name: str) -> bool:
        domain = self._ontology.property_(name).domain
        return any(self._ontology.is_a(type_, ancestor) for ancestor in domain)

    def _iri(self, name: str) -> str:
        return self._ontology.property_(name).iri


def _string(text: str) -> Literal:
    return Literal(value=text)


def _digest(iri: str, merge: Merge) -> str:
    """A key derived from everything a merge says."""
    span = (merge.span.start, merge.span.end) if merge.span else None
    told = (iri, merge.left, merge.right, merge.rule, merge.reason, f"{merge.confidence:.4f}", merge.document, span)
    return _short_hash(told)


def _short_hash(told: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:20]
