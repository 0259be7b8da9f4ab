"""Thresholds and calibration of a network, from annotated abstracts that it was not fitted to."""

import importlib.util
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import entities as rules
import numpy
from scipy.optimize import minimize

from kg.extract import to_exchange
from kg.extract.entities.choice import choose
from kg.extract.entities.finder import EntityFinder
from kg.extract.entities.groups import Group
from kg.extract.entities.judge import RulesJudge
from kg.extract.entities.variants import join_variants
from kg.extract.entities.view import view
from kg.extract.extractor import NetworkExtractor
from kg.extract.neural.inputs import Floats, Input
from kg.extract.neural.judge import NetworkJudge
from kg.extract.neural.network import OnnxNetwork
from kg.extract.neural.pairs import RELATIONS
from kg.extract.neural.pieces import Pieces
from kg.extract.neural.settings import Calibration, Settings, log_odds
from kg.extract.pipeline import make_doc, make_pipeline
from kg.model import Vocabulary

Row = Mapping[str, Any]
JUDGING = Path(__file__).parent.parent / "benchmarks" / "judging.py"
PLAIN = Calibration(lines={})
STEPS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
LENGTHS = (0.15, 0.3, 0.45)
FAINT = 0.05


def judging() -> ModuleType:
    """The benchmark's judgement of findings."""
    spec = importlib.util.spec_from_file_location("judging", JUDGING)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


JUDGE = judging()
SCORE = JUDGE.SCORE


def first_settings(names: Sequence[str]) -> Settings:
    """Settings before anything is tuned: everything that is not hopeless counts, scores are probabilities."""
    return Settings(
        rules=tuple(names),
        entities={"Method named": 0.4, "Method": 0.35, "Benchmark": 0.4, "Dataset": 0.3, "Task": 0.35, "Metric": 0.35},
        relations=dict.fromkeys(RELATIONS, FAINT),
        results=0.4,
        per_word=0.3,
        calibration=dict.fromkeys(("entities", "relations", "results"), PLAIN),
    )


class Remembering:
    """A network that keeps what it has read, for one text is asked about many times."""

    def __init__(self, network: OnnxNetwork) -> None:
        self.settings = network.settings
        self.tokenizer = network.tokenizer
        self._network = network
        self._read: dict[bytes, Floats] = {}

    def encode(self, pieces: Pieces) -> Floats:
        """A row for the document and one per piece."""
        key = pieces.ids.tobytes() + pieces.marks.tobytes()
        if key not in self._read:
            self._read[key] = self._network.encode(pieces)
        return self._read[key]

    def ask(self, head: str, vectors: Floats, asked: Input) -> Floats:
        """The head's scores, a row per row of the input."""
        return self._network.ask(head, vectors, asked)


