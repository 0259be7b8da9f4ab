"""`addresses`: the task a method is for."""

from collections.abc import Iterator

from kg.extract.relations.claims import Claim
from kg.extract.relations.scene import Place, Scene, Sentence
from kg.model import LocalEntity, Span


def purpose(scene: Scene) -> Iterator[Claim]:
    """Claims that a method is for a task."""
    for tail in scene.of("Task", "addressed"):
        for sentence, place in scene.places_of(tail):
            if scene.main:
                where = sentence.place_of(scene.main)
                how = "title" if sentence.title else "named" if where else "elsewhere"
                yield _claim(sentence, place, scene.main, where.span if where else None, f"addresses {how}")
            yield from _by_others(scene, sentence, place)


def _by_others(scene: Scene, sentence: Sentence, place: Place) -> Iterator[Claim]:
    """Other methods of the sentence; in a paper without one of its own, whatever it studies."""
    before = [p for p in sentence.of("Method") if p.span < place.span]
    nearest = before[-1] if before else None
    for other in sentence.of("Method"):
        if other.entity is scene.main:
            continue
        side = "nearest" if other is nearest else "before" if other in before else "after"
        whose = "study" if scene.main is None else "other"
        yield _claim(sentence, place, other.entity, other.span, f"addresses {whose} {side} {other.entity.role}")


def _claim(sentence: Sentence, place: Place, head: LocalEntity, head_span: Span | None, rule: str) -> Claim:
    named_first = head_span is not None and head_span.end <= place.span.start
    return Claim(
        head=head,
        type="addresses",
        tail=place.entity,
        rule=rule,
        sentence=sentence,
        cue=Span(head_span.end, place.span.end) if head_span and named_first else place.span,
        head_span=head_span,
        tail_span=place.span,
        stated=named_first,
        certain=not named_first,
    )
