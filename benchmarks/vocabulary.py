"""What the vocabulary finds: hits of every concept in records, concepts that find nothing, labels that may mislead.

    python benchmarks/vocabulary.py RECORDS.jsonl[.gz]... [--gold GOLD.jsonl]... [--concepts] [--predict OUT.jsonl]

A hit is a record whose title or abstract holds a label of the concept: the longest one at a place, whatever its case,
hyphens or plural, a cased label only as it is written. With annotations (`--gold`, matched to records by id), it also
says for each concept in how many of the records it hits an annotator marked it, and with which type. `--predict` writes
every hit as an entity, in the form that `benchmarks/gold/score.py` scores: what the vocabulary is worth by itself.
"""

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Concept, Vocabulary
from kg.ontology import label_key, load_vocabulary

TOKEN = re.compile(r"[^\W_]+|[^\s]")
JOINS = frozenset("-‐‑‒–—_")
FEW = 2


class Matcher:
    """Finds labels of concepts in a text: longest first, from left to right."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._folded: dict[str, Concept] = {}
        self._cased: dict[str, Concept] = {}
        for concept in vocabulary.concepts.values():
            for label in (concept.label, *concept.aliases):
                if label in concept.cased:
                    self._cased[label] = concept
                else:
                    self._folded[label_key(label)] = concept
        keys = [*self._folded, *(label_key(label) for label in self._cased)]
        self._starts = {key[:end] for key in keys for end in range(1, len(key) + 1)}

    def __call__(self, text: str) -> Iterator[tuple[str, Concept]]:
        tokens = [(found.start(), found.end()) for found in TOKEN.finditer(text)]
        place = 0
        while place < len(tokens):
            end, concept = self._longest(text, tokens, place)
            if concept:
                yield text[tokens[place][0] : tokens[end][1]], concept
            place = end + 1

    def _longest(self, text: str, tokens: list[tuple[int, int]], first: int) -> tuple[int, Concept | None]:
        best: tuple[int, Concept | None] = (first, None)
        start, joined = tokens[first][0], ""
        if text[start] in JOINS:
            return best
        for last in range(first, len(tokens)):
            word = text[tokens[last][0] : tokens[last][1]]
            joined += "" if word in JOINS else word.casefold()
            if joined and joined not in self._starts and label_key(joined) not in self._starts:
                break
            if word in JOINS:
                continue
            surface = text[start : tokens[last][1]]
            found = self._cased.get(surface) or self._folded.get(label_key(surface))
            if found and "\n" not in surface and not re.match(r"[-.]?\d", text[tokens[last][1] :]):
                best = (last, found)
        return best


@dataclass
class Tally:
    """What the records hold of one concept."""

    records: int = 0
    annotated: int = 0
    judged: int = 0
    types: Counter[str] = field(default_factory=Counter)
    surfaces: Counter[str] = field(default_factory=Counter)


def read(path: Path) -> Iterator[dict[str, object]]:
    """The records of a JSONL file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def annotations(paths: Iterable[Path]) -> dict[str, dict[str, str]]:
    """For every annotated record, the type of every name in it, by label key."""
    found: dict[str, dict[str, str]] = {}
    for path in paths:
        for record in read(path):
            names = found.setdefault(str(record["id"]), {})
            for entity in record["entities"]:  # type: ignore[attr-defined]
                for name in (entity["name"], *entity["aliases"]):
                    names[label_key(name)] = entity["type"]
    return found


def count(
    paths: Iterable[Path], vocabulary: Vocabulary, gold: dict[str, dict[str, str]]
) -> tuple[int, dict[str, Tally]]:
    """The number of records, and the tally of every concept by IRI."""
    matcher, total = Matcher(vocabulary), 0
    tallies: dict[str, Tally] = defaultdict(Tally)
    for path in paths:
        for record in read(path):
            total += 1
            surfaces: dict[str, set[str]] = defaultdict(set)
            for surface, concept in matcher(f"{record.get('title') or ''}\n{record.get('abstract') or ''}"):
                surfaces[concept.iri].add(surface)
            names = gold.get(str(record.get("id")))
            for iri, found in surfaces.items():
                add(tallies[iri], found, names)
    return total, tallies


