"""Which findings are right, by the yardstick of `gold/score.py`, and how far their confidences can be trusted."""

import importlib.util
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

Row = Mapping[str, Any]
Judged = tuple[str, float, bool]
"""Kind, confidence, whether it is right."""


def load(path: Path) -> ModuleType:
    """The module in a file that is part of no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCORE = load(Path(__file__).parent / "gold" / "score.py")


def judged_entities(gold: Mapping[str, Row], found: Mapping[str, Row]) -> Iterator[Judged]:
    """Every found entity: right where type and forms match an annotated one."""
    for paper, truth in gold.items():
        own = SCORE.own_labels(found.get(paper, {}).get("entities", []))
        for type_ in SCORE.ENTITY_TYPES:
            mine = [e for e in own if e["type"] == type_]
            pairs, _ = SCORE.match([e for e in truth["entities"] if e["type"] == type_], mine)
            for n, entity in enumerate(mine):
                kind = "Method named" if type_ == "Method" and entity["named"] else type_
                yield kind, entity["confidence"], n in pairs


def judged_relations(gold: Mapping[str, Row], found: Mapping[str, Row]) -> Iterator[Judged]:
    """Every found relation: right where type and both ends match an annotated one."""
    for paper, truth in gold.items():
        here = found.get(paper, {"entities": [], "relations": []})
        own = SCORE.own_labels(here["entities"])
        wanted = SCORE.relation_keys(truth, truth["entities"], truth["entities"])
        for type_, head, tail, relation in SCORE.relation_keys(here, own, truth["entities"]):
            right = any(t == type_ and h & head and k & tail for t, h, k, _ in wanted)
            yield type_, relation["confidence"], right


def judged_results(gold: Mapping[str, Row], found: Mapping[str, Row]) -> Iterator[Judged]:
    """Every found result: right where number, metric and method are."""
    for paper, truth in gold.items():
        for result in found.get(paper, {}).get("results", []):
            figures, _ = SCORE.score({paper: truth}, {paper: {**found[paper], "results": [result]}})
            yield "result", result["confidence"], figures["results"]["p"] > 0


JUDGES: Mapping[str, Callable[[Mapping[str, Row], Mapping[str, Row]], Iterator[Judged]]] = {
    "entities": judged_entities,
    "relations": judged_relations,
    "results": judged_results,
}


def calibration_error(judged: Iterable[Judged], bins: int = 10) -> float:
    """Expected calibration error over bins of equal mass (Guo et al., 2017)."""
    listed = sorted((score, right) for _, score, right in judged)
    size, total = len(listed), 0.0
    for number in range(bins):
        part = listed[number * size // bins : (number + 1) * size // bins]
        if part:
            total += abs(sum(score for score, _ in part) - sum(right for _, right in part))
    return total / max(1, size)


def intervals(
    gold: Mapping[str, Row], found: Mapping[str, Row], names: Sequence[str], rounds: int = 1000
) -> dict[str, tuple[float, float]]:
    """For each figure the middle 95 % of its F1 over papers drawn anew with replacement (bootstrap)."""
    counts = {paper: _counts(truth, found.get(paper, {}), names) for paper, truth in gold.items()}
    drawing, papers = random.Random(0), sorted(gold)
    scores: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        drawn = drawing.choices(papers, k=len(papers))
        for number, name in enumerate(names):
            right, said, wanted = (sum(counts[paper][number][n] for paper in drawn) for n in range(3))
            scores[name].append(200.0 * right / max(1, said + wanted))
    low, high = rounds * 25 // 1000, rounds * 975 // 1000 - 1
    return {name: (sorted(listed)[low], sorted(listed)[high]) for name, listed in scores.items()}


def _counts(truth: Row, found: Row, names: Sequence[str]) -> list[tuple[float, int, int]]:
    figures, _ = SCORE.score({"": truth}, {"": found})
    rows = [figures.get(name, {"r": 0.0, "gold": 0, "predicted": 0}) for name in names]
    return [(round(row["r"] * row["gold"] / 100), row["predicted"], row["gold"]) for row in rows]
