"""Twenty papers drawn by lot, read by the rules alone and by the trained network: what is right, wrong and missed.

    python benchmarks/twenty.py GOLD.jsonl PAPERS.jsonl [--seed N]

Prints a Markdown table: per paper the entities and the relations, each as right · wrong · missed by `gold/score.py`.
"""

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from judging import SCORE

from kg.extract import make_extractor, to_exchange
from kg.model import Document, Source
from kg.ontology import load_vocabulary

COUNT = 20
LONGEST = 60
"""Letters of a title that are printed."""


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def found(papers: Sequence[Mapping[str, Any]], model: str) -> dict[str, Any]:
    """What an extractor reads in each paper."""
    source = Source(name="papers.jsonl", sha256="0" * 64)
    documents = [
        Document(key=p["id"], id=p["id"], source=source, line=1, title=p["title"], abstract=p["abstract"] or "")
        for p in papers
    ]
    extractor = make_extractor(load_vocabulary(), model=model)
    return {extraction.document.id: to_exchange(extraction) for extraction in extractor(documents)}


def counts(gold: Mapping[str, Any], predicted: Mapping[str, Any], name: str) -> tuple[int, int, int]:
    """Right, wrong and missed."""
    row = SCORE.score({"": gold}, {"": predicted})[0].get(name, {"r": 0.0, "gold": 0, "predicted": 0})
    right = round(row["r"] * row["gold"] / 100)
    return right, row["predicted"] - right, row["gold"] - right


def main() -> None:
    """Read the arguments, draw, extract, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--seed", type=int, default=20)
    arguments = parser.parse_args()
    gold = {g["id"]: g for g in read(arguments.gold)}
    papers = [p for p in read(arguments.papers) if p["id"] in gold]
    drawn = random.Random(arguments.seed).sample(papers, COUNT)
    before, after = found(drawn, "rules"), found(drawn, "trained")
    print("| paper | entities, rules | entities, trained | relations, rules | relations, trained |")
    print("| --- | ---: | ---: | ---: | ---: |")
    total = [[0, 0, 0] for _ in range(4)]
    for paper in drawn:
        key, title = paper["id"], paper["title"] or ""
        pairs = [(name, readings[key]) for name in ("entities", "relations") for readings in (before, after)]
        cells = [counts(gold[key], one, name) for name, one in pairs]
        total = [[a + b for a, b in zip(x, y, strict=True)] for x, y in zip(total, cells, strict=True)]
        short = title if len(title) <= LONGEST else title[: LONGEST - 1].rsplit(" ", 1)[0] + " …"
        print(f"| {short} | {' | '.join(' · '.join(map(str, cell)) for cell in cells)} |")
    print(f"| **all twenty** | {' | '.join(' · '.join(map(str, cell)) for cell in total)} |")


if __name__ == "__main__":
    main()