def add(tally: Tally, surfaces: set[str], names: dict[str, str] | None) -> None:
    """Counts one record that holds the concept, and what its annotator says of it."""
    tally.records += 1
    tally.surfaces.update(surfaces)
    if names is not None:
        types = {names[label_key(surface)] for surface in surfaces if label_key(surface) in names}
        tally.judged += 1
        tally.annotated += bool(types)
        tally.types.update(types)


def predict(paths: Iterable[Path], vocabulary: Vocabulary, out: Path) -> None:
    """Writes every record with its hits as entities."""
    matcher = Matcher(vocabulary)
    with out.open("w", encoding="utf-8") as lines:
        for record in (record for path in paths for record in read(path)):
            forms: dict[str, list[str]] = defaultdict(list)
            for surface, concept in matcher(f"{record.get('title') or ''}\n{record.get('abstract') or ''}"):
                if surface not in forms[concept.iri]:
                    forms[concept.iri].append(surface)
            found = [(vocabulary.concepts[iri], surfaces) for iri, surfaces in forms.items()]
            entities = [
                {"type": c.type, "name": first, "aliases": rest, "named": c.named, "role": "background"}
                for c, (first, *rest) in found
            ]
            row = {"id": record["id"], "entities": entities, "relations": [], "results": []}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def report(total: int, vocabulary: Vocabulary, tallies: dict[str, Tally]) -> None:
    """Prints one row per class, named and general apart."""
    print(f"{total} records\n\n| class | concepts | hit nothing | hits | annotated where it hits | with that type |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    kinds = sorted({(c.type, not c.named) for c in vocabulary.concepts.values()})
    for kind in [*kinds, None]:
        concepts = [c for c in vocabulary.concepts.values() if kind in (None, (c.type, not c.named))]
        found = [tallies.get(c.iri, Tally()) for c in concepts]
        label = "all" if kind is None else f"{kind[0]}, {'general' if kind[1] else 'named'}"
        nothing = sum(not t.records for t in found)
        judged, annotated = sum(t.judged for t in found), sum(t.annotated for t in found)
        typed = sum(t.types[c.type] for c, t in zip(concepts, found, strict=True))
        print(
            f"| {label} | {len(concepts)} | {nothing} ({percent(nothing, len(concepts))}) "
            f"| {sum(t.records for t in found)} | {percent(annotated, judged)} | {percent(typed, annotated)} |"
        )


def percent(part: int, whole: int) -> str:
    """A share in whole per cent, or a dash where there is nothing to share."""
    return f"{100 * part / whole:.0f} %" if whole else "–"


def details(vocabulary: Vocabulary, tallies: dict[str, Tally]) -> None:
    """Prints every concept: records hit, records annotated, types given, surfaces found."""
    for iri, concept in vocabulary.concepts.items():
        t = tallies.get(iri, Tally())
        kind = f"{concept.type}{'' if concept.named else '°'}"
        shown = ", ".join(f"{surface} {n}" for surface, n in t.surfaces.most_common(4))
        types = " ".join(f"{name} {n}" for name, n in sorted(t.types.items()))
        print(f"{t.records}\t{t.annotated}/{t.judged}\t{kind}\t{concept.label}\t{types}\t{shown}")


def doubtful(vocabulary: Vocabulary, tallies: dict[str, Tally]) -> None:
    """Prints the concepts that annotators leave out more often than not, or give another type."""
    print("\nAmbiguous: mostly not annotated where they hit, or mostly with another type")
    for iri, concept in vocabulary.concepts.items():
        t = tallies.get(iri, Tally())
        if t.judged > FEW and (3 * t.annotated < t.judged or 2 * t.types[concept.type] < t.annotated):
            types = ", ".join(f"{name} {n}" for name, n in t.types.most_common())
            print(f"  {concept.type} {concept.label}: {t.annotated} of {t.judged} ({types or 'never'})")


def main() -> None:
    """Reads the arguments and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", nargs="+", type=Path)
    parser.add_argument("--gold", action="append", default=[], type=Path)
    parser.add_argument("--concepts", action="store_true", help="one line per concept")
    parser.add_argument("--predict", type=Path, help="write every hit as an entity")
    given = parser.parse_args()
    vocabulary = load_vocabulary()
    total, tallies = count(given.records, vocabulary, annotations(given.gold))
    report(total, vocabulary, tallies)
    if given.gold:
        doubtful(vocabulary, tallies)
    if given.concepts:
        details(vocabulary, tallies)
    if given.predict:
        predict(given.records, vocabulary, given.predict)


if __name__ == "__main__":
    main()
