"""What speaks for or against a candidate: readable features with weights between 0 and 1.

A feature of its places (the words around it, the kind of sentence) counts by the share of places that have it; a
feature of the form itself (its head, its spelling, how often it occurs) counts once.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from kg.extract.entities.candidates import Candidate, Place
from kg.extract.entities.keys import form_key
from kg.extract.entities.names import name_parts
from kg.extract.entities.nouns import NounsBeside
from kg.extract.entities.view import View
from kg.extract.lexicons import phrases
from kg.model import Concept

_NEAR = 6
_MANY = 4
_EDGE = "^"
_TESTS = frozenset({"experiment", "win", "reach"})
_DEEDS = {
    "propose": "new",
    "release": "new",
    "experiment": "tested",
    "win": "tested",
    "reach": "tested",
    "train": "learnt",
}


def cue_classes() -> dict[str, tuple[str, ...]]:
    """Cue words by the class that `lexicon/cues.txt` gives them, as word to classes."""
    classes: dict[str, tuple[str, ...]] = {}
    for line in phrases("cues"):
        name, _, listed = line.partition(":")
        for word in listed.split():
            classes[word] = (*classes.get(word, ()), name)
    return classes


class Features:
    """Computes features over one document."""

    def __init__(self, view: View, concepts: Mapping[str, Concept]) -> None:
        self._view = view
        self._concepts = concepts
        self._classes = cue_classes()
        self._cues = [self._classes.get(word, ()) for word in view.lower]
        self._kinds = [_sentence_kinds(view, span, self._cues) for span in view.sentences]
        self._verbs = self._verbs_before()
        self._first = view.sentence[view.in_title] if view.in_title < len(view.sentence) else 0
        self._last = max(1, len(view.sentences) - 1 - self._first)
        self._name = _title_name(view)
        self._nouns = NounsBeside(view)

    def of(self, candidate: Candidate, candidates: Mapping[str, Candidate]) -> dict[str, float]:
        """Features of the candidate with their values."""
        counts: Counter[str] = Counter()
        for place in candidate.places:
            counts.update(set(self._place(place)))
        share = 1.0 / len(candidate.places)
        out = {name: count * share for name, count in counts.items()}
        for name in self._form(candidate, candidates):
            out[name] = 1.0
        return out

    def _form(self, candidate: Candidate, candidates: Mapping[str, Candidate]) -> Iterator[str]:
        view = self._view
        place = candidate.places[0]
        lower = view.lower[place.start : place.end]
        head = lower[-1]
        shapes = view.shapes[place.start : place.end]
        yield f"head={head}"
        yield f"first={lower[0]}"
        yield f"head-end={head[-4:]}"
        yield f"first-end={lower[0][-3:]}"
        if len(lower) > 1:
            yield f"last two={lower[-2]} {head}"
            yield f"head-shape={shapes[-1]}"
            for word in lower[1:-1]:
                yield f"inner={word}"
        elif "-" in head:
            yield f"hyphen-head={head.rsplit('-', 1)[1]}"
            yield f"hyphen-first={head.split('-', 1)[0]}"
        yield f"length={min(len(lower), 6)}"
        yield f"shape={'|'.join(dict.fromkeys(shapes))}" if len(shapes) <= 3 else f"shapes={shapes[0]}..{shapes[-1]}"  # noqa: PLR2004
        yield f"times={min(len(candidate.places), _MANY)}"
        edges = self._edges(candidate)
        yield f"head {edges}={head}"
        yield f"first {edges}={lower[0]}"
        yield edges
        yield from self._spellings(candidate)
        yield from name_parts(view.text[place.first : place.last].rsplit(" ", 1)[-1], shapes[-1])
        yield from self._said(candidate)
        if candidate.concept:
            concept = self._concepts[candidate.concept]
            yield f"known={concept.type}{'' if concept.named else ' general'}"
        if candidate.partners:
            yield "defined"
            yield "defined long" if len(lower) > 1 else "defined short"
            for partner in sorted(candidate.partners):
                other = candidates[partner].places[0]
                yield f"partner-head={view.lower[other.end - 1]}"
                yield f"partner-shape={view.shapes[other.start]}"
        if candidate.key == self._name:
            yield "is title name"
            for type_ in self._nouns.in_title_rest or ("none",):
                yield f"title name of={type_}"
        elif self._name and self._name in candidate.key:
            yield "holds title name"

    def _said(self, candidate: Candidate) -> Iterator[str]:
        """What the nouns beside any of its places call it, and what else the text does with it."""
        said = sorted({type_ for place in candidate.places for type_ in self._nouns.direct(place)})
        if not said:
            return
        deeds = sorted({deed for place in candidate.places for deed in self._deeds(place)})
        kinds = {kind for place in candidate.places for kind in self._kinds[self._view.sentence[place.start]]}
        where = f"{'tested' if kinds & _TESTS else 'untested'}{' beside benchmarks' if self._nouns.benchmarks else ''}"
        for type_ in said:
            yield f"called={type_}"
            yield f"called={type_}{' only' if len(said) == 1 else ' too'}"
            yield f"called={type_} {where}"
            yield from (f"called={type_} {deed}" for deed in deeds or ("idle",))

    def _deeds(self, place: Place) -> Iterator[str]:
        """Whether the words before say that it is new, tested on, or learnt from."""
        verb = self._classes.get(self._verbs[place.start], ())
        if place.start >= self._view.in_title:
            yield from (_DEEDS[cue] for cue in verb if cue in _DEEDS)

    def _spellings(self, candidate: Candidate) -> Iterator[str]:
        view = self._view
        body = [p for p in candidate.places if p.first >= view.doc._.title_end]
        if len(body) < len(candidate.places):
            yield "in title" if body else "in title only"
        texts = {view.text[p.first : p.last] for p in body}
        if any(text.islower() for text in texts):
            yield "lower case in body"
        elif texts:
            yield "never lower case"
        mid = [p for p in body if p.start and view.sentence[p.start - 1] == view.sentence[p.start]]
        if any(view.text[p.first].isupper() for p in mid):
            yield "capital inside a sentence"

    def _edges(self, candidate: Candidate) -> str:
        """Whether words that a term can hold adjoin the places: `whole`, `part`, or `mixed`."""
        whole = sum(self._left(p) and self._right(p) for p in candidate.places)
        return "whole" if whole == len(candidate.places) else "mixed" if whole else "part"

    def _left(self, place: Place) -> bool:
        view, at = self._view, place.start
        return at == 0 or view.breaks[at - 1] or view.sentence[at - 1] != view.sentence[at]

    def _right(self, place: Place) -> bool:
        view, at = self._view, place.end
        return at >= len(view.lower) or view.breaks[at] or view.sentence[at] != view.sentence[at - 1]

    def _beside_nouns(self, place: Place, left: bool, right: bool) -> Iterator[str]:
        """Whether what adjoins a name is no part of it, but a noun that says what it is."""
        if self._view.text[place.first].isupper():
            if not left and self._nouns.is_type(place.start - 1):
                yield f"noun left{' whole' if right else ''}"
            if not right and self._nouns.is_type(place.end):
                yield f"noun right{' whole' if left else ''}"

    def _place(self, place: Place) -> Iterator[str]:
        view = self._view
        number = view.sentence[place.start]
        start, end = view.sentences[number]
        before = self._word(place.start - 1, start, end)
        after = self._word(place.end, start, end)
        yield f"before={before}"
        yield f"before two={self._word(place.start - 2, start, end)} {before}"
        yield f"after={after}"
        yield f"after two={after} {self._word(place.end + 1, start, end)}"
        left, right = self._left(place), self._right(place)
        yield f"{'whole' if left else 'cut'} left"
        yield f"{'whole' if right else 'cut'} right"
        if left and right:
            yield f"whole {place.kind}"
        yield f"kind={place.kind}"
        yield from self._beside_nouns(place, left, right)
        if not left:
            yield f"cut shape={view.shapes[place.start - 1]}"
        if not right:
            yield f"cut after shape={view.shapes[place.end]}"
        yield from self._nouns(place)
        yield from self._context(place, number, start, end)

    def _context(self, place: Place, number: int, start: int, end: int) -> Iterator[str]:
        view = self._view
        if place.start < view.in_title:
            yield "sentence=title"
            return
        for kind in self._kinds[number]:
            yield f"sentence={kind}"
        yield f"at={self._where(number - self._first)}"
        for i in range(place.start - 1, max(start, place.start - _NEAR) - 1, -1):
            if self._cues[i]:
                for cue in self._cues[i]:
                    yield f"cue before={cue}"
                break
        yield f"verb before={self._verbs[place.start]}"
        for i in range(place.end, min(end, place.end + _NEAR)):
            if self._cues[i]:
                for cue in self._cues[i]:
                    yield f"cue after={cue}"
                break

    def _where(self, at: int) -> str:
        """The sentence's part of the abstract."""
        known = {0: "first", 1: "second", self._last: "last"}
        return known.get(at, f"{3 * at // self._last}")

    def _verbs_before(self) -> list[str]:
        """For every word the last cue word before it in its sentence that is outside terms."""
        view = self._view
        out: list[str] = []
        for start, end in view.sentences:
            last = ""
            for i in range(start, end):
                out.append(last)
                if view.breaks[i] and self._cues[i] and view.lower[i].isalpha():
                    last = view.lower[i]
        return out

    def _word(self, at: int, start: int, end: int) -> str:
        if not start <= at < end:
            return _EDGE
        word = self._view.lower[at]
        return "#" if word[:1].isdigit() else word


def _sentence_kinds(view: View, span: tuple[int, int], cues: list[tuple[str, ...]]) -> tuple[str, ...]:
    kinds = {cue for i in range(*span) for cue in cues[i]}
    opening = " ".join(view.lower[span[0] : span[0] + 3])
    return (*sorted(kinds), f"opens {opening.split(' ')[0]}")


def _title_name(view: View) -> str:
    """The form key of what stands before the title's colon."""
    words = [i for i in range(view.in_title) if not view.doc[i].is_space]
    colon = next((n for n, i in enumerate(words) if view.lower[i] == ":" and n), None)
    return form_key(view.text[: view.starts[words[colon]]]) if colon is not None else ""
