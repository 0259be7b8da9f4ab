"""How well names are told together and apart: against hand-made clusters, and on pairs of names that look alike.

usage: python benchmarks/resolution.py [GOLD.jsonl PAPERS.jsonl CLUSTERS.jsonl] [--pairs PAIRS.jsonl] [--errors]

The entities are those of the gold, so that only the resolver is measured. B-cubed (Bagga and Baldwin, 1998) and
pairwise precision, recall and F1, overall and by type, against two baselines in the same run: names (aliases too) that
are equal but for case, spaces and punctuation, and the fuzzy matcher (rapidfuzz, token sort ratio) at the threshold
that suits this gold best. `lenient` leaves out the pairs that the gold itself calls a judgement. Then each pair of
`PAIRS.jsonl` is put into two papers of its own, authors with the co-authors that the pair tells.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from kg.link import resolve
from kg.model import Document, Extraction, Fact, LocalEntity, Mention, Resolution, Source, Span, Vocabulary
from kg.ontology import load_vocabulary

Row = Mapping[str, Any]
Key = tuple[str, str, str]
"""Paper, class and name of an entity."""
GOLD = Path(__file__).parent / "gold"
SOURCE = Source(name="gold", sha256="0" * 64)
TYPES = ("Method", "Benchmark", "Dataset", "Task", "Metric")
PEOPLE = {"Author": "creator", "Organization": "affiliatedWith"}
"""What a record says of a paper's people."""
Alike = Callable[[list[str]], Iterable[tuple[str, str]]]
"""Given names, the pairs of them that are alike."""
STEPS = range(70, 101)


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def extraction(paper: Row, entities: Iterable[Row]) -> Extraction:
    """An annotated paper as an extractor would give it."""
    id_ = str(paper["id"])
    document = Document(
        key=id_, id=id_, source=SOURCE, line=1, title=paper.get("title"), abstract=str(paper["abstract"])
    )
    return Extraction(document=document, entities=tuple(_local(document.text, entity) for entity in entities))


def _local(text: str, entity: Row) -> LocalEntity:
    type_, forms = entity["type"], (entity["name"], *entity.get("aliases", ()))
    places = {(m.start(), m.end()) for form in forms for m in re.finditer(re.escape(form), text)}
    mentions = tuple(
        Mention(span=Span(start, end), text=text[start:end], type=type_, confidence=0.9, extractor="gold")
        for start, end in sorted(places)
    )
    return LocalEntity(
        type=type_,
        name=entity["name"],
        aliases=tuple(entity.get("aliases", ())),
        named=bool(entity.get("named", True)),
        role=entity.get("role", "used"),
        mentions=mentions,
        confidence=0.9,
        extractor="gold",
    )


# the gold of the seed papers


def clusters_of(listed: Iterable[Row], keys: Sequence[Key]) -> tuple[dict[Key, str], set[Key]]:
    """The gold cluster of every entity, and the entities in clusters that are a judgement."""
    by_name: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in keys:
        by_name[key[0], key[2]].append(key)
    found, judged = {key: " ".join(key) for key in keys}, set()
    for number, cluster in enumerate(listed):
        for paper, name, *type_ in cluster["members"]:
            (key,) = [k for k in by_name[paper, name] if not type_ or k[1] == type_[0]]
            found[key] = f"cluster {number}"
            if "judgement" in cluster["why"].casefold():
                judged.add(key)
    return found, judged


def figures(gold: Mapping[Key, str], found: Mapping[Key, str], keys: Sequence[Key]) -> dict[str, float]:
    """B-cubed and pairwise precision, recall and F1 over these entities, in percent; and the counts of pairs."""
    mine, theirs = _sets(found, keys), _sets(gold, keys)
    both = {key: len(mine[found[key]] & theirs[gold[key]]) for key in keys}
    precision = sum(both[key] / len(mine[found[key]]) for key in keys) / len(keys)
    recall = sum(both[key] / len(theirs[gold[key]]) for key in keys) / len(keys)
    joined, meant = _pairs(mine.values()), _pairs(theirs.values())
    right = joined & meant
    pair_p, pair_r = len(right) / max(len(joined), 1), len(right) / max(len(meant), 1)
    return {
        "B3 P": 100 * precision,
        "B3 R": 100 * recall,
        "B3 F1": 100 * _f1(precision, recall),
        "pairs P": 100 * pair_p,
        "pairs R": 100 * pair_r,
        "pairs F1": 100 * _f1(pair_p, pair_r),
        "joined": len(joined),
        "gold": len(meant),
    }


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _sets(cluster_of: Mapping[Key, str], keys: Iterable[Key]) -> dict[str, set[Key]]:
    found: dict[str, set[Key]] = defaultdict(set)
    for key in keys:
        found[cluster_of[key]].add(key)
    return found


