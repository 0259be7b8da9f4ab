"""Score the extractor against annotated abstracts.

    python benchmarks/extraction.py GOLD.jsonl PAPERS.jsonl [--model rules] [--no-vocabulary] [--errors N] [--two-fold]

GOLD.jsonl holds annotations in the form of benchmarks/gold/GUIDELINES.md, PAPERS.jsonl their titles and abstracts.
Prints the scorer's table, how far confidences can be trusted (expected calibration error), 95 % intervals over papers
drawn anew, and how many abstracts were read per CPU-second of one process. `--two-fold` is for rules only: each half
is read with entity weights fitted to the other half (training/entities.py).
"""

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from judging import JUDGES, SCORE, calibration_error, intervals, load

from kg.extract import DEFAULT, MODELS, make_extractor, to_exchange
from kg.extract.entities.judge import RulesJudge
from kg.extract.entities.scorer import from_json
from kg.extract.extractor import RulesExtractor
from kg.model import Document, Extraction, Source, Vocabulary
from kg.ontology import load_vocabulary

HERE = Path(__file__).parent
TRAINING = HERE.parent / "training" / "entities.py"
INTERVALS = ("core", "entities", "links", "evaluatedOn", "relations", "results.value", "results", "roles")


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def document(paper: Mapping[str, Any]) -> Document:
    """The paper as the extractor takes it."""
    key = str(paper["id"])
    return Document(
        key=key,
        id=key,
        source=Source(name="papers.jsonl", sha256="0" * 64),
        line=1,
        title=paper.get("title"),
        abstract=paper.get("abstract") or "",
    )


def two_folds(
    documents: Sequence[Document], papers: Sequence[Mapping[str, Any]], gold: Mapping[str, Any], vocabulary: Vocabulary
) -> Iterator[Extraction]:
    """Extractions of both halves, each by weights that are fitted to the other."""
    training = load(TRAINING)
    for half in (0, 1):
        rows = training.fit_all(papers[1 - half :: 2], gold)
        judge = RulesJudge(candidates=from_json(rows["entities"]), role_scorer=from_json(rows["roles"]))
        yield from RulesExtractor(vocabulary, judge=judge)(documents[half::2])


def print_table(figures: Mapping[str, Mapping[str, float]]) -> None:
    """One row of precision, recall, F1 and counts per figure."""
    print(f"{'':22}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'pred':>7}")
    for name, row in figures.items():
        print(f"{name:22}{row['p']:7.1f}{row['r']:7.1f}{row['f1']:7.1f}{row['gold']:7d}{row['predicted']:7d}")


def print_errors(errors: Mapping[str, list[tuple[str, str, dict[str, Any]]]], count: int) -> None:
    """The first `count` errors of every kind."""
    for name, rows in errors.items():
        for paper, kind, what in rows[:count]:
            print(f"{name:18} {kind:7} {paper} {what.get('name') or (what['head'], what['type'], what['tail'])}")


def main() -> None:
    """Read the arguments, extract, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--no-vocabulary", action="store_true")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--model", choices=sorted(MODELS), default=DEFAULT)
    parser.add_argument("--two-fold", action="store_true")
    arguments = parser.parse_args()
    gold = {g["id"]: g for g in read(arguments.gold)}
    papers = [paper for paper in read(arguments.papers) if paper["id"] in gold]
    documents = [document(paper) for paper in papers]
    vocabulary = Vocabulary(concepts={}) if arguments.no_vocabulary else load_vocabulary()
    if arguments.two_fold:
        extractions = two_folds(documents, papers, gold, vocabulary)
    else:
        extractor = make_extractor(vocabulary, model=arguments.model)
        list(extractor(documents[:1]))
        extractions = extractor(documents)
    started = time.process_time()
    found = {extraction.document.id: to_exchange(extraction) for extraction in extractions}
    seconds = time.process_time() - started
    figures, errors = SCORE.score(gold, found)
    print_table(figures)
    print_errors(errors, arguments.errors)
    for name, (low, high) in intervals(gold, found, INTERVALS).items():
        print(f"{name:22}{low:7.1f} –{high:6.1f}")
    for name, judge in JUDGES.items():
        print(f"calibration error of {name}: {calibration_error(judge(gold, found)):.3f}")
    print(f"{len(documents)} abstracts, {len(documents) / seconds:.1f} per CPU-second")


if __name__ == "__main__":
    main()
