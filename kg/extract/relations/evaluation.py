"""`evaluatedOn` and `trainedOn`: what a method is tested on and what it learns from."""

import re
from collections.abc import Iterator

from kg.extract.relations.claims import Claim
from kg.extract.relations.scene import Place, Scene, Sentence
from kg.model import LocalEntity, Span

_TEST = re.compile(
    r"\b(?:evaluat\w*|experiment\w*|test(?:s|ed|ing)?|benchmark(?:s|ed|ing)?|validat\w*|result\w*|demonstrat\w*|"
    r"show(?:s|n|ed)?|achiev\w*|attain\w*|outperform\w*|surpass\w*|improv\w*|perform\w*|state-of-the-art|accura\w+|"
    r"score\w*|assess\w*|stud(?:y|ies)|compar\w*|reach\w*|yield\w*|obtain\w*|gain\w*|success|verif\w+|simulat\w+)\b",
    re.IGNORECASE,
)
_TRAIN = re.compile(
    r"\b(?:pre-?train\w*|train(?:s|ed|ing)?|fine-?tun\w*|learn(?:s|ed|ing|t)?|post-?train\w*|instruction-tun\w*|"
    r"distill\w*|optimi[sz]ed|supervised|SFT)\b",
    re.IGNORECASE,
)
_NEAR = 60
"""Characters before a collection in which a word of training speaks of it."""


def evaluation(scene: Scene) -> Iterator[Claim]:
    """Claims that a method was tested on, or learned from, a collection."""
    for tail in (*scene.of("Benchmark"), *scene.of("Dataset")):
        for sentence, place in scene.places_of(tail):
            if scene.main:
                yield from _by_main(scene.main, sentence, place)
            yield from _by_others(scene, sentence, place)
        yield from _studied(scene, tail)


def _by_main(main: LocalEntity, sentence: Sentence, place: Place) -> Iterator[Claim]:
    where = sentence.place_of(main)
    span = where.span if where else None
    tail = place.entity
    tie = "named" if where else "unnamed"
    if tail.role == "evaluated" or (tail.role == "introduced" and tail.type == "Benchmark"):
        how = "title" if sentence.title else "tested" if _TEST.search(sentence.text) else "stated"
        yield _claim("evaluatedOn", sentence, place, main, span, f"evaluatedOn {how} {tie} {tail.role}")
    if tail.role in ("trained", "introduced"):
        yield _claim(
            "trainedOn", sentence, place, main, span, f"trainedOn {_training(sentence, place)} {tail.role} {tail.type}"
        )


def _by_others(scene: Scene, sentence: Sentence, place: Place) -> Iterator[Claim]:
    """Other methods of the sentence: the paper's further ones, and those that were run there."""
    tail = place.entity
    for other in sentence.of("Method"):
        role = other.entity.role
        if other.entity is scene.main:
            continue
        side = "first" if other.span < place.span else "after"
        if tail.role in ("evaluated", "introduced") and role in ("proposed", "compared"):
            yield _claim(
                "evaluatedOn", sentence, place, other.entity, other.span, f"evaluatedOn {role} {side} {tail.role}"
            )
        if role != "background" and tail.role in ("trained", "introduced"):
            how = f"trainedOn other {_training(sentence, place)} {side} {tail.role}"
            yield _claim("trainedOn", sentence, place, other.entity, other.span, how)


def _studied(scene: Scene, tail: LocalEntity) -> Iterator[Claim]:
    """A study without a method of its own, or a new benchmark: what it compares was run there."""
    if tail.type != "Benchmark" or tail.role not in ("introduced", "evaluated"):
        return
    own = "beside a method" if scene.main else "alone"
    for sentence, place in scene.places_of(tail)[-1:]:
        for other in scene.of("Method", "compared"):
            yield _claim("evaluatedOn", sentence, place, other, None, f"evaluatedOn study {own} {tail.role}")


def _training(sentence: Sentence, place: Place) -> str:
    start = place.span.start - sentence.span.start
    if _TRAIN.search(sentence.text[max(0, start - _NEAR) : start]):
        return "taught"
    return "training" if _TRAIN.search(sentence.text) else "other"


def _claim(type_: str, sentence: Sentence, place: Place, head: LocalEntity, head_span: Span | None, rule: str) -> Claim:
    return Claim(
        head=head,
        type=type_,
        tail=place.entity,
        rule=rule,
        sentence=sentence,
        cue=place.span,
        head_span=head_span,
        tail_span=place.span,
        stated=head_span is not None,
    )
