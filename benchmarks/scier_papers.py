"""Papers of SciER as the entity rules see them: candidate places with their features, and what is annotated."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.extract.entities.candidates import Candidate, Place, candidates
from kg.extract.entities.features import Features
from kg.extract.entities.groups import NOTHING
from kg.extract.entities.keys import form_key
from kg.extract.entities.view import View, view
from kg.extract.neural.pieces import Pieces, make_tokenizer
from kg.extract.neural.reading import pieces_of
from kg.extract.pipeline import make_doc, make_pipeline
from kg.model import Document, Source
from kg.ontology import load_vocabulary

Row = Mapping[str, Any]
Rows = NDArray[numpy.float64]
Labelled = dict[tuple[int, int], str]
"""Labels of stretches of characters."""

LABELS = (NOTHING, "Method", "Dataset", "Task")
LONGEST = 8
"""Words of a candidate at most."""
BROKEN = 3
"""How many of them break our own terms at most; a bracket is two."""
INNER = 3
RARELY = 0.01
"""How often, and in which share of its places, names of TRAIN must hold a word for which our own terms have no room."""


@dataclass(kw_only=True, slots=True)
class Paper:
    """One paper: its pieces and sentences, its candidate places with their features, and what is annotated."""

    id: str
    text: str
    gold: Labelled
    sentences: list[int]
    pieces: Pieces
    places: list[Place]
    keys: list[str]
    described: list[dict[str, float]]
    forms: dict[str, dict[str, float]]
    partners: dict[str, list[str]]

    def labels(self) -> list[str]:
        """The right class of every place."""
        return [self.gold.get((p.first, p.last), NOTHING) for p in self.places]

    def form_labels(self) -> dict[str, str]:
        """For every form the class that most of its places have, of those that no annotated name contains."""
        counts: dict[str, Counter[str]] = {key: Counter() for key in self.forms}
        covered = numpy.zeros(len(self.text) + 1, dtype=bool)
        for first, last in self.gold:
            covered[first:last] = True
        for key, place, label in zip(self.keys, self.places, self.labels(), strict=True):
            if label != NOTHING or not covered[place.first : place.last].all():
                counts[key][label] += 1
        return {key: count.most_common(1)[0][0] if count else NOTHING for key, count in counts.items()}


@dataclass(kw_only=True, slots=True)
class Judged:
    """A paper as the rules judge it: the places that they leave, with a row for the form of each and one for itself."""

    paper: Paper
    kept: list[int]
    forms: Rows
    own: Rows

    def mixed(self, heard: Rows, trust: float) -> Rows:
        """What the rules and the network say together: the network by itself where the trust in it is 1."""
        logs = trust * numpy.log(heard) + (1.0 - trust) * numpy.log(self.forms * self.own) / 2
        powers = numpy.exp(logs - logs.max(axis=1, keepdims=True))
        return numpy.asarray(powers / powers.sum(axis=1, keepdims=True))


class Reader:
    """Reads papers: sentences of one paper become one text."""

    def __init__(self, words: Sequence[str], inner: frozenset[str] = frozenset()) -> None:
        self._vocabulary = load_vocabulary()
        self._nlp = make_pipeline(self._vocabulary)
        self._tokenizer = make_tokenizer(words)
        self._inner = inner

    def inner_words(self, rows: Iterable[Row]) -> frozenset[str]:
        """Words that break our terms, but often stand inside annotated names."""
        counts: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for text, gold, starts in papers_of(rows).values():
            seen = view(self._doc(text, starts))
            total.update(seen.lower)
            at = {first: n for n, first in enumerate(seen.starts)}
            for first, last in gold:
                n = at.get(first, len(seen.lower))
                while n < len(seen.lower) and seen.ends[n] <= last:
                    counts.update([seen.lower[n]] if seen.breaks[n] else [])
                    n += 1
        return frozenset(word for word, count in counts.items() if count >= max(INNER, RARELY * total[word]))

    def papers(self, rows: Iterable[Row]) -> list[Paper]:
        """The papers in the order of their first sentences."""
        return [self._paper(key, *held) for key, held in papers_of(rows).items()]

    def _doc(self, text: str, starts: Sequence[int]) -> Doc:
        source = Source(name="scier", sha256="0" * 64)
        document = Document(key="0", id="0", source=source, line=1, title=None, abstract=text)
        doc = self._nlp(make_doc(self._nlp, document))
        first = set(starts)
        marks = [1 if token.idx in first or not token.i else -1 for token in doc]
        marked = numpy.array(marks, dtype=numpy.int64).view(numpy.uint64)
        return doc.from_array(["SENT_START"], cast("Any", marked))

    def _paper(self, key: str, text: str, gold: Labelled, starts: list[int]) -> Paper:
        doc = self._doc(text, starts)
        seen = view(doc)
        found = candidates(seen, self._vocabulary.concepts)
        known = {(p.first, p.last) for c in found.values() for p in c.places}
        for place in self._more(seen):
            form = form_key(text[place.first : place.last])
            if (place.first, place.last) not in known and len(form) > 0:
                known.add((place.first, place.last))
                found.setdefault(form, Candidate(form)).places.append(place)
        features = Features(seen, self._vocabulary.concepts)
        listed = sorted(((p, c) for c in found.values() for p in c.places), key=lambda x: (x[0].first, x[0].last))
        alone = [replace(c, places=[p]) for p, c in listed]
        return Paper(
            id=key,
            text=text,
            gold=gold,
            sentences=starts,
            pieces=pieces_of(doc, self._tokenizer, self._vocabulary),
            places=[p for p, _ in listed],
            keys=[c.key for _, c in listed],
            described=[interned(features.of(c, found)) for c in alone],
            forms={form: interned(features.of(c, found)) for form, c in found.items()},
            partners={form: sorted(c.partners) for form, c in found.items() if c.partners},
        )

    def _more(self, seen: View) -> Iterator[Place]:
        """Stretches with words that names of TRAIN hold inside, and parts of words with hyphens."""
        for start, end in seen.sentences:
            for i in range(start, end):
                if not self._may_hold(seen, i):
                    continue
                for j in range(i + 1, min(i + LONGEST, end) + 1):
                    if not self._may_hold(seen, j - 1):
                        break
                    if self._may_end(seen, i, j):
                        yield Place(i, j, seen.starts[i], seen.ends[j - 1], "chunk")
                        yield from _shorter(seen, i, j)
                yield from _after_hyphen(seen, i)

    def _may_hold(self, seen: View, at: int) -> bool:
        return not seen.breaks[at] or seen.lower[at] in self._inner

    def _may_end(self, seen: View, start: int, end: int) -> bool:
        text = seen.text[seen.starts[start] : seen.ends[end - 1]]
        if text.count("(") != text.count(")") or sum(seen.breaks[start:end]) > BROKEN:
            return False
        return text[0].isalnum() and (not seen.breaks[end - 1] or text[-1] in ")]*+")


def _shorter(seen: View, start: int, end: int) -> Iterator[Place]:
    """The stretch without what follows the last word's hyphens."""
    word = seen.text[seen.starts[end - 1] : seen.ends[end - 1]]
    for n, letter in enumerate(word):
        if letter in "-–" and n:
            yield Place(start, end, seen.starts[start], seen.starts[end - 1] + n, "stem")


