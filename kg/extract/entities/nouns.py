"""What nouns beside a name say of its type: `X, a new dataset`, `benchmarks such as X and Y`, `X and Y datasets`."""

from collections.abc import Iterator

from kg.extract.entities.candidates import Place
from kg.extract.entities.view import View
from kg.extract.lexicons import phrases

_REACH = 12
_LIST_REACH = 24
_IS = frozenset({"is", "are", "as", "be", ",", "(", "–", "—", "-", ":"})
_ARTICLES = frozenset({"a", "an", "the", "our", "one", "two", "three", "first", "new", "novel"})
_LISTING = frozenset({",", "and", "or", "&", "/", "(", ")", ";", "both", "the", "as", "well"})
_LEADS = frozenset(
    {"as", "including", "like", "e.g.", "namely", "i.e.", "called", "named", "dubbed", "termed", ",", "(", ":"}
)
_WITH = frozenset({"such", ",", "("})


def type_nouns() -> dict[str, str]:
    """The type that each noun of `lexicon/type_nouns.txt` speaks for."""
    return {
        noun: type_
        for type_, _, listed in (line.partition(":") for line in phrases("type_nouns"))
        for noun in listed.split()
    }


class NounsBeside:
    """Finds type nouns around places of one document."""

    def __init__(self, view: View) -> None:
        nouns = type_nouns()
        self._view = view
        self._nouns = [nouns.get(word, "") for word in view.lower]
        self.in_title_rest = self._title_rest()
        self.benchmarks = any(word.startswith("benchmark") for word in view.lower)

    def __call__(self, place: Place) -> Iterator[str]:
        """Features of a place: `is a=Dataset`, `list of=Benchmark`, `called=Method`, `noun=Task`."""
        view = self._view
        start, end = view.sentences[view.sentence[place.start]]
        if place.end < end and self._nouns[place.end]:
            yield f"noun after={self._nouns[place.end]}"
        if self._nouns[place.end - 1]:
            yield f"noun inside={self._nouns[place.end - 1]}"
        described = self._described(place.end, end)
        if described:
            yield f"is a={described}"
        lead = self._lead(place.start, start)
        if lead:
            yield lead
        listed = self._listed(place.end, end)
        if listed:
            yield f"list of={listed}"

    def is_type(self, at: int) -> bool:
        """Whether this word says what type a name beside it has."""
        return bool(self._nouns[at])

    def direct(self, place: Place) -> Iterator[str]:
        """The types that the text calls this place by: `the X dataset`, `X, a large dataset`, `a dataset called X`."""
        start, end = self._view.sentences[self._view.sentence[place.start]]
        if place.end < end and self._nouns[place.end] and not self._view.breaks[place.end]:
            yield self._nouns[place.end]
        for said in (self._described(place.end, end), self._lead(place.start, start)):
            if said:
                yield said.rpartition("=")[2]

    def _described(self, at: int, end: int) -> str:
        """The type in `X, a large dataset` or `X is the first benchmark`."""
        lower = self._view.lower
        if at + 1 >= end or lower[at] not in _IS or lower[at + 1] not in _ARTICLES:
            return ""
        for i in range(at + 2, min(end, at + _REACH)):
            if self._nouns[i] and not (i + 1 < end and self._nouns[i + 1]):
                return self._nouns[i]
            if lower[i] in ("that", "which", "for", "of", "with", ","):
                return ""
        return ""

    def _lead(self, at: int, start: int) -> str:
        """The type in `the dataset X`, `datasets such as X, Y`, `a benchmark called X`."""
        lower = self._view.lower
        if at > start and self._nouns[at - 1]:
            return f"noun before={self._nouns[at - 1]}"
        for i in range(at - 1, max(start, at - _LIST_REACH) - 1, -1):
            if lower[i] in _LEADS and i > start:
                before = i - 1
                while before > start and lower[before] in _WITH:
                    before -= 1
                if self._nouns[before]:
                    return f"lead {lower[i] if lower[i] not in (',', '(', ':') else 'comma'}={self._nouns[before]}"
            if self._view.breaks[i] and lower[i] not in _LISTING and lower[i] not in _LEADS:
                return ""
        return ""

    def _listed(self, at: int, end: int) -> str:
        """The type in `X, Y, and Z datasets`."""
        lower = self._view.lower
        if at >= end or lower[at] not in _LISTING:
            return ""
        for i in range(at, min(end, at + _LIST_REACH)):
            if self._nouns[i] and not (i + 1 < end and self._nouns[i + 1]):
                return self._nouns[i]
            if self._view.breaks[i] and lower[i] not in _LISTING:
                return ""
        return ""

    def _title_rest(self) -> tuple[str, ...]:
        view = self._view
        colon = next((i for i in range(view.in_title) if view.lower[i] == ":"), view.in_title)
        return tuple(sorted({self._nouns[i] for i in range(colon, view.in_title)} - {""}))
