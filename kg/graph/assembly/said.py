"""The statements of one document: what its record says, what its text mentions, relates and reports."""

from collections.abc import Container, Iterable
from dataclasses import replace

from kg.graph.assembly.lookup import Lookup, best
from kg.graph.assembly.resources import address, resource_iri
from kg.graph.assembly.results import ends, property_for, result_node
from kg.graph.assembly.roles import predicate_for, role_for
from kg.graph.assembly.sentences import Sentences
from kg.graph.assembly.statements import Statements
from kg.graph.assembly.things import LINKED
from kg.model import (
    PAPER,
    Evidence,
    Extraction,
    Fact,
    Literal,
    LocalEntity,
    Mention,
    RelationMention,
    ResourceMention,
    ResultMention,
    Span,
    Statement,
)

READER = "reader"
"""The component behind statements that records make outside their text."""
NAMES = "names"
"""The component behind statements that the names of things make by themselves."""
QUALIFIERS = "qualifiers"
"""The component behind statements about the circumstances of a number."""
LIMITS = ("Benchmark", "Dataset", "Task", "Metric")
"""Classes of what a comparison may be limited to."""
_FAMILY = 0.9
"""How often a name with a version behind it is a version of what the name without is."""
_VALUES = frozenset({"issued", "identifier", "subject"})


