"""Train the entity architecture on SciER (Zhang et al., 2024) and score it there.

    PYTHONPATH=.:training python benchmarks/scier.py TRAIN.jsonl DEV.jsonl --encoder FOLDER --cache FOLDER
        [--start WEIGHTS] [--rounds N] [--batch N] [--rate R] [--seed N] [--refit] [--rules-only]

Candidates by rule, readable weights over the features of `kg.extract.entities`, the network's `candidates` head that
hears what those weights say, and the best reading without overlaps. TRAIN and DEV hold a sentence a line: `doc`,
`text`, and `entities` as [start, end, label]. SciER annotates mentions in whole papers, so a paper is one text here,
every place is a row of the head, and places of one form are judged with an eye on each other. The weights of the rules
are cross-fitted; everything else is tuned on a fifth of TRAIN's papers that the network has not seen, which `--refit`
lets it see afterwards. Prints precision, recall and F1 of names with their labels, exact to the character. Needs torch
and transformers; nothing that it makes belongs to the project.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import numpy

from benchmarks.scier_papers import LABELS, Judged, Labelled, Paper, Reader, Rows
from benchmarks.scier_reading import figures, read, tuned
from kg.extract.entities.candidates import Candidate
from kg.extract.entities.groups import NOTHING
from kg.extract.entities.scorer import Scorer, from_json
from kg.extract.neural.candidates import candidate_input
from kg.extract.neural.inputs import Input
from kg.extract.neural.pieces import Pieces

network, prepare, rules, samples = map(import_module, ("network", "prepare", "entities", "samples"))

PASSAGE = 400
"""Word pieces of a passage at most; the encoder reads one at a time."""
CUTS = (PASSAGE, PASSAGE // 2)
"""Pieces of the first passage: every paper is cut in two ways."""
HOPELESS = 0.004
"""Places of which the rules hold less are not shown to the network."""
FAINT = 1e-4
PENALTY = 2.0
FIFTH = 5


class Weights(NamedTuple):
    """The readable weights: of forms, over all of a paper, and of single places."""

    forms: Scorer
    places: Scorer

    def rows(self, paper: Paper) -> tuple[Rows, Rows]:
        """For every place the probabilities of its form's classes and of its own."""
        at = {key: n for n, key in enumerate(paper.forms)}
        forms = self.forms.probabilities(list(paper.forms.values()))
        return forms[[at[key] for key in paper.keys]], self.places.probabilities(paper.described)


def weigh(papers: Sequence[Paper]) -> Weights:
    """Weights fitted to these papers."""
    forms, places = [], []
    for paper in papers:
        labels = paper.form_labels()
        forms += [(paper.id, features, labels[key]) for key, features in paper.forms.items()]
        places += [(paper.id, f, label) for f, label in zip(paper.described, paper.labels(), strict=True)]
    return Weights(*(from_json(rules.fit(listed, LABELS, PENALTY)) for listed in (forms, places)))


def judged(paper: Paper, weights: Weights) -> Judged:
    """The paper with what these weights say of its places."""
    forms, own = weights.rows(paper)
    kept = numpy.flatnonzero(1.0 - numpy.minimum(forms[:, 0], own[:, 0]) >= HOPELESS)
    return Judged(paper=paper, kept=[int(n) for n in kept], forms=forms[kept], own=own[kept])


def passages(paper: Paper, size: int) -> Iterator[tuple[int, int]]:
    """Stretches of characters: whole sentences, of half as many pieces at the first as at most (`size`) later on."""
    ends = [*paper.sentences[1:], len(paper.text)]
    pieces = [int(n) for n in numpy.searchsorted(paper.pieces.starts, ends)]
    first = count = 0
    for n, end in enumerate(ends):
        if n + 1 == len(ends) or pieces[n + 1] - count > size:
            yield first, end
            first, count, size = end, pieces[n], PASSAGE


def passage(seen: Judged, first: int, last: int) -> tuple[Pieces, list[int], Input]:
    """The pieces of a stretch, which of the kept places stand in it, and what the head is asked of them."""
    paper = seen.paper
    all_ = paper.pieces
    a, b = numpy.searchsorted(all_.starts, [first, last])
    pieces = Pieces(all_.ids[a:b], all_.marks[a:b], all_.starts[a:b], all_.ends[a:b])
    rows = [n for n, at in enumerate(seen.kept) if first <= paper.places[at].first < last]
    here = [seen.kept[n] for n in rows]
    found = {str(at): Candidate(str(at), [paper.places[at]]) for at in here}
    described = {str(at): paper.described[at] for at in here}
    asked = candidate_input(pieces, found, described, seen.own[rows])
    times = Counter(paper.keys)
    likely = {paper.keys[at]: 1.0 - float(seen.forms[n, 0]) for n, at in enumerate(seen.kept)}
    for row, (n, at) in enumerate(zip(rows, here, strict=True)):
        partner = max((likely.get(key, 0.0) for key in paper.partners.get(paper.keys[at], ())), default=0.0)
        logs = numpy.log(numpy.maximum(seen.forms[n], FAINT)) / 4.0
        asked.numbers[row] = [*asked.numbers[row], *logs, partner, numpy.log(times[paper.keys[at]]) / 4.0]
    return pieces, rows, asked