def _pairs(sets: Iterable[set[Key]]) -> set[tuple[Key, Key]]:
    return {pair for members in sets for pair in combinations(sorted(members), 2)}


def resolved(extractions: Sequence[Extraction], vocabulary: Vocabulary) -> dict[Key, str]:
    """The IRI of every entity."""
    return dict(resolve(extractions, vocabulary).entity_of)


def joined(forms: Mapping[Key, Sequence[str]], alike: Alike) -> dict[Key, str]:
    """The single-link clusters of entities of one class with alike forms; Benchmark and Dataset count as one class."""
    parent: dict[object, object] = {}

    def top(item: object) -> object:
        while parent.setdefault(item, item) != item:
            item = parent[item]
        return item

    by_class: dict[str, set[str]] = defaultdict(set)
    for key, listed in forms.items():
        group = "Benchmark" if key[1] == "Dataset" else key[1]
        for form in listed:
            by_class[group].add(form)
            parent[top(key)] = top((group, form))
    for group, names in sorted(by_class.items()):
        for one, other in alike(sorted(names)):
            parent[top((group, one))] = top((group, other))
    return {key: repr(top(key)) for key in forms}


def normalised(names: list[str]) -> Iterable[tuple[str, str]]:
    """Pairs of names that are equal but for case, spaces and punctuation."""
    first: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"[\W_]+", "", name.casefold())
        yield first.setdefault(plain, name), name


def fuzzy(threshold: float) -> Alike:
    """Pairs of names whose sorted words are that alike."""

    def alike(names: list[str]) -> Iterable[tuple[str, str]]:
        scores = process.cdist(names, names, scorer=fuzz.token_sort_ratio, processor=str.casefold)
        return [(names[a], names[b]) for a, b in zip(*(scores >= threshold).nonzero(), strict=True) if a < b]

    return alike


def measure(gold: Sequence[Row], papers: Sequence[Row], clusters: Sequence[Row], *, errors: bool) -> None:
    """Print the table of the resolver and the baselines."""
    entities = {g["id"]: g["entities"] for g in gold}
    forms = {(i, e["type"], e["name"]): (e["name"], *e["aliases"]) for i, listed in entities.items() for e in listed}
    keys = sorted(forms)
    truth, judged = clusters_of(clusters, keys)
    extractions = [extraction(paper, entities[paper["id"]]) for paper in papers if paper["id"] in entities]
    found = resolved(extractions, load_vocabulary())
    best = max(STEPS, key=lambda step: figures(truth, joined(forms, fuzzy(step)), keys)["B3 F1"])
    print(f"{len(keys)} entities, {len(clusters)} clusters\n")
    print(f"{'':30}" + "".join(f"{name:>9}" for name in figures(truth, found, keys)))
    rows: list[tuple[str, Mapping[Key, str], Sequence[Key]]] = [
        ("papergraph", found, keys),
        *((f"  {type_}", found, [k for k in keys if k[1] == type_]) for type_ in TYPES),
        ("  lenient", found, [k for k in keys if k not in judged]),
        ("without the vocabulary", resolved(extractions, Vocabulary(concepts={})), keys),
        ("exact normalised match", joined(forms, normalised), keys),
        (f"fuzzy match at {best}", joined(forms, fuzzy(best)), keys),
    ]
    for name, clustered, some in rows:
        row = figures(truth, clustered, some)
        print(f"{name:30}" + "".join(f"{v:9d}" if isinstance(v, int) else f"{v:9.1f}" for v in row.values()))
    if errors:
        _print_errors(truth, found, keys)