class Said:
    """Adds what one document says to a graph."""

    def __init__(self, extraction: Extraction, paper: str, lookup: Lookup, statements: Statements, by: str) -> None:
        self._extraction = extraction
        self._document = extraction.document
        self._paper = paper
        self._lookup = lookup
        self._statements = statements
        self._by = by
        self._sentences = Sentences(extraction)

    def add(self) -> None:
        """Add all of it."""
        found = self._extraction
        self._title()
        for fact in self._document.facts:
            self._fact(fact)
        for entity in found.entities:
            self._mention(entity)
        for relation in (*found.relations, *found.marked):
            self._relation(relation)
        for result in (*found.results, *found.marked_results):
            self._result(result)
        for resource in found.resources:
            self._resource(resource)

    def add_own(self, sentences: Iterable[Span]) -> None:
        """Add the sentences that another version of the paper lacks."""
        for sentence in sentences:
            text = Literal(value=sentence.of(self._document.text))
            self._say(self._draft("saysInOneVersion", text, self._words(sentence), 1.0, READER))

    def _title(self) -> None:
        title = self._document.title
        if title:
            evidence = self._words(Span(0, len(title)))
            self._say(self._draft("title", Literal(value=title), evidence, 1.0, READER))

    def _fact(self, fact: Fact) -> None:
        object_ = self._value(fact)
        if object_ is not None:
            evidence = self._statements.record(self._document, fact)
            self._say(self._draft(fact.property, object_, evidence, fact.confidence, READER))

    def _value(self, fact: Fact) -> str | Literal | None:
        """The thing or value that a record's fact leads to; what cannot be told is refused."""
        if fact.property == "hasResource":
            return self._address(fact.value)
        if fact.property in LINKED:
            kind = (self._document.key, LINKED[fact.property], fact.local)
            return self._found(fact.property, self._lookup.thing(kind), fact.value)
        if fact.property == "issued":
            return Literal(value=fact.value, datatype="gMonthDay" if fact.value.startswith("--") else "date")
        if fact.property in _VALUES:
            return Literal(value=fact.value)
        self._refuse(fact.property, "records say such things, but the graph does not hold them")
        return None

    def _address(self, url: str) -> str | None:
        key = address(url)
        if key is None:
            self._refuse("hasResource", f"{url[:60]!r} is no web address")
            return None
        return resource_iri(self._statements.things, key)

    def _mention(self, entity: LocalEntity) -> None:
        iri = self._found("mentions", self._lookup.of(entity), entity.name)
        if iri is not None:
            mention = best(entity)
            evidence = self._words(self._sentences.of(mention.span), None, mention.span)
            draft = self._draft("mentions", iri, evidence, entity.confidence, self._component(entity.extractor))
            self._say(replace(draft, role=role_for(entity.role, self._statements.graph.node(iri).type)))
            self._family(iri, mention)

    def _family(self, iri: str, mention: Mention) -> None:
        """A name that is another's with a version or size behind it: the evidence is where the text has it."""
        family = self._lookup.family(iri)
        if family is not None:
            evidence = self._words(self._sentences.of(mention.span), mention.span)
            draft = self._draft("versionOf", family, evidence, _FAMILY, self._component(NAMES))
            self._say(replace(draft, subject=iri))

    def _relation(self, relation: RelationMention) -> None:
        subject = self._found(relation.type, self._lookup.iri(relation.head), relation.head)
        object_ = self._found(relation.type, self._lookup.iri(relation.tail), relation.tail)
        if subject is None or object_ is None:
            return
        type_ = self._statements.graph.node(object_).type
        predicate = predicate_for(relation.type, type_)
        head = relation.head_span or self._lookup.place(relation.head, relation.evidence)
        tail = relation.tail_span or self._lookup.place(relation.tail, relation.evidence, head)
        evidence = self._words(relation.evidence, head, tail)
        draft = self._draft(predicate, object_, evidence, relation.confidence, self._component(relation.extractor))
        context = self._context(relation, {subject, object_})
        self._say(replace(draft, subject=subject, polarity=relation.polarity, context=context))

    def _context(self, relation: RelationMention, ends: Container[str]) -> tuple[str, ...]:
        """What the sentence limits the relation to, as far as the whole corpus agrees that it is no method."""
        found = {self._lookup.iri(limit.name) for limit in relation.context}
        things = (self._statements.graph.node(iri) for iri in found if iri is not None and iri not in ends)
        return tuple(sorted(thing.iri for thing in things if thing.type in LIMITS))

    def _result(self, result: ResultMention) -> None:
        statements = self._statements
        by = self._component(result.extractor)
        known = {name: iri for _, name in ends(result) if (iri := self._lookup.iri(name)) is not None and name != PAPER}
        labels = {name: statements.graph.node(iri).label for name, iri in known.items()}
        node = result_node(statements.things, self._paper, self._document, replace(result, extractor=by), labels)
        statements.graph.add_node(node)
        evidence = self._words(result.evidence, result.value_span)
        base = replace(
            self._draft("reportedIn", self._paper, evidence, result.confidence, by),
            subject=node.iri,
            polarity=result.polarity,
        )
        self._say(base)
        for property_, name in ends(result):
            iri = known.get(name)
            if iri is None:
                continue
            type_ = statements.graph.node(iri).type
            predicate = property_for(property_, type_)
            if predicate is None:
                self._refuse(property_, f"numbers are not measured on a {type_}")
                continue
            place = self._lookup.place(name, result.evidence, result.value_span)
            where = self._words(result.evidence, result.value_span, place)
            self._say(replace(base, predicate=predicate, object=iri, evidence=where))
        for said in result.qualifiers:
            where = self._words(result.evidence, result.value_span, said.span)
            told = replace(base, predicate=said.property, object=Literal(value=said.value), evidence=where)
            self._say(replace(told, confidence=said.confidence, extractor=self._component(QUALIFIERS)))

    def _resource(self, resource: ResourceMention) -> None:
        iri = self._address(resource.url)
        if iri is not None:
            evidence = self._words(resource.evidence, None, resource.span)
            self._say(
                self._draft("hasResource", iri, evidence, resource.confidence, self._component(resource.extractor))
            )

    def _draft(
        self, predicate: str, object_: str | Literal, evidence: Evidence, confidence: float, by: str
    ) -> Statement:
        """A statement about the paper, without an IRI."""
        return Statement(
            iri="",
            subject=self._paper,
            predicate=predicate,
            object=object_,
            paper=self._paper,
            evidence=evidence,
            confidence=confidence,
            extractor=by,
        )

    def _component(self, name: str) -> str:
        """Extractor and component, as statements name them."""
        return name if name.startswith(self._by) else f"{self._by}/{name}"

    def _words(self, span: Span, subject: Span | None = None, object_: Span | None = None) -> Evidence:
        return self._statements.words(self._document, span, subject, object_)

    def _say(self, draft: Statement) -> None:
        self._statements.add(self._document, draft)

    def _found(self, predicate: str, iri: str | None, name: str) -> str | None:
        if iri is None:
            self._refuse(predicate, f"{name[:60]!r} is no entity of the document")
        return iri

    def _refuse(self, what: str, reason: str) -> None:
        self._statements.refuse(self._document, what, reason)