def ways(seen: Judged) -> list[list[Any]]:
    """Samples of the paper's passages, cut in two ways."""
    labels = seen.paper.labels()
    out: list[list[Any]] = []
    for size in CUTS:
        for number, (first, last) in enumerate(passages(seen.paper, size)):
            pieces, rows, asked = passage(seen, first, last)
            if not rows:
                continue
            answers = [LABELS.index(labels[seen.kept[n]]) for n in rows]
            sample = samples.Sample(seen.paper.id, pieces, {"candidates": [samples.asked_of(asked, answers)]})
            out += [[]] * (number + 1 - len(out))
            out[number] = [*out[number], sample]
    return [listed for listed in out if listed]


def ask(seen: Judged, net: Any) -> Rows:
    """Probabilities of the kept places as the network reads them, in both cuts of the paper."""
    logs = numpy.zeros(seen.own.shape)
    for size in CUTS:
        for first, last in passages(seen.paper, size):
            pieces, rows, asked = passage(seen, first, last)
            if rows:
                scores = net.ask("candidates", net.encode(pieces), asked)[:, : len(LABELS)].astype(numpy.float64)
                logs[rows] += scores - numpy.logaddexp.reduce(scores, axis=1, keepdims=True)
    powers = numpy.exp(logs / 2)
    return numpy.asarray(powers / powers.sum(axis=1, keepdims=True))


def fitted(seen: Sequence[Judged], arguments: argparse.Namespace) -> Any:
    """The network fitted to these papers, as something to ask."""
    recipe = network.Recipe(rounds=arguments.rounds, batch=arguments.batch, rate=arguments.rate, seed=arguments.seed)

    def log(number: int, total: dict[str, float]) -> None:
        prepare.say(f"round {number}: {total['candidates']:.3f}")

    listed = [way for one in seen for way in ways(one)]
    net = network.fit(listed, arguments.encoder, recipe, arguments.start, log)
    return network.TorchNetwork(net, arguments.encoder, None)


def report(name: str, pairs: Sequence[tuple[Labelled, Labelled]]) -> None:
    """A line of figures for all labels, for each, and for the names whatever their label."""
    bare = [(dict.fromkeys(gold, "any"), dict.fromkeys(found, "any")) for gold, found in pairs]
    rows = [(name, figures(pairs)), *((label, figures(pairs, (label,))) for label in LABELS[1:])]
    for what, (precision, recall, f1) in [*rows, ("any label", figures(bare, ("any",)))]:
        print(f"{what:24} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}", flush=True)


def compare(train: Sequence[Judged], dev: Sequence[Judged], arguments: argparse.Namespace) -> None:
    """Score the rules by themselves, then the network that hears them."""
    held = train[::FIFTH]
    alone = tuned([(one, one.own) for one in held], (0.0,))
    report("rules, held fifth", read([(one, one.own) for one in held], alone))
    report("rules, DEV", read([(one, one.own) for one in dev], alone))
    if arguments.rules_only:
        return
    net = fitted([one for n, one in enumerate(train) if n % FIFTH], arguments)
    heard = [(one, ask(one, net)) for one in held]
    settings = tuned(heard)
    print(settings)
    report("network, held fifth", read(heard, settings))
    report("network, DEV", read([(one, ask(one, net)) for one in dev], settings))
    if arguments.refit:
        net = fitted(train, arguments)
        report("refitted, DEV", read([(one, ask(one, net)) for one in dev], settings))


def parsed() -> argparse.Namespace:
    """The arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True, help="keeps features and weights of a TRAIN and DEV")
    parser.add_argument("--start", type=Path, help="weights of the encoder, from training/language.py")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--refit", action="store_true")
    parser.add_argument("--rules-only", action="store_true")
    return parser.parse_args()


def main() -> None:
    """Read the papers, fit, tune, score."""
    arguments = parsed()
    words = prepare.words_of(arguments.encoder)
    train, dev = rules.read(arguments.train), rules.read(arguments.dev)
    cache = prepare.Cache(arguments.cache)
    reader = Reader(words, Reader(words).inner_words(train))
    papers = cache("train", lambda: reader.papers(train))
    unseen = cache("dev", lambda: reader.papers(dev))
    for name, listed in (("TRAIN", papers), ("DEV", unseen)):
        found = sum(label != NOTHING for paper in listed for label in paper.labels())
        print(f"candidates hold {100 * found / sum(len(p.gold) for p in listed):.1f} % of the names of {name}")
    halves = [cache(f"half{half}", lambda half=half: weigh(papers[1 - half :: 2])) for half in (0, 1)]
    whole = cache("whole", lambda: weigh(papers))
    judged_train = [judged(paper, halves[n % 2]) for n, paper in enumerate(papers)]
    compare(judged_train, [judged(paper, whole) for paper in unseen], arguments)


if __name__ == "__main__":
    main()