def _after_hyphen(seen: View, at: int) -> Iterator[Place]:
    """What follows the word's hyphens where it is spelt like a name."""
    word = seen.text[seen.starts[at] : seen.ends[at]]
    for n, letter in enumerate(word[:-1]):
        if letter in "-–" and any(c.isupper() for c in word[n + 1 :]):
            yield Place(at, at + 1, seen.starts[at] + n + 1, seen.ends[at], "stem")


def interned(features: Mapping[str, float]) -> dict[str, float]:
    """The same features with names that are held once."""
    return {sys.intern(name): value for name, value in features.items()}


def papers_of(rows: Iterable[Row]) -> dict[str, tuple[str, Labelled, list[int]]]:
    """For every paper its text, what is annotated in it, and where its sentences start."""
    texts: dict[str, list[str]] = defaultdict(list)
    gold: dict[str, Labelled] = defaultdict(dict)
    starts: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        at = sum(len(text) + 1 for text in texts[row["doc"]])
        texts[row["doc"]].append(" ".join(row["text"].rstrip().split("\n")))
        starts[row["doc"]].append(at)
        gold[row["doc"]].update({(first + at, last + at): label for first, last, label in row["entities"]})
    return {key: (" ".join(listed), gold[key], starts[key]) for key, listed in texts.items()}
