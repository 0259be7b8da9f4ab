"""The sentences around a name, with the name marked."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.curation.tokens import tidy
from kg.graph import KnowledgeGraph
from kg.model import Node, Span

_JOINTS = r"[\s\-‐‑–_]"
_BOUNDARY = re.compile(r"(?<=[.!?])\s+(?=[^\Wa-z_])|\n")
_SENTENCES = 2
_ASIDE = 200
"""Characters that are shown on either side of a name in a sentence that does not end."""
_LONGEST = 600
_DOCUMENTS = 20


class Quotes:
    """What the documents of one graph say around the names of a thing."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._known: dict[str, list[Span]] | None = None

    def around(self, node: Node, forms: Sequence[str], record: str | None = None) -> Iterator[str]:
        """For each form of a node the first sentences that use it, from documents that do, each said once.

        With `record`, the id of one, from that alone. All of the forms are marked in each.
        """
        shown: set[str] = set()
        for form in forms:
            for name, sentence in self._first(node, form, forms, record):
                if sentence not in shown:
                    shown.add(sentence)
                    yield f"  {tidy(name)}: “{marked(sentence, forms)}”"

    def _first(self, node: Node, form: str, forms: Sequence[str], record: str | None) -> list[tuple[str, str]]:
        """Records and what they say: the first sentence of each document before the second of any."""
        found: dict[str, tuple[int, str]] = {}
        for document in self._documents(node, form)[:_DOCUMENTS] if record is None else self._of(record):
            text, name = self._text(document), self._record(document)
            places = self._places(document, form, (node.label, *node.aliases, *forms))
            sentences = dict.fromkeys(self._sentence(document, place).of(text) for place in places)
            for at, sentence in enumerate(sentences):
                found.setdefault(sentence, (at, name))
        first = sorted((at, name, sentence) for sentence, (at, name) in found.items())
        return [(name, sentence) for _, name, sentence in first[:_SENTENCES]]

    def _documents(self, node: Node, form: str) -> list[str]:
        """Those that use a form of a node; where nobody says which, all that speak of it."""
        of_form = _form(form)
        using = {
            document
            for name, documents in self._graph.identities.forms(node.iri).items()
            if of_form.fullmatch(name)
            for document in documents
        }
        found = using or {s.evidence.document for s in self._graph.about(node.iri)}
        return sorted(found, key=lambda document: (self._record(document), document))

    def _of(self, record: str) -> list[str]:
        return [node.iri for node in self._graph.nodes("Document") if self._record(node.iri) == record]

    def _places(self, document: str, form: str, names: Iterable[str]) -> list[Span]:
        """Where a form stands, outside longer names where it can be found there."""
        text = self._text(document)
        places = _places(form, text)
        longer = [place for name in names if len(name) > len(form) for place in _places(name, text)]
        free = [place for place in places if not any(one.contains(place) and one != place for one in longer)]
        return free or places

    def _sentence(self, document: str, place: Span) -> Span:
        """The sentence around a place: one that statements stand on, else by its marks."""
        text = self._text(document)
        for sentence in self._sentences(document):
            if sentence.contains(place):
                return sentence
        cuts = [0, *(end for cut in _BOUNDARY.finditer(text) for end in cut.span()), len(text)]
        start = max(cut for cut in cuts if cut <= place.start)
        end = min(cut for cut in cuts if cut >= place.end)
        if end - start <= _LONGEST:
            return Span(start, end)
        return Span(max(start, place.start - _ASIDE), min(end, place.end + _ASIDE))

    def _sentences(self, document: str) -> list[Span]:
        if self._known is None:
            found: dict[str, set[Span]] = {}
            for s in self._graph.statements():
                e = s.evidence
                if e.start is not None and e.end is not None:
                    found.setdefault(e.document, set()).add(Span(e.start, e.end))
            self._known = {iri: sorted(spans) for iri, spans in found.items()}
        return self._known.get(document, [])

    def _text(self, document: str) -> str:
        return "".join(value.value for value in self._graph.node(document).properties.get("text", ()))

    def _record(self, document: str) -> str:
        return self._graph.node(document).properties["recordId"][0].value


def marked(text: str, names: Iterable[str]) -> str:
    """A text on one line with each of the names between » and «."""
    line, at = [], 0
    places = sorted({place for name in names for place in _places(name, text)}, key=lambda p: (p.start, -p.end))
    for place in places:
        if place.start >= at:
            line += [text[at : place.start], "»", place.of(text), "«"]
            at = place.end
    return tidy("".join((*line, text[at:])))


def _places(form: str, text: str) -> list[Span]:
    return [Span(*match.span()) for match in _form(form).finditer(text)]


def _form(form: str) -> re.Pattern[str]:
    """A name, whatever its case, spaces and hyphens; not inside another word."""
    words = [re.escape(word) for word in re.split(f"{_JOINTS}+", form) if word]
    before = r"(?<!\w)" if form[:1].isalnum() else ""
    after = r"(?!\w)" if form[-1:].isalnum() else ""
    return re.compile(f"{before}{f'{_JOINTS}*'.join(words) or re.escape(form)}{after}", re.IGNORECASE)
