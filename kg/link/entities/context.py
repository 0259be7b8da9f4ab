"""Which meaning of an ambiguous short form a document's other words speak for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.link.entities.glossary import Meaning
from kg.link.entities.local import Local
from kg.link.entities.names import is_acronym, name_key, words
from kg.model import Extraction

_SPELLED_OUT = 3
"""What the long form itself, standing in the text, counts for in shared names."""
_LEAD = 2
"""By how many shared names the better candidate must lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A meaning and the words that speak for it."""

    meaning: Meaning
    shared: tuple[str, ...]


class Context:
    """The names that each document uses."""

    def __init__(self, extractions: Iterable[Extraction], locals_: Sequence[Local]) -> None:
        self._texts = {e.document.key: e.document.text for e in extractions}
        self._names: dict[str, dict[str, str]] = {}
        for local in locals_:
            if not is_acronym(local.full):
                self._names.setdefault(local.document, {})[name_key(local.full)] = local.full

    def choose(self, document: str, meanings: Sequence[Meaning]) -> Choice | None:
        """The meaning that clearly more of the document's words speak for; None where none leads."""
        scored = sorted(
            ((self._shared(document, meaning), meaning) for meaning in meanings),
            key=lambda pair: (-pair[0][0], name_key(pair[1].long)),
        )
        (best, shared), meaning = scored[0]
        second = scored[1][0][0] if len(scored) > 1 else 0
        return Choice(meaning=meaning, shared=shared) if best >= _LEAD + second else None

    def _shared(self, document: str, meaning: Meaning) -> tuple[int, tuple[str, ...]]:
        own = self._names.get(document, {})
        theirs = {name for other in meaning.documents for name in self._names.get(other, {})}
        shared = sorted(own[name] for name in own.keys() & theirs)
        if self._says(document, meaning.long):
            return len(shared) + _SPELLED_OUT, (meaning.long, *shared)
        return len(shared), tuple(shared)

    def _says(self, document: str, name: str) -> bool:
        text = " ".join(word.key for word in words(self._texts[document]))
        return f" {' '.join(word.key for word in words(name))} " in f" {text} "
