"""What the graph says of each thing, in triples.

A fact (a triple with an asserted statement behind it) is an edge of its own; every statement is a node besides, with
`rdf:subject`, `rdf:predicate` and `rdf:object`, so that plain queries stay plain and the evidence is one hop away. What
the schema's own hierarchy entails is written out: a benchmark is a `kg:EvaluationResource` and a `kg:Entity` too, a
paper that proposes something `kg:introduces` it too. Statements keep the predicate that the text was read for.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from urllib.parse import unquote

from kg.graph import KnowledgeGraph
from kg.model import Class, Evidence, Literal, Merge, Node, Ontology, Property, Span, Statement
from kg.rdf.terms import DERIVED, LABEL, RDF, TYPE, Triple, decimal, integer

Properties = dict[str, list[str | Literal]]
"""What a thing has at each property, by IRI; a value may stand there twice."""
Things = dict[str, Properties]
"""The triples of a graph by subject."""


def described(graph: KnowledgeGraph, ontology: Ontology) -> Things:
    """Every triple of the graph. Raises UnknownTermError."""
    describe = _Description(graph, ontology)
    for node in graph.nodes():
        describe.node(node)
        for merge in graph.merges(node.iri):
            describe.merge(node.iri, merge)
        for form, documents in graph.identities.forms(node.iri).items():
            describe.form(node.iri, form, documents)
        for document in graph.versions(node.iri):
            describe.fact(node.iri, "hasVersion", document.iri)
    for retired, ends in graph.identities.retired().items():
        describe.retired(retired, ends)
    for subject, predicate, object_ in graph.facts():
        describe.fact(subject, predicate, object_)
    for statement in graph.statements():
        describe.statement(statement)
    return describe.things


def triples(graph: KnowledgeGraph, ontology: Ontology) -> Iterator[Triple]:
    """Every triple of the graph, one by one, some of them more than once. Raises UnknownTermError."""
    return rows(described(graph, ontology))


def rows(things: Mapping[str, Properties]) -> Iterator[Triple]:
    """The triples of things, one by one."""
    for subject, properties in things.items():
        for predicate, objects in properties.items():
            for object_ in objects:
                yield subject, predicate, object_


def gathered(triples: Iterable[Triple]) -> Things:
    """The same triples by subject."""
    things: Things = {}
    for subject, predicate, object_ in triples:
        properties = things.get(subject)
        if properties is None:
            things[subject] = {predicate: [object_]}
        elif predicate in properties:
            properties[predicate].append(object_)
        else:
            properties[predicate] = [object_]
    return things


def above(name: str, terms: Mapping[str, Class] | Mapping[str, Property]) -> tuple[str, ...]:
    """A class or property and those above it in the schema, nearest first."""
    found = dict.fromkeys([name])
    for parent in terms[name].parents:
        found.update(dict.fromkeys(above(parent, terms)))
    return tuple(found)


class _Description:
    """Triples of one graph in the terms of one schema; equal values are one object, which is found faster."""

    def __init__(self, graph: KnowledgeGraph, ontology: Ontology) -> None:
        self.things: Things = {}
        self._ontology = ontology
        self._texts = {
            node.iri: node.properties["text"][0].value
            for node in graph.nodes("Document")
            if node.properties.get("text")
        }
        self._documents = {unquote(iri.rpartition("/")[2]): iri for iri in self._texts}
        self._base = f"{ontology.namespace.rpartition('/')[0]}/id"
        self._iri = cache(lambda name: ontology.property_(name).iri)
        self._iris = cache(self._with_those_above)
        self._types = cache(self._with_classes_above)
        self._is_named = cache(lambda type_: self._fits(type_, "named"))
        self._string, self._integer, self._decimal = cache(_string), cache(integer), cache(decimal)

    def node(self, node: Node) -> None:
        iri, string = self._iri, self._string
        found = self._thing(node.iri, node.type)
        found[LABEL], found[iri("label")] = [string(node.label)], [string(node.label)]
        aliases: list[str | Literal] = [string(alias) for alias in node.aliases if alias != node.label]
        if aliases:
            found[iri("alias")] = aliases
        if self._is_named(node.type):
            found[iri("named")] = [Literal(value=str(node.named).lower(), datatype="boolean")]
        for name, values in node.properties.items():
            if values:
                found[iri(name)] = [*found.get(iri(name), ()), *values]

    def fact(self, subject: str, predicate: str, object_: str | Literal) -> None:
        found = self.things.setdefault(subject, {})
        for iri in self._iris(predicate):
            found.setdefault(iri, []).append(object_)

    def statement(self, statement: Statement) -> None:
        iri, string = self._iri, self._string
        found = self._thing(statement.iri, "Statement")
        found[f"{RDF}subject"] = [statement.subject]
        found[f"{RDF}predicate"] = [iri(statement.predicate)]
        found[f"{RDF}object"] = [statement.object]
        found[DERIVED], found[iri("fromPaper")] = [statement.paper], [statement.paper]
        found[iri("confidence")] = [self._decimal(statement.confidence)]
        found[iri("polarity")] = [string(statement.polarity.value)]
        found[iri("extractor")] = [string(statement.extractor)]
        if statement.role is not None:
            found[iri("role")] = [string(statement.role)]
        if statement.run is not None:
            found[iri("generatedBy")] = [statement.run]
        if statement.context:
            found[iri("context")] = [*statement.context]
        self._evidence(found, statement.evidence)

    def form(self, iri: str, form: str, documents: Iterable[str]) -> None:
        found = self._thing(f"{self._base}/form/{_short_hash((iri, form))}", "Form")
        found[LABEL], found[self._iri("label")] = [self._string(form)], [self._string(form)]
        found[self._iri("formOf")] = [iri]
        used: list[str | Literal] = [*documents]
        if used:
            found[self._iri("usedIn")] = used

    def retired(self, iri: str, ends: Iterable[str]) -> None:
        found = self._thing(iri, "RetiredIdentifier")
        label = self._string(unquote(iri.rpartition("/")[2]))
        found[LABEL], found[self._iri("label")] = [label], [label]
        for end in ends:
            self.fact(iri, "isReplacedBy", end)

    def merge(self, iri: str, merge: Merge) -> None:
        string = self._string
        found = self._thing(f"{self._base}/merge/{_digest(iri, merge)}", "Merge")
        found[LABEL] = [string(f"{merge.left} = {merge.right}")]
        found[self._iri("mergedInto")] = [iri]
        found[self._iri("leftForm")] = [string(merge.left)]
        found[self._iri("rightForm")] = [string(merge.right)]
        found[self._iri("rule")] = [string(merge.rule)]
        found[self._iri("reason")] = [string(merge.reason)]
        found[self._iri("confidence")] = [self._decimal(merge.confidence)]
        document = self._documents.get(merge.document or "")
        if document is None:
            return
        found[self._iri("fromDocument")] = [document]
        if merge.span is not None:
            found[self._iri("evidenceKind")] = [string("text")]
            found[self._iri("evidenceText")] = [string(merge.span.of(self._texts[document]))]
            self._place(found, "evidence", merge.span)

    def _evidence(self, found: Properties, evidence: Evidence) -> None:
        iri, string = self._iri, self._string
        found[iri("fromDocument")] = [evidence.document]
        found[iri("evidenceKind")] = [string(evidence.kind)]
        found[iri("evidenceText")] = [string(evidence.text)]
        found[iri("evidenceLine")] = [self._integer(evidence.line)]
        if evidence.start is not None and evidence.end is not None:
            self._place(found, "evidence", Span(evidence.start, evidence.end))
        if evidence.subject is not None:
            self._place(found, "subject", evidence.subject)
        if evidence.object is not None:
            self._place(found, "object", evidence.object)

    def _place(self, found: Properties, what: str, span: Span) -> None:
        found[self._iri(f"{what}Start")] = [self._integer(span.start)]
        found[self._iri(f"{what}End")] = [self._integer(span.end)]

    def _thing(self, iri: str, type_: str) -> Properties:
        """What is said of a thing, which is of a class and those above it."""
        found = self.things.setdefault(iri, {})
        found[TYPE] = [*found.get(TYPE, ()), *self._types(type_)]
        return found

    def _with_classes_above(self, type_: str) -> tuple[str, ...]:
        self._ontology.class_(type_)
        return tuple(self._ontology.class_(name).iri for name in above(type_, self._ontology.classes))

    def _with_those_above(self, predicate: str) -> tuple[str, ...]:
        self._ontology.property_(predicate)
        return tuple(self._iri(name) for name in above(predicate, self._ontology.properties))

    def _fits(self, type_: str, name: str) -> bool:
        domain = self._ontology.property_(name).domain
        return any(self._ontology.is_a(type_, ancestor) for ancestor in domain)


def _string(text: str) -> Literal:
    return Literal(value=text)


def _digest(iri: str, merge: Merge) -> str:
    """A key derived from everything a merge says."""
    span = (merge.span.start, merge.span.end) if merge.span else None
    told = (iri, merge.left, merge.right, merge.rule, merge.reason, f"{merge.confidence:.4f}", merge.document, span)
    return _short_hash(told)


def _short_hash(told: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:20]
