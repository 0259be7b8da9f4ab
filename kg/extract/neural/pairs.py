"""What the network is asked of pairs of entities: which relations hold between them."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.neural.inputs import DOCUMENT, Input
from kg.extract.neural.pieces import Pieces
from kg.extract.relations.claims import Claim
from kg.extract.relations.precision import PRECISION
from kg.extract.relations.scene import Place, Scene, Sentence
from kg.model import LocalEntity, Polarity, Span

VIEWS = 7
"""All places of the head, all of the tail; in the sentence that ties them the head, what is between, the tail, and the
whole; the document."""
RELATIONS = ("evaluatedOn", "trainedOn", "addresses", "outperforms", "comparedWith", "uses", "isA")
"""What the network decides; that a paper proposes or introduces something is the role of that thing."""
ALLOWED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("Method", "Benchmark"): ("evaluatedOn", "trainedOn"),
    ("Method", "Dataset"): ("evaluatedOn", "trainedOn"),
    ("Method", "Task"): ("addresses",),
    ("Method", "Method"): ("outperforms", "comparedWith", "uses", "isA"),
}
"""Which relations the schema allows between a head and a tail of these classes."""
ROLES = (
    *("proposed", "used", "compared", "background", "introduced", "evaluated", "trained", "addressed", "reported"),
)
_TYPES = ("Benchmark", "Dataset", "Task", "Method")
_MOST = 60
"""Entities of a class beyond which an abstract is a list, and only its first ones are paired."""


@dataclass(slots=True)
class Pair:
    """Two entities, what the rules claim of them, and the sentence that ties them best."""

    head: LocalEntity
    tail: LocalEntity
    claims: list[Claim] = field(default_factory=list)
    sentence: Sentence | None = None
    head_span: Span | None = None
    tail_span: Span | None = None

    @property
    def types(self) -> tuple[str, ...]:
        return ALLOWED[self.head.type, self.tail.type]


def pairs(scene: Scene, claims: Iterable[Claim]) -> list[Pair]:
    """Every pair of different entities between which the schema allows a relation, heads and tails in text order.

    `claims` are what the rules claim of the scene, right or wrong.
    """
    claimed: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.head is not None:
            claimed[id(claim.head), id(claim.tail)].append(claim)
    out = []
    for head in scene.of("Method")[:_MOST]:
        for type_ in _TYPES:
            for tail in scene.of(type_)[:_MOST]:
                if tail is not head:
                    pair = Pair(head, tail, claimed[id(head), id(tail)])
                    _tie(scene, pair)
                    out.append(pair)
    return out


def pair_input(scene: Scene, pieces: Pieces, listed: Sequence[Pair], rules: Sequence[str]) -> Input:
    """A row per pair; `rules` are the names of rules that the network knows."""
    out = Input(VIEWS)
    column = {name: n for n, name in enumerate(rules)}
    for pair in listed:
        row = out.add(_numbers(scene, pair, column))
        for view, entity in enumerate((pair.head, pair.tail)):
            for mention in entity.mentions:
                out.look_at(view, row, pieces, mention.span)
        if pair.sentence:
            _look(out, row, pieces, pair.sentence, pair)
        out.look(6, row, DOCUMENT, DOCUMENT + 1)
    return out


def _look(out: Input, row: int, pieces: Pieces, sentence: Sentence, pair: Pair) -> None:
    start, end = pieces.at(sentence.span.start, sentence.span.end)
    left = pieces.at(pair.head_span.start, pair.head_span.end) if pair.head_span else (start, start)
    right = pieces.at(pair.tail_span.start, pair.tail_span.end) if pair.tail_span else (start, start)
    out.look(2, row, *left)
    first, last = sorted((left, right))
    out.look(3, row, first[1], last[0])
    out.look(4, row, *right)
    out.look(5, row, start, end)


def _numbers(scene: Scene, pair: Pair, column: Mapping[str, int]) -> list[float]:
    best = dict.fromkeys(RELATIONS, 0.0)
    fired = [0.0] * len(column)
    for claim in pair.claims:
        if claim.polarity is Polarity.ASSERTED:
            best[claim.type] = max(best[claim.type], PRECISION.get(claim.rule, 0.0))
            if claim.rule in column:
                fired[column[claim.rule]] = 1.0
    return [*best.values(), *fired, *_ends(scene, pair), *_way(scene, pair)]


def _ends(scene: Scene, pair: Pair) -> Iterator[float]:
    for entity in (pair.head, pair.tail):
        yield from (float(entity.role == role) for role in ROLES)
        yield float(entity.named)
        yield math.log(len(entity.mentions))
    yield from (float(pair.tail.type == type_) for type_ in _TYPES)
    yield float(pair.head is scene.main)
    yield float(pair.tail is scene.main)
    yield float(bool(pair.head.concept))
    yield float(bool(pair.tail.concept))


def _way(scene: Scene, pair: Pair) -> Iterator[float]:
    """How the two stand to each other in the text."""
    heads, tails = scene.places_of(pair.head), scene.places_of(pair.tail)
    shared = {s.number for s, _ in heads} & {s.number for s, _ in tails}
    nearest = min((abs(a.number - b.number) for a, _ in heads for b, _ in tails), default=9)
    sentence = pair.sentence
    yield float(bool(pair.claims))
    yield float(len(shared) > 0)
    yield float(len(shared) > 1)
    yield min(nearest, 6) / 6
    yield float(sentence is not None and sentence.title)
    yield float(sentence is not None and sentence.own)
    yield float(pair.head_span is not None)
    gap = pair.tail_span.start - pair.head_span.end if pair.head_span and pair.tail_span else 0
    yield float(gap > 0)
    yield math.log1p(abs(gap)) / 5
    between = [p for p in sentence.places if _inside(p, pair)] if sentence else []
    yield min(len(between), 6) / 6
    yield float(any(p.entity.type == pair.tail.type for p in between))
    yield float(any(p.entity.role == "proposed" for p in between))


def _inside(place: Place, pair: Pair) -> bool:
    if not pair.head_span or not pair.tail_span:
        return False
    left, right = sorted((pair.head_span, pair.tail_span))
    return left.end <= place.span.start and place.span.end <= right.start


def _tie(scene: Scene, pair: Pair) -> None:
    """Set the sentence that ties the two best: the surest claim's, else one that names both, else the tail's."""
    asserted = [claim for claim in pair.claims if claim.polarity is Polarity.ASSERTED]
    if asserted:
        claim = max(asserted, key=lambda c: (PRECISION.get(c.rule, 0.0), c.head_span is not None, -c.sentence.number))
        pair.sentence, pair.head_span = claim.sentence, claim.head_span
        place = claim.sentence.place_of(pair.tail)
        pair.tail_span = claim.tail_span or (place.span if place else None)
        return
    ties = [tie for sentence in _sentences(scene, pair.tail) for tie in _ties(sentence, pair)]
    if ties:
        _, pair.sentence, pair.head_span, pair.tail_span = min(ties, key=lambda tie: tie[0])


def _sentences(scene: Scene, entity: LocalEntity) -> Iterable[Sentence]:
    return {sentence.number: sentence for sentence, _ in scene.places_of(entity)}.values()


def _ties(sentence: Sentence, pair: Pair) -> Iterator[tuple[tuple[int, int, int], Sentence, Span | None, Span]]:
    tails = [p for p in sentence.places if p.entity is pair.tail]
    heads = [p for p in sentence.places if p.entity is pair.head]
    stand_ins = [p for p in sentence.stand_ins if p.entity is pair.head]
    for rank, listed in enumerate((heads, stand_ins)):
        for head in listed:
            for tail in tails:
                gap = max(tail.span.start - head.span.end, head.span.start - tail.span.end, 0)
                yield (rank, gap, sentence.number), sentence, head.span, tail.span
    if tails and not heads and not stand_ins:
        yield (2 + sentence.title, 0, sentence.number), sentence, None, tails[0].span
