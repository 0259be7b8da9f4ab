"""What each part adds: the network of one half with a part taken away, on the other half.

    python training/ablations.py GOLD.jsonl PAPERS.jsonl --encoder FOLDER --start WEIGHTS VARIANT...

Takes the cache that `training/model.py` left. Variants that only read: `full`, `no-vocabulary`, `rule-entities` (the
rules find the entities, the network relates them), `rule-relations`, `rule-results`. Variants that fit a network anew:
`no-start` (the encoder as it came), `no-rules` (the heads do not hear the rules), `papers-N` (fitted to N papers only),
`seed-N`. Prints a row of F1 per variant.
"""

import argparse
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import entities as rules
from model import write
from network import Recipe, fit
from prepare import Cache, Prepared, Ways, prepare, say, words_of
from samples import Asked, Sample
from spacy.tokens import Doc
from tune import SCORE, first_settings

from kg.extract import to_exchange
from kg.extract.extractor import Found, NetworkExtractor
from kg.extract.neural.candidates import FLAGS
from kg.extract.neural.inputs import Floats, Input
from kg.extract.neural.network import OnnxNetwork, open_network
from kg.extract.neural.pairs import RELATIONS
from kg.extract.neural.relations import find_relations as decided_relations
from kg.extract.neural.results import find_results as decided_results
from kg.extract.neural.settings import load_settings
from kg.extract.relations import find_relations
from kg.extract.results import find_results
from kg.model import Vocabulary
from kg.ontology import load_vocabulary

FIGURES = ("core", "entities", "links", "evaluatedOn", "relations", "results.value", "results", "results.full", "roles")
RIVALS = 4
"""Numbers of a candidate after its flags that the rules' judgement gives."""


class Parted(NetworkExtractor):
    """The extractor with some parts left to the rules."""

    ruled: frozenset[str] = frozenset()

    def _find(self, doc: Doc) -> Found:
        if doc._.reading is None:
            return (), (), ()
        entities, relations, results = super()._find(doc)
        if "rule-entities" in self.ruled:
            entities = self._entities(doc, self._rules)
            relations = decided_relations(doc, entities, doc._.reading)
            results = decided_results(doc, entities, relations, doc._.reading)
        if "rule-relations" in self.ruled:
            relations = find_relations(doc, entities)
        if "rule-results" in self.ruled:
            results = find_results(doc, entities, relations)
        return entities, relations, results


def blinded(asked: Asked, head: str, names: int) -> Asked:
    """The input without what the rules say."""
    numbers = asked.numbers.copy()
    for columns in deaf(head, names):
        numbers[:, columns] = 0.0
    return replace(asked, numbers=numbers)


def deaf(head: str, names: int) -> list[slice]:
    """The columns in which each head hears the rules."""
    return {
        "candidates": [slice(0, 7), slice(7 + len(FLAGS), 7 + len(FLAGS) + RIVALS)],
        "roles": [slice(0, 9)],
        "pairs": [slice(0, len(RELATIONS) + names)],
    }.get(head, [])


class Deaf:
    """A network that does not hear the rules."""

    def __init__(self, network: OnnxNetwork) -> None:
        self.settings = network.settings
        self.tokenizer = network.tokenizer
        self.encode = network.encode
        self._ask = network.ask

    def ask(self, head: str, vectors: Floats, asked: Input) -> Floats:
        """The head's scores, a row per row of the input."""
        rows = silenced(asked.numbers, deaf(head, len(self.settings.rules)))
        return self._ask(head, vectors, replace(asked, numbers=rows))


def silenced(listed: Sequence[Sequence[float]], columns: Sequence[slice]) -> list[Sequence[float]]:
    """The rows with zeros in these columns."""
    out = []
    for row in listed:
        held = list(row)
        for column in columns:
            held[column] = [0.0] * len(held[column])
        out.append(held)
    return out


def without_rules(ways: Ways, names: int) -> Ways:
    """The samples as a network sees them that does not hear the rules."""

    def deafened(sample: Sample) -> Sample:
        asked = {head: [blinded(a, head, names) for a in listed] for head, listed in sample.asked.items()}
        return replace(sample, asked=asked)

    return [[deafened(sample) for sample in row] for row in ways]


def network_of(variant: str, given: Prepared, arguments: argparse.Namespace) -> OnnxNetwork:
    """The network of a variant as it would ship: the one that `training/model.py` fitted, or one fitted anew."""
    recipe = Recipe(seed=arguments.seed, rounds=arguments.rounds)
    samples, start = given.half, arguments.start
    fitted = variant in ("no-start", "no-rules") or variant.startswith(("papers-", "seed-"))
    folder = arguments.cache / (variant if fitted else "half")
    if not fitted or (folder / "network.json").exists():
        return open_network(folder)
    if variant == "no-start":
        start = None
    elif variant == "no-rules":
        samples = without_rules(samples, len(given.names))
    elif variant.startswith("papers-"):
        order = list(range(len(samples)))
        random.Random(0).shuffle(order)
        count = int(variant.removeprefix("papers-"))
        samples = [samples[n] for n in order[:count]]
        recipe = replace(recipe, rounds=recipe.rounds * min(3, max(1, len(order) // count)))
    else:
        recipe = replace(recipe, seed=int(variant.removeprefix("seed-")))
    net = fit(samples, arguments.encoder, recipe, start, lambda n, loss: say(f"{variant} {n} {loss}"))
    write(net, words_of(arguments.encoder), first_settings(given.names), folder)
    return open_network(folder)


def measured(
    variant: str,
    given: Prepared,
    papers: Sequence[Mapping[str, Any]],
    gold: Mapping[str, Any],
    arguments: argparse.Namespace,
) -> dict[str, float]:
    """F1 of every figure on the half that the network was not fitted to."""
    settings = load_settings(arguments.settings.read_text(encoding="utf-8"))
    network = replace(network_of(variant, given, arguments), settings=settings)
    reader: Any = Deaf(network) if variant == "no-rules" else network
    vocabulary = Vocabulary(concepts={}) if variant == "no-vocabulary" else load_vocabulary()
    extractor = Parted(vocabulary, network=reader, judge=given.rules)
    extractor.ruled = frozenset({variant})
    unseen = papers[::2]
    found = {e.document.id: to_exchange(e) for e in extractor(rules.document(paper) for paper in unseen)}
    figures, _ = SCORE.score({paper["id"]: gold[paper["id"]] for paper in unseen}, found)
    return {name: figures[name]["f1"] for name in FIGURES}


def main() -> None:
    """Read the arguments, measure each variant, print its row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("papers", type=Path)
    parser.add_argument("variants", nargs="+")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--settings", type=Path, default=Path("kg/extract/weights/network.json"))
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cache", type=Path, default=Path("training/cache"))
    arguments = parser.parse_args()
    gold = {g["id"]: g for g in rules.read(arguments.gold)}
    papers = [p for p in rules.read(arguments.papers) if p["id"] in gold]
    given = prepare(papers, gold, words_of(arguments.encoder), Cache(arguments.cache))
    print("".join(f"{name:>15}" for name in ("", *FIGURES)))
    for variant in arguments.variants:
        row = measured(variant, given, papers, gold, arguments)
        print(f"{variant:>15}" + "".join(f"{value:15.1f}" for value in row.values()), flush=True)


if __name__ == "__main__":
    main()
