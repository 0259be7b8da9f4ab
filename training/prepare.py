"""Samples for both networks of one training: that of one half, which is measured, and the one that ships."""

import pickle
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import entities as rules
from samples import Sample, Sampler

from kg.extract.entities.judge import RulesJudge
from kg.extract.entities.scorer import from_json
from kg.extract.neural.pieces import make_tokenizer
from kg.model import Vocabulary
from kg.ontology import load_vocabulary

Row = Mapping[str, Any]
Ways = list[list[Sample]]
FOLDS = 5
SEEN = 5
"""Papers in which a rule must claim something for the network to know it."""
T = TypeVar("T")


def words_of(folder: Path) -> list[str]:
    """The word pieces of the encoder, by their ids."""
    return (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def names_of(
    papers: Sequence[Row], gold: Mapping[str, Row], judges: Mapping[str, RulesJudge], words: Sequence[str]
) -> tuple[str, ...]:
    """The rules that claim something in enough papers."""
    sampler = Sampler(load_vocabulary(), make_tokenizer(words), ())
    count = Counter(name for p in papers for name in sampler.claimed(p, gold[p["id"]], judges[p["id"]]))
    return tuple(sorted(name for name, papers_ in count.items() if papers_ >= SEEN))


def sampled(
    papers: Sequence[Row],
    gold: Mapping[str, Row],
    judges: Mapping[str, RulesJudge],
    words: Sequence[str],
    names: Sequence[str],
) -> Ways:
    """Every paper with the vocabulary and without, so that unknown names are found too."""
    tokenizer = make_tokenizer(words)
    samplers = [Sampler(v, tokenizer, names) for v in (load_vocabulary(), Vocabulary(concepts={}))]
    return [[sampler(p, gold[p["id"]], judges[p["id"]]) for sampler in samplers] for p in papers]


def crossed(papers: Sequence[Row], gold: Mapping[str, Row]) -> tuple[dict[str, RulesJudge], RulesJudge]:
    """For each paper the rules fitted to the folds that it is not in, and the rules fitted to all."""
    classes, roles = rules.samples(papers, gold)
    fold = {paper["id"]: n % FOLDS for n, paper in enumerate(papers)}

    def judge(left_out: int | None) -> RulesJudge:
        kept = ([x for x in listed if fold[x[0]] != left_out] for listed in (classes, roles))
        stored = rules.fit_both(*kept)
        return RulesJudge(candidates=from_json(stored["entities"]), role_scorer=from_json(stored["roles"]))

    judges = [judge(n) for n in range(FOLDS)]
    return {paper: judges[n] for paper, n in fold.items()}, judge(None)


class Cache:
    """Keeps what took long in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, name: str, make: Callable[[], T]) -> T:
        """What the folder holds under this name, else what is made, which it then holds."""
        path = self._folder / f"{name}.pickle"
        if path.exists():
            with path.open("rb") as file:
                return pickle.load(file)  # type: ignore[no-any-return]
        started = time.monotonic()
        made = make()
        with path.open("wb") as file:
            pickle.dump(made, file)
        say(f"{name}: {time.monotonic() - started:.0f} s")
        return made


def say(words: str) -> None:
    """A line of progress."""
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


class Prepared(NamedTuple):
    """Names of rules, rules fitted to one half, samples for the network of that half and for the last one."""

    names: tuple[str, ...]
    rules: RulesJudge
    half: Ways
    whole: Ways


def prepare(papers: Sequence[Row], gold: Mapping[str, Row], words: Sequence[str], cache: Cache) -> Prepared:
    """What is asked of every paper, with the answers."""
    judges, _ = cache("judges", lambda: crossed(papers, gold))
    half_judges, half_rules = cache("half-judges", lambda: crossed(papers[1::2], gold))
    names = cache("names", lambda: names_of(papers, gold, judges, words))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:

        def shared(rows: Sequence[Row], judged: Mapping[str, RulesJudge]) -> Ways:
            shares = [(rows[n::2], gold, judged, words, names) for n in (0, 1)]
            one, other = pool.map(sampled, *zip(*shares, strict=True))
            return [*one, *other]

        half = cache("half", lambda: shared(papers[1::2], half_judges))
        whole = cache("whole", lambda: shared(papers, judges))
    return Prepared(names, half_rules, half, whole)
