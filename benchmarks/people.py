"""Who is one person in some records: how many, by which rules, how steady their IRIs are, and how the time grows.

usage: python benchmarks/people.py RECORDS... [--papers 2894 11576 34728 101290]

The growth is measured on the records' bylines multiplied. In each further copy three persons in ten are those of the
records, who go on writing; all others are new, with the same co-authors and with names drawn anew: family names that
five persons have, and given names beside them, are drawn as often as the records have them, so that a common name gets
bearers in proportion; rarer words become words that nobody had. Names of Chinese and Korean form draw all given names
from those of the records, which makes more homonyms than there are. `P` and `R` are B-cubed precision and recall (%)
against the persons that the records alone were found to have. The collector rests, as in a build.
"""

import argparse
import gc
import math
import random
import re
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.link import group
from kg.link.people import People, authors
from kg.link.people.lexicon import SURNAMES
from kg.link.people.names import fold, parse
from kg.model import Document, Extraction, Fact, Paper
from kg.read import read

_KEPT = 0.3
_SHARED = 5
_SHARE = 0.8
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
_SIZES = (2894, 11_576, 34_728, 101_290)
Credit = tuple[str, str]
"""Document and name."""


class Names:
    """Words of names, as often as persons have them: family names, and given names beside frequent ones and others."""

    def __init__(self, people: People) -> None:
        self._bearers: dict[str, Counter[str]] = defaultdict(Counter)
        for entity in people.entities:
            self._bearers[self.kind(entity.label)].update(
                {(f"{place} {fold(word)}"): 1 for word, place in self.placed(entity.label)}
            )
        self._drawn: dict[tuple[str, str], tuple[list[str], list[int]]] = {}
        for kind, counts in self._bearers.items():
            for place in ("family", "given"):
                least = 1 if kind == "frequent" and place == "given" else _SHARED
                words = sorted(key for key, n in counts.items() if key.startswith(place) and n >= least)
                self._drawn[kind, place] = [key.split(" ", 1)[1] for key in words], [counts[key] for key in words]

    @staticmethod
    def kind(name: str) -> str:
        return "frequent" if parse(name).readings[0].surname in SURNAMES else "other"

    @staticmethod
    def placed(name: str) -> list[tuple[str, str]]:
        parts = parse(name).readings[0].parts
        return [(word, "family" if fold(word) in parts else "given") for word in _WORD.findall(name)]

    def other(self, word: str, place: str, kind: str, chance: random.Random) -> str:
        """A word in the place of another: drawn where many have it, else one that nobody had."""
        words, weights = self._drawn[kind, place]
        if word in words:
            return chance.choices(words, weights)[0]
        turned = [
            chance.choice(_VOWELS) if c in _VOWELS else chance.choice(_CONSONANTS) if c.isascii() else c for c in word
        ]
        return "".join(turned)


def renamed(names: Names, entity: str, label: str, copy: int) -> Callable[[str], str]:
    """A function that gives a person of a copy other names, alike where the person's own are alike."""
    chance = random.Random(f"{copy} {entity}")
    kind = names.kind(label)
    known: dict[str, str] = {}
    for word, place in names.placed(label):
        known.setdefault(fold(word), names.other(fold(word), place, kind, chance))
    first = {word[0]: other[0] for word, other in reversed(known.items()) if word and other}

    def turn(found: re.Match[str]) -> str:
        word = fold(found[0])
        if len(word) == 1:
            return first.get(word, word).upper()
        return (known.get(word) or names.other(word, "given", "other", random.Random(f"{copy} {word}"))).capitalize()

    return lambda text: _WORD.sub(turn, text)


class Multiplied:
    """Copies of some papers, and who each name in them is."""

    def __init__(self, papers: Sequence[Paper], people: People) -> None:
        self._papers, self._people = papers, people
        self._labels = {entity.iri: entity.label for entity in people.entities}
        self._names = Names(people)
        self.papers: list[Paper] = []
        self.person: dict[Credit, str] = {}
        self._copies = 0

    def grow(self, size: int) -> Sequence[Paper]:
        """So many papers; the first are those of fewer."""
        while len(self.papers) < size:
            self.papers += [self._copy(paper, self._copies) for paper in self._papers]
            self._copies += 1
        return self.papers[:size]

    def _copy(self, paper: Paper, copy: int) -> Paper:
        documents = tuple(self._document(document, copy) for document in paper.documents)
        if not copy:
            return paper
        title = f"{paper.title} {copy}"
        return replace(paper, iri=f"{paper.iri}-{copy}", label=title, title=title, documents=documents)

    def _document(self, document: Document, copy: int) -> Document:
        key = f"{document.key}-{copy}" if copy else document.key
        facts = tuple(self._fact(document, fact, key, copy) for fact in document.facts)
        if not copy:
            return document
        return replace(document, key=key, id=f"{document.id}-{copy}", title=f"{document.title} {copy}", facts=facts)

    def _fact(self, document: Document, fact: Fact, key: str, copy: int) -> Fact:
        if fact.property != "creator":
            return fact
        entity = self._people.meant[document.key, "Author", fact.local]
        is_same = not copy or random.Random(f"{copy} keeps {entity}").random() < _KEPT
        if not is_same:
            name = renamed(self._names, entity, self._labels[entity], copy)(fact.value)
            identifiers = tuple(f"{one}{copy}" for one in fact.identifiers)
            fact = replace(fact, value=name, text=name, identifiers=identifiers)
        self.person[key, fact.local] = entity if is_same else f"{entity} {copy}"
        return fact


