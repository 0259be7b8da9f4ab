"""`isA`: what a method is stated to be a variant or an instance of."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.relations.claims import Claim
from kg.extract.relations.scene import Place, Scene, Sentence, before_list
from kg.model import LocalEntity, Span

_WORD = (
    r"(?!(?:that|which|with|for|via|by|using|of|on|in|to|from|and|through|where|framework|model|method|pipeline|"
    r"approach|system|architecture|network|agent|paradigm|representation|module|extension|observation)\b)[\w/+-]+"
)
_IS = re.compile(
    r"^[\s)\]}*]*(?:\([^()]{0,60}\))?[\s,}]*(?:--? ?|– ?|— ?)?(?:(?:which )?(?:is|are|serves as|acts as|"
    r"as) (?:still |just |only |essentially )?)?"
    rf"(?:(?:one|instances?|variants?|special cases?|types?|forms?|kinds?) of (?:the )?|an? |the first |"
    rf"our )(?:(?:instance|variant|family|class|form|type|kind|series) of )?(?:{_WORD},? ){{0,4}}$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"^[\s)\]}]*(?:\([^()]{0,40}\) ?)?(?:\w+ )?(?:model|method|framework|algorithm|approach|system|architecture|"
    r"polic|variant|technique|strateg|agent|library|planner|controller|solver|network|paradigm|scheme|famil)",
    re.IGNORECASE,
)
_HALF = re.compile(r"^[)\]}]*-\w|^[\s)]*(?:\([^()]{0,40}\))?-\w")
_SUCH = re.compile(
    r"^[\s)\]}*\w-]{0,30}?[\s,(\[]*(?:such as|e\.?g\.?,?|like|including|include|includes|especially|particularly|"
    r"(?:most )?notably)[:,]? (?:an? |the )?$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"^[\s)\]}*]*(?:\([^()]{0,40}\))? ?(?:method|approach|framework|algorithm|model|strategy|technique|variant|"
    r"system|network|architecture|paradigm|agent|scheme)s? ?,? ?(?:(?:that is |which (?:is|we) )?(?:called|termed|"
    r"named|namely|denoted(?: as| by)?|dubbed|referred to as|term|call)|,|:)? (?:\\\w+\{)?$",
    re.IGNORECASE,
)
_MOST = 100
"""Methods of one document whose names are compared with each other."""
_GAP = 160
"""Characters between a method and what it is said to be."""
_SIZE = re.compile(r"^[ -](?:\d+(?:\.\d+)?[BM]|[Ll]arge|[Bb]ase|[Ss]mall|[Mm]ini|[Tt]iny|[Ll]ite)\b")


def kinds(scene: Scene) -> Iterator[Claim]:
    """Claims that a method is a case of another."""
    for sentence in scene.sentences:
        methods = tuple(sentence.of("Method"))
        for left, right in pairwise(methods):
            if left.entity is not right.entity:
                yield from _apposition(sentence, left, right)
        for place in methods:
            yield from _examples(sentence, place)
    named = scene.of("Method")[:_MOST]
    for head in named:
        for tail in named:
            if head is not tail and (how := _by_name(head, tail)):
                yield from _named(scene, head, tail, how)


def _apposition(sentence: Sentence, left: Place, right: Place) -> Iterator[Claim]:
    words = sentence.between(left.span, right.span)
    if len(words) > _GAP:
        return
    after = sentence.text[right.span.end - sentence.span.start :][:60]
    if _IS.match(words) and not _HALF.match(after):
        how = "of type" if _NOUN.match(after) else "is"
        yield _claim(sentence, left, right, f"isA {how} {right.entity.role}")
    if right.entity.role == "proposed" and _CALLED.match(words):
        yield _claim(sentence, right, left, f"isA called {left.entity.role}")


def _examples(sentence: Sentence, place: Place) -> Iterator[Claim]:
    """`T such as A, B and C`: each of the list is a T."""
    before = before_list(sentence, place, "Method")
    if not before or before[-1].entity is place.entity:
        return
    first = next(p for p in sentence.of("Method") if p.span.start > before[-1].span.start)
    words = sentence.between(before[-1].span, first.span)
    if len(words) <= _GAP and _SUCH.match(words):
        yield _claim(sentence, place, before[-1], f"isA such {place.entity.role}")


def _by_name(head: LocalEntity, tail: LocalEntity) -> str | None:
    """How one name says that it is a case of the other: `X-7B` of X, `visual T` of T."""
    for form in head.forms:
        for base in tail.forms:
            if form.startswith(base) and _SIZE.match(form[len(base) :]):
                return "size"
            if form.casefold().endswith(" variant of " + base.casefold()):
                return "variant"
            if form.casefold().endswith(" " + base.casefold()) and head.role != "used" and tail.role != "used":
                return "longer"
    return None


def _named(scene: Scene, head: LocalEntity, tail: LocalEntity, how: str) -> Iterator[Claim]:
    for sentence, place in scene.places_of(head)[:1]:
        yield Claim(
            head=head,
            type="isA",
            tail=tail,
            rule=f"isA {how} {head.role}",
            sentence=sentence,
            cue=place.span,
            head_span=place.span,
            certain=True,
        )


def _claim(sentence: Sentence, head: Place, tail: Place, rule: str) -> Claim:
    left, right = sorted((head.span, tail.span))
    return Claim(
        head=head.entity,
        type="isA",
        tail=tail.entity,
        rule=rule,
        sentence=sentence,
        cue=Span(min(left.end, right.start), right.end),
        head_span=head.span,
        tail_span=tail.span,
    )