def _print_errors(truth: Mapping[Key, str], found: Mapping[Key, str], keys: Sequence[Key]) -> None:
    mine, theirs = _pairs(_sets(found, keys).values()), _pairs(_sets(truth, keys).values())
    for what, pairs in (("joined, but two", mine - theirs), ("one, but apart", theirs - mine)):
        print(f"\n{what}")
        names = Counter((a[1], *sorted((a[2], b[2]))) for a, b in pairs)
        for (type_, one, other), count in sorted(names.items()):
            print(f"  {type_:10} {one} | {other}" + (f"  ({count})" if count > 1 else ""))


# pairs of names


def one_thing(pair: Row, vocabulary: Vocabulary) -> bool:
    """Whether the resolver takes both names of a pair, each in a paper of its own, for one thing."""
    if pair["type"] in PEOPLE:
        return _one_in_bylines(pair, vocabulary)
    left, right = (_alone(pair, side) for side in ("left", "right"))
    resolution = resolve((left, right), vocabulary)
    return len({_iri(resolution, one) for one in (left, right)}) == 1


def _alone(pair: Row, side: str) -> Extraction:
    name, long = pair[side], pair.get(f"{side}_long")
    words = f"{long} ({name})" if long else name
    paper = {"id": side, "title": f"A {side} paper", "abstract": f"What the {side} one has is {words} ."}
    entity = {
        "type": pair.get(f"{side}_type", pair["type"]),
        "name": long or name,
        "aliases": [name] if long else [],
        "named": pair.get(f"{side}_named", True),
    }
    return extraction(paper, [entity])


def _one_in_bylines(pair: Row, vocabulary: Vocabulary) -> bool:
    """The same for authors, among the co-authors that the pair tells, and organisations."""
    sides = ("left", "right")
    resolution = resolve([_credited(pair, side) for side in sides], vocabulary)
    return len({resolution.entity_of[side, pair["type"], pair[side]] for side in sides}) == 1


def _credited(pair: Row, side: str) -> Extraction:
    names = [pair[side], *pair.get(f"{side}_with", ())]
    facts = tuple(Fact(property=PEOPLE[pair["type"]], value=name, line=1, text=name) for name in names)
    paper = {"id": side, "title": f"A {side} paper", "abstract": f"What the {side} one says ."}
    return Extraction(document=replace(extraction(paper, ()).document, facts=facts))


def _iri(resolution: Resolution, one: Extraction) -> str:
    entity = one.entities[0]
    return resolution.entity_of[one.document.key, entity.type, entity.name]


def measure_pairs(pairs: Sequence[Row], *, errors: bool) -> None:
    """Print, kind by kind, how many pairs are told right."""
    vocabulary = load_vocabulary()
    counts: Counter[tuple[str, bool, bool]] = Counter()
    wrong = []
    for pair in pairs:
        told = one_thing(pair, vocabulary)
        counts[pair["kind"], pair["same"], told] += 1
        if told != pair["same"]:
            wrong.append(pair)
    print(f"\n{'':22}{'two, told two':>16}{'one, told one':>16}")
    for kind in sorted({kind for kind, _, _ in counts}):
        two, one = counts[kind, False, False], counts[kind, True, True]
        print(
            f"{kind:22}{two:8d} of {two + counts[kind, False, True]:4d}{one:8d} of {one + counts[kind, True, False]:4d}"
        )
    for pair in wrong if errors else ():
        sides = [pair[s] + (f" ({pair[s + '_long']})" if pair.get(s + "_long") else "") for s in ("left", "right")]
        print(f"  {pair['kind']}: {' | '.join(sides)} {'is one' if pair['same'] else 'is two'}: {pair['why']}")


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD / "dev.jsonl")
    parser.add_argument("papers", type=Path, nargs="?", default=GOLD / "dev_papers.jsonl")
    parser.add_argument("clusters", type=Path, nargs="?", default=GOLD / "clusters.jsonl")
    parser.add_argument("--pairs", type=Path, default=GOLD / "pairs.jsonl")
    parser.add_argument("--errors", action="store_true", help="print each pair that was told wrong")
    given = parser.parse_args()
    measure(read(given.gold), read(given.papers), read(given.clusters), errors=given.errors)
    if given.pairs.exists():
        measure_pairs(read(given.pairs), errors=given.errors)


if __name__ == "__main__":
    main()