def agreement(found: People, person: dict[Credit, str]) -> tuple[float, float]:
    """B-cubed precision and recall in percent."""
    said = [key for key in found.meant if (key[0], key[2]) in person]
    mine = Counter(found.meant[key] for key in said)
    theirs = Counter(person[key[0], key[2]] for key in said)
    both = Counter((found.meant[key], person[key[0], key[2]]) for key in said)
    precision = sum(n * n / mine[one] for (one, _), n in both.items()) / len(said)
    recall = sum(n * n / theirs[other] for (_, other), n in both.items()) / len(said)
    return 100 * precision, 100 * recall


def print_people(papers: Sequence[Paper], found: People, seconds: float) -> None:
    """Print how many, by which rules."""
    print(
        f"{len(papers)} papers, {len(found.entities)} persons, {len(found.retired)} retired IRIs, {seconds:.1f} CPU s"
    )
    for what, rules in (
        ("merges", Counter(merge.rule for entity in found.entities for merge in entity.merges)),
        ("near misses", Counter(f"{m.rule}{' (doubtful)' if m.doubtful else ''}" for m in found.near)),
    ):
        print(f"\n{rules.total():8} {what}")
        for rule, count in rules.most_common():
            print(f"{count:12} {rule}")


def print_steadiness(papers: Sequence[Paper], after: People) -> None:
    """Print how many IRIs of a build with fewer papers change, and whether all are found again."""

    def date(paper: Paper) -> str:
        return min((f.value for d in paper.documents for f in d.facts if f.property == "issued"), default="9")

    chance = random.Random(1)
    mixed = chance.sample(papers, len(papers))
    print(f"\n{'first built from':24}{'persons':>9}{'changed':>9}{'retired':>9}{'lost':>6}{'astray':>8}")
    for name, listed in (("a random 80 %", mixed), ("the first 80 % by date", sorted(papers, key=date))):
        before = authors(listed[: int(_SHARE * len(papers))])
        live = {entity.iri for entity in after.entities}
        meant = defaultdict(set)
        for key, iri in before.meant.items():
            meant[iri].add(after.meant[key])
        old = {iri for iri, new in meant.items() if new != {iri}}
        lost = [iri for iri in old if iri not in live and iri not in after.retired]
        astray = [iri for iri in old if iri not in lost and meant[iri].isdisjoint(after.retired.get(iri, (iri,)))]
        print(
            f"{name:24}{len(before.entities):9}{len(old):9}{len(after.retired.keys() & old):9}"
            f"{len(lost):6}{len(astray):8}"
        )


def print_growth(multiplied: Multiplied, sizes: Iterable[int]) -> None:
    """Print CPU seconds, memory of the process, and what was found, per size."""
    print(
        f"\n{'papers':>8}{'names':>9}{'persons':>9}{'near':>9}{'CPU s':>8}{'ms':>7}{'exponent':>10}{'GB':>6}"
        f"{'P':>7}{'R':>7}"
    )
    before: tuple[int, float] | None = None
    for size in sizes:
        papers = multiplied.grow(size)
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        names = sum(fact.property == "creator" for paper in papers for d in paper.documents for fact in d.facts)
        parse.cache_clear()
        started = time.process_time()
        found = authors(papers)
        seconds = time.process_time() - started
        slope = f"{math.log(seconds / before[1]) / math.log(size / before[0]):10.2f}" if before else f"{'':10}"
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        precision, recall = agreement(found, multiplied.person)
        print(
            f"{len(papers):8}{names:9}{len(found.entities):9}{len(found.near):9}{seconds:8.1f}"
            f"{1000 * seconds / len(papers):7.2f}{slope}{memory:6.2f}{precision:7.2f}{recall:7.2f}"
            f"   (papers alone: {held:.2f} GB)",
            flush=True,
        )
        before = size, seconds
        del found
        gc.collect()


def main() -> None:
    """Read, resolve, multiply, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", nargs="+", type=Path)
    parser.add_argument("--papers", nargs="*", type=int, default=list(_SIZES))
    given = parser.parse_args()
    papers = group([Extraction(document=document) for document in read(given.records).documents])
    gc.disable()
    started = time.process_time()
    found = authors(papers)
    print_people(papers, found, time.process_time() - started)
    print_steadiness(papers, found)
    print_growth(Multiplied(papers, found), given.papers)


if __name__ == "__main__":
    main()
