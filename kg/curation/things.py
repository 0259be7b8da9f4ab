"""What a graph knows about its things, in the words of people and of the curation file."""

import unicodedata
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from kg.curation.quotes import Quotes, marked
from kg.curation.tokens import tidy
from kg.errors import UnknownTermError
from kg.graph import KnowledgeGraph
from kg.model import Node, Span, Statement, Subject

PERSON = "Author"
_JOINTS = "-‐‑–_"
_FORMS = 8
_SENTENCES = 2


class Things:
    """Names, records and sentences of one graph."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._quotes = Quotes(graph)
        self._records = {
            unquote(node.iri.rpartition("/")[2]): node.properties["recordId"][0].value
            for node in graph.nodes("Document")
        }

    def key(self, name: str) -> str:
        """What spellings share that differ in case, spaces and hyphens only."""
        text = unicodedata.normalize("NFKC", name).casefold()
        return "".join(char for char in text if not char.isspace() and char not in _JOINTS) or text

    def subject(self, node: Node, form: str, other: Node | None = None) -> Subject:
        """A node by a form of its, with its class or a record where the form alone means other things too.

        The record is one where `other` is not meant.
        """
        rivals = [rival for rival in self._named(form) if rival.iri != node.iri]
        if not rivals and node.type != PERSON:
            return Subject(name=form)
        if all(rival.type != node.type for rival in rivals):
            return Subject(name=form, type=node.type)
        taken = set(self.records(other)) if other is not None else set()
        records = self.records(node, form) or self.records(node)
        free = [record for record in records if record not in taken] or records
        type_ = node.type if node.type == PERSON or not free else None
        return Subject(name=form, type=type_, document=free[0] if free else None)

    def record_with(self, key: str | None) -> str | None:
        """The id of the record whose document has this key; None where there is none."""
        return None if key is None else self._records.get(key)

    def subject_in(self, node: Node, form: str, record: str | None) -> Subject:
        """A node by a form of its, in this record if the form stands there."""
        if record is not None and record in self.records(node, form):
            return Subject(name=form, document=record)
        return self.subject(node, form)

    def spelled(self, node: Node, form: str) -> str:
        """How the graph writes a form of a node, which may have been told in bare letters; else the node's label."""
        names = (node.label, *node.aliases)
        return form if form in names else next((name for name in names if self.key(name) == self.key(form)), node.label)

    def records(self, node: Node, form: str | None = None) -> list[str]:
        """The records that speak of a node (in this form, if any does), sorted."""
        about = self._graph.about(node.iri)
        if form is None:
            return sorted({self._record(s) for s in about})
        using = {self._record(s) for s in about if self.key(form) in self._words(s, node)}
        if not using:
            named = self._graph.identities.forms(node.iri).get(form, ())
            using = {self._graph.node(document).properties["recordId"][0].value for document in named}
        texts = {self._record(s): self._graph.node(s.evidence.document).properties["text"][0].value for s in about}
        return sorted(using or (record for record, text in texts.items() if form.casefold() in text.casefold()))

    def uses(self, node: Node, form: str) -> int:
        """How many statements about a node use this form."""
        return sum(self.key(form) in words for s in self._graph.about(node.iri) if (words := self._words(s, node)))

    def told(self, node: Node, form: str) -> Iterator[str]:
        """What a node is, and sentences that use a form of its."""
        yield self.summary(node, form)
        yield from self.quoted(node, (form,))

    def quoted(self, node: Node, forms: Sequence[str], record: str | None = None) -> Iterator[str]:
        """Sentences around forms of a node, each form marked; of a person, the lines that credit it."""
        if node.type != PERSON:
            yield from self._quotes.around(node, forms, record)
            return
        lines: dict[str, None] = {}
        for form in forms:
            for name in self.records(node, form)[:_SENTENCES]:
                lines.setdefault(f"  {marked(self.record(node, name), forms)}")
        yield from lines

    def summary(self, node: Node, form: str) -> str:
        """The class and forms of a node, this form first, and how much is said of it."""
        about = self._graph.about(node.iri)
        papers = len({s.paper for s in about})
        forms = ", ".join(sorted((node.label, *node.aliases), key=lambda name: (name != form, name))[:_FORMS])
        counts = f"{papers} paper{'s' * (papers != 1)}, {len(about)} statement{'s' * (len(about) != 1)}"
        return f"{node.type} {tidy(forms)}: {counts}"

    def sentence(self, s: Statement) -> str:
        """The evidence of a statement on one line."""
        return tidy(s.evidence.text)

    def record_of(self, s: Statement) -> str:
        """The id of the record that says a statement."""
        return tidy(self._record(s))

    def record(self, node: Node, record: str) -> str:
        """A record that speaks of a node: its paper, and the line that names the node."""
        for s in self._graph.about(node.iri):
            if self.record_of(s) == tidy(record):
                return f"{tidy(record)}: {tidy(self._graph.node(s.paper).label)} — “{self.sentence(s)}”"
        return tidy(record)

    def _record(self, s: Statement) -> str:
        return self._graph.node(s.evidence.document).properties["recordId"][0].value

    def _named(self, form: str) -> tuple[Node, ...]:
        try:
            return self._graph.find_all(form)
        except UnknownTermError:
            return ()

    def _words(self, s: Statement, node: Node) -> set[str]:
        """How a statement writes a node, in the letters of `key`."""
        evidence = s.evidence
        found = set()
        for end, place in ((s.subject, evidence.subject), (s.object, evidence.object)):
            if end == node.iri and place is not None and evidence.start is not None:
                within = Span(place.start - evidence.start, place.end - evidence.start)
                found.add(self.key(within.of(evidence.text)))
        return found
