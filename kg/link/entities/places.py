"""Which vertex a name belongs to: above all, which meaning of a short form."""

import re
from collections.abc import Iterable, Sequence

from kg.link.entities import reasons
from kg.link.entities.context import Context
from kg.link.entities.definitions import Definition
from kg.link.entities.glossary import Glossary, Meaning
from kg.link.entities.known import Known
from kg.link.entities.local import Local
from kg.link.entities.names import is_acronym, key, name_key, words
from kg.link.entities.vertex import CASED, WORD, Edge, Vertex
from kg.link.labels import clean
from kg.model import Extraction, Paper

CONTEXT_RANK = 6
_MANY, _NEARLY_ALL = 10, 0.9
"""Documents that spell out a short form, and their share, from which one meaning is taken where a text gives none."""
_VOWEL = re.compile("[aeiou]")
"""What an ordinary word has, and `fps` has not."""


class Places:
    """The vertices of local entities.

    `edges` are the joins that rest on context; `notes` say of a vertex why it stands alone.
    """

    def __init__(
        self,
        extractions: Sequence[Extraction],
        locals_: Sequence[Local],
        papers: Iterable[Paper],
        glossary: Glossary,
        known: Known,
    ) -> None:
        self._glossary = glossary
        self._known = known
        self._context = Context(extractions, locals_)
        self._papers = {document.key: paper for paper in papers for document in paper.documents}
        self._capitals = {
            name_key(local.full)
            for local in locals_
            if local.entity.named and is_acronym(local.full) and local.full.isupper()
        }
        self.edges: list[Edge] = []
        self.notes: dict[Vertex, str] = {}

    def of(self, local: Local) -> Vertex:
        """The vertex of the name that identifies a local entity."""
        name = name_key(local.full)
        if self._ordinary(local, name):
            coined = local.entity.named and is_acronym(local.full)
            return Vertex(local.group, name, f"{CASED}:{clean(local.full)}" if coined else WORD)
        if len(words(local.full)) > 1 and not is_acronym(local.full):
            return Vertex(local.group, name, self._inner_meaning(local))
        if name not in self._glossary:
            return Vertex(local.group, name)
        own = self._own(local.document, name)
        if own is not None:
            return self.of_definition(own, local.group)
        meanings = self._glossary.meanings(name, local.group)
        return Vertex(local.group, name) if len(meanings) == 1 else self._in_context(local, name, meanings)

    def of_definition(self, definition: Definition, group: str) -> Vertex:
        """The vertex of a defined short form: its meaning's own where it has several."""
        name = name_key(definition.short)
        meanings = self._glossary.meanings(name, group)
        home = self._glossary.meaning_of(definition, group)
        if home is not None and len(meanings) == 1:
            return Vertex(group, name)
        return Vertex(group, name, _means(definition if home is None else home.definitions[0]))

    def _ordinary(self, local: Local, name: str) -> bool:
        """Whether the name is a common word that only looks like a short form or label once case is gone."""
        general = not local.entity.named and sum(c.isupper() for c in local.full) <= 1
        spelled_alike = name in self._glossary or (name in self._capitals and _VOWEL.search(local.full) is not None)
        return (general and spelled_alike) or self._known.ordinary(local.full)

    def _own(self, document: str, short: str) -> Definition | None:
        """What the document, or another version of its paper, says that a short form means."""
        versions = [d.key for d in self._papers[document].documents]
        found = (self._glossary.own(key_, short) for key_ in (document, *sorted(versions)))
        return next((definition for definition in found if definition is not None), None)

    def _inner_meaning(self, local: Local) -> str:
        """The meaning of an ambiguous short form within a longer name, where the document defines it."""
        for word in words(local.full):
            short = key((word,))
            if is_acronym(word.text) and len(self._glossary.meanings(short)) > 1:
                own = self._own(local.document, short)
                if own is not None:
                    return _means(own)
        return ""

    def _in_context(self, local: Local, name: str, meanings: Sequence[Meaning]) -> Vertex:
        """A vertex of this paper's own, joined to a meaning where the document's other words speak for it."""
        vertex = Vertex(local.group, name, f"paper:{self._papers[local.document].iri}")
        choice = self._context.choose(local.document, meanings)
        usual = self._usual(meanings) if choice is None else None
        if usual is not None:
            target = self.of_definition(usual.definitions[0], local.group)
            counts = [len(meaning.documents) for meaning in meanings]
            merge = reasons.usual(local.full, usual.long, len(usual.documents), sum(counts), local.document)
            self.edges.append(Edge(rank=CONTEXT_RANK, left=vertex, right=target, merge=merge))
            return vertex
        if choice is None:
            several = " or ".join(f"“{clean(meaning.long)}”" for meaning in meanings)
            self.notes[vertex] = f"“{clean(local.full)}” may mean {several}; nothing in the text decides."
            return vertex
        target = self.of_definition(choice.meaning.definitions[0], local.group)
        span = local.entity.mentions[0].span
        merge = reasons.context(local.full, choice.meaning.long, choice.shared, local.document, span)
        self.edges.append(Edge(rank=CONTEXT_RANK, left=vertex, right=target, merge=merge))
        return vertex

    def _usual(self, meanings: Sequence[Meaning]) -> Meaning | None:
        """The meaning that nearly all documents which spell the short form out give it, where they are many."""
        best = max(meanings, key=lambda meaning: (len(meaning.documents), meaning.long))
        total = sum(len(meaning.documents) for meaning in meanings)
        many = len(best.documents) >= _MANY and len(best.documents) >= _NEARLY_ALL * total
        return best if many else None


def _means(definition: Definition) -> str:
    return f"means:{name_key(definition.long)}"
