"""From annotated abstracts to the weights that ship.

    python training/model.py GOLD.jsonl PAPERS.jsonl --encoder FOLDER [--start WEIGHTS] [--seed N] [--out FOLDER]

GOLD.jsonl and PAPERS.jsonl come from `training/gold.py unpack`; FOLDER holds the pretrained encoder in the files of
its PyPI package. In order: the weights of the rules are fitted to halves and to everything; a network is fitted
to one half and reads the other, which gives thresholds, calibration and the figures of unseen abstracts; a last one is
fitted to everything and written as ONNX. What took long is kept in `--cache` and taken up again.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import entities as rules
import torch
from export import export
from network import Net, Recipe, empty, fit
from prepare import Cache, Ways, prepare, say, words_of
from tune import SCORE, Unseen, errors, first_settings

from kg.extract.neural.network import open_network
from kg.extract.neural.settings import Settings
from kg.ontology import load_vocabulary


def settings_json(settings: Settings) -> dict[str, Any]:
    """The JSON object of `network.json`."""
    return {
        "entities": dict(settings.entities),
        "relations": dict(settings.relations),
        "results": settings.results,
        "per_word": settings.per_word,
        "calibration": {name: dict(c.lines) for name, c in settings.calibration.items()},
        "rules": list(settings.rules),
    }


def write(net: Net, words: Sequence[str], settings: Settings, out: Path) -> None:
    """Write a network and its settings as they ship."""
    export(net, words, out)
    (out / "network.json").write_text(json.dumps(settings_json(settings), indent=1) + "\n", encoding="utf-8")


def report(gold: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    """Print the scorer's table and the calibration errors."""
    figures, _ = SCORE.score(gold, found)
    for name, row in figures.items():
        print(f"{name:22}{row['p']:7.1f}{row['r']:7.1f}{row['f1']:7.1f}")
    for name, error in errors(gold, found).items():
        print(f"calibration error of {name}: {error:.3f}")


def main() -> None:
    """Read the arguments, fit, tune, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights of the encoder to start from, by training/language.py")
    parser.add_argument("--rounds", type=int, default=8, help="of the network of one half")
    parser.add_argument("--last-rounds", type=int, default=6, help="of the network that ships, which are longer")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cache", type=Path, default=Path("training/cache"))
    parser.add_argument("--out", type=Path, default=Path("kg/extract/weights"))
    arguments = parser.parse_args()
    gold = {g["id"]: g for g in rules.read(arguments.gold)}
    papers = [p for p in rules.read(arguments.papers) if p["id"] in gold]
    words = words_of(arguments.encoder)
    cache = Cache(arguments.cache)
    asked = prepare(papers, gold, words, cache)
    recipe = Recipe(seed=arguments.seed, rounds=arguments.rounds)

    def network(name: str, samples: Ways, recipe: Recipe) -> Net:
        path = arguments.cache / f"{name}-{arguments.seed}.pt"
        if path.exists():
            net = empty(samples, arguments.encoder, recipe)
            net.load_state_dict(torch.load(path))
            return net.eval()
        net = fit(samples, arguments.encoder, recipe, arguments.start, lambda n, loss: say(f"{name} {n} {loss}"))
        torch.save(net.state_dict(), path)
        return net

    plain = first_settings(asked.names)
    folder = arguments.cache / "half"
    write(network("half", asked.half, recipe), words, plain, folder)
    half = open_network(folder)
    unseen = Unseen(papers[::2], gold, load_vocabulary(), half, asked.rules)
    settings = cache("settings", lambda: unseen.tuned(plain))
    found = unseen.found(settings)
    report(unseen.gold, found)
    last = network("whole", asked.whole, replace(recipe, rounds=arguments.last_rounds))
    write(last, words, settings, arguments.out)
    rules.write(rules.fit_all(papers, gold), arguments.out)


if __name__ == "__main__":
    main()