class Unseen:
    """Annotated abstracts, with a network and rules that were not fitted to them."""

    def __init__(
        self,
        papers: Sequence[Row],
        gold: Mapping[str, Row],
        vocabulary: Vocabulary,
        network: OnnxNetwork,
        judge: RulesJudge,
    ) -> None:
        self.papers = papers
        self.gold = {paper["id"]: gold[paper["id"]] for paper in papers}
        self.vocabulary = vocabulary
        self._network = Remembering(network)
        self._judge = judge

    def tuned(self, settings: Settings) -> Settings:
        """The settings with thresholds of the best F1 and the calibration that fits."""
        settings = replace(settings, **self._entities(settings))
        settings = self._calibrated(settings, "entities")  # scores of relations go by the ends' confidences
        settings = replace(settings, relations=self._relations(self.found(settings)))
        settings = replace(settings, results=max((0.35, 0.5), key=lambda t: self._results(settings, t)))
        return self._calibrated(settings, "relations", "results")

    def _calibrated(self, settings: Settings, *names: str) -> Settings:
        found = self.found(settings)
        fits = {name: fitted(JUDGE.JUDGES[name](self.gold, found)) for name in names}
        return replace(settings, calibration={**settings.calibration, **fits})

    def found(self, settings: Settings) -> dict[str, Any]:
        """What the network finds, in exchange form, by paper."""
        self._network.settings = settings
        extractor = NetworkExtractor(self.vocabulary, network=self._network, judge=self._judge)
        found = extractor(rules.document(paper) for paper in self.papers)
        return {extraction.document.id: to_exchange(extraction) for extraction in found}

    def _entities(self, settings: Settings) -> dict[str, Any]:
        """Thresholds by kind, and the weight of a further word: coordinate ascent of F1 of entities and core."""
        groups = dict(self._groups(settings))

        def worth(thresholds: Mapping[str, float], per_word: float) -> float:
            found = {i: {"entities": _chosen(text, g, thresholds, per_word)} for i, (text, g) in groups.items()}
            figures, _ = SCORE.score(self.gold, found)
            return float(figures["entities"]["f1"] + figures["core"]["f1"])

        best, per_word = dict(settings.entities), settings.per_word
        top = worth(best, per_word)
        for length in LENGTHS:
            here = worth(best, length)
            if here > top:
                top, per_word = here, length
        for kind in best:
            for step in STEPS:
                here = worth({**best, kind: step}, per_word)
                if here > top:
                    top, best = here, {**best, kind: step}
        return {"entities": best, "per_word": per_word}

    def _groups(self, settings: Settings) -> Iterator[tuple[str, tuple[str, list[Group]]]]:
        finder = EntityFinder(concepts=dict(self.vocabulary.concepts))
        self._network.settings = settings
        nlp = make_pipeline(self.vocabulary, self._network)
        for paper in self.papers:
            doc = nlp(make_doc(nlp, rules.document(paper)))
            if doc._.reading is not None:
                judge = NetworkJudge(reading=doc._.reading, rules=self._judge)
                yield paper["id"], (doc.text, finder.groups(view(doc), judge))

    def _relations(self, found: Mapping[str, Any]) -> dict[str, float]:
        """The threshold of each type: where all types together have their best F1."""
        rows: dict[str, list[tuple[float, bool]]] = defaultdict(list)
        for type_, score, right in JUDGE.judged_relations(self.gold, found):
            rows[type_].append((score, right))
        total = sum(len(g["relations"]) for g in self.gold.values())
        fixed = [x for type_, listed in rows.items() if type_ not in RELATIONS for x in listed]
        steps = [n / 100 for n in range(5, 70, 2)]
        best = dict.fromkeys(RELATIONS, 0.25)
        for _ in range(3):
            for type_ in RELATIONS:

                def f1(step: float, type_: str = type_) -> float:
                    at = {**best, type_: step}
                    kept = fixed + [x for t in RELATIONS for x in rows[t] if x[0] >= at[t]]
                    right = sum(ok for _, ok in kept)
                    return 2 * right / (len(kept) + total)

                best[type_] = max(steps, key=f1)
        return best

    def _results(self, settings: Settings, threshold: float) -> float:
        figures, _ = SCORE.score(self.gold, self.found(replace(settings, results=threshold)))
        return float(figures["results"]["f1"] + figures["results.full"]["f1"] + figures["results.value"]["f1"])


def _chosen(text: str, groups: list[Group], thresholds: Mapping[str, float], per_word: float) -> list[dict[str, Any]]:
    out = []
    for group, places in join_variants(choose(groups, thresholds, per_word), text):
        forms = list(dict.fromkeys(text[p.first : p.last] for p in places))
        out.append({"type": group.type, "name": forms[0], "aliases": forms[1:], "named": group.named, "role": ""})
    return out


def fitted(judged: Iterable[tuple[str, float, bool]]) -> Calibration:
    """A line per kind through the log-odds of the scores (Platt, 1999), drawn towards the line of all kinds."""
    rows: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for kind, score, right in judged:
        rows[kind].append((log_odds(score), right))
    whole = _line([x for listed in rows.values() for x in listed], (1.0, 0.0))
    return Calibration(lines={kind: _line(listed, whole) for kind, listed in sorted(rows.items())})


def _line(listed: Sequence[tuple[float, bool]], home: tuple[float, float], pull: float = 2.0) -> tuple[float, float]:
    x = numpy.array([score for score, _ in listed])
    y = numpy.array([float(right) for _, right in listed])
    start = numpy.array(home)

    def loss(line: Any) -> float:
        z = line[0] * x + line[1]
        return float((numpy.logaddexp(0.0, z) - y * z).sum() + pull * ((line - start) ** 2).sum())

    slope, offset = minimize(loss, start, method="L-BFGS-B").x
    return round(float(slope), 4), round(float(offset), 4)


def errors(gold: Mapping[str, Row], found: Mapping[str, Any]) -> dict[str, float]:
    """The calibration errors of entities, relations and results."""
    return {name: JUDGE.calibration_error(judge(gold, found)) for name, judge in JUDGE.JUDGES.items()}
