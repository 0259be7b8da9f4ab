"""The relations of a document as the network decides them, each with the sentence that states it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.neural.inputs import Floats
from kg.extract.neural.pairs import RELATIONS, Pair, pair_input, pairs
from kg.extract.neural.reading import Reading
from kg.extract.relations import all_claims
from kg.extract.relations.claims import Claim, decide, mention_order
from kg.extract.relations.precision import PRECISION
from kg.extract.relations.scene import Scene
from kg.model import LocalEntity, Polarity, RelationMention, Span

EXTRACTOR = "relations"
"""What finds relations, as it stands in their provenance."""
_EXCLUSIVE = (("outperforms", "comparedWith"), ("uses", "isA"))
"""Of these only the surest holds between two things, in either direction."""


def find_relations(doc: Doc, entities: Sequence[LocalEntity], reading: Reading) -> tuple[RelationMention, ...]:
    """Every relation that the text states, denies or leaves open, in text order, each once per polarity.

    What the paper brings, and what is denied or left open, is decided by rules; what holds between two entities by the
    network. A relation that the text only denies or leaves open is never taken for stated.
    """
    scene = Scene(doc, entities)
    claims = list(all_claims(scene))
    by_rules = decide(claim for claim in claims if claim.head is None or claim.polarity is not Polarity.ASSERTED)
    listed = pairs(scene, claims)
    calibrated = reading.network.settings.calibration["relations"]
    found = [
        replace(r, confidence=calibrated(r.type, r.confidence)) if r.polarity is Polarity.ASSERTED else r
        for r in by_rules
    ]
    if listed:
        asked = pair_input(scene, reading.pieces, listed, reading.network.settings.rules)
        stated = {(r.head, r.type, r.tail, r.polarity) for r in by_rules}
        decided = _decided(listed, reading.judge("pairs", asked), reading)
        found.extend(r for r in decided if (r.head, r.type, r.tail, r.polarity) not in stated)
    return tuple(sorted(found, key=mention_order))


def _decided(listed: Sequence[Pair], judged: Floats, reading: Reading) -> Iterator[RelationMention]:
    taken: set[tuple[frozenset[str], tuple[str, ...]]] = set()
    for score, pair, type_ in sorted(_likely(listed, judged, reading), key=_surest_first):
        family = next((names for names in _EXCLUSIVE if type_ in names), (type_,))
        key = (frozenset((pair.head.name, pair.tail.name)), family)
        if key in taken:
            continue
        taken.add(key)
        yield from _mention(pair, type_, score, reading)


def _likely(listed: Sequence[Pair], judged: Floats, reading: Reading) -> Iterator[tuple[float, Pair, str]]:
    thresholds = reading.network.settings.relations
    for pair, row in zip(listed, judged, strict=True):
        sure = pair.head.confidence * pair.tail.confidence
        for type_ in pair.types:
            score = round(float(row[RELATIONS.index(type_)]) * sure, 4)
            if score >= thresholds[type_]:
                yield score, pair, type_


def _surest_first(item: tuple[float, Pair, str]) -> tuple[float, str, str, str]:
    score, pair, type_ = item
    return -score, type_, pair.head.name, pair.tail.name


def _mention(pair: Pair, type_: str, score: float, reading: Reading) -> Iterator[RelationMention]:
    of_type = [claim for claim in pair.claims if claim.type == type_]
    asserted = [claim for claim in of_type if claim.polarity is Polarity.ASSERTED]
    stated = [claim for claim in of_type if claim.stated]
    if stated and not any(claim.polarity is Polarity.ASSERTED for claim in stated):
        return
    if asserted:
        claim = max(asserted, key=lambda c: (PRECISION.get(c.rule, 0.0), c.head_span is not None, -c.sentence.number))
    elif pair.sentence is None or pair.tail_span is None:
        return
    else:
        claim = _unruled(pair, type_)
    yield RelationMention(
        head=pair.head.name,
        type=type_,
        tail=pair.tail.name,
        evidence=claim.sentence.span,
        head_span=claim.head_span,
        tail_span=claim.tail_span,
        polarity=claim.polarity,
        confidence=reading.network.settings.calibration["relations"](type_, score),
        extractor=f"{EXTRACTOR}: {claim.rule}",
    )


def _unruled(pair: Pair, type_: str) -> Claim:
    """What the network alone claims, in the sentence that ties the two best."""
    if pair.sentence is None or pair.tail_span is None:
        raise ValueError("a pair without a sentence claims nothing")
    spans = sorted(span for span in (pair.head_span, pair.tail_span) if span)
    cue = Span(min(spans[0].end, spans[-1].start), spans[-1].end)
    return Claim(
        head=pair.head,
        type=type_,
        tail=pair.tail,
        rule=f"{type_} context",
        sentence=pair.sentence,
        cue=cue,
        head_span=pair.head_span,
        tail_span=pair.tail_span,
        stated=False,
    )
