"""`uses`: what a method is built on and made of."""

import re
from collections.abc import Iterator
from itertools import takewhile

from kg.extract.relations.claims import Claim
from kg.extract.relations.scene import Place, Scene, Sentence, before_list
from kg.model import LocalEntity, Span

_MADE_WITH = (
    r"us(?:e|es|ed|ing)|utili[sz]\w+|leverag\w+|employ\w*|adopt\w*|exploit\w*|incorporat\w+|integrat\w+|combin\w+|"
    r"fus(?:es|ed|ing)|buil[dt]\w*|based|extend\w*|consist\w*|compris\w+|contain\w*|includ\w+|via|through|"
    r"harness\w*|equip\w*|augment\w*|power\w*|driven|guided|inspired|rel(?:y|ies|ied|ying)|founded|grounded|"
    r"instantiated|initiali[sz]ed|parameteri[sz]ed|enhanced|derived"
)
_CUE = re.compile(
    rf"\b(?:{_MADE_WITH}|apply|applies|applied|applying|coupl\w+|unif(?:y|ies|ying)|merg(?:e|es|ing)|with|by|"
    rf"featur\w+|"
    r"embed\w*|introduc\w+|propos\w+|from|on top of|fine-?tun\w+|adapt\w*|train\w*|implement\w*|deploy\w*|draw\w*|"
    r"rooted|mechanism\w*|modules?|components?|under|into|to|for|over|in|of|on)\b",
    re.IGNORECASE,
)
_NEXT_TO = re.compile(
    r"^[\s)\]}]*(?:\([^()]{0,40}\))?,?\s*(?:(?:that|which|and)\s+)?(?:(?:is|are|was|were|be|first|then|further|also|"
    r"jointly|effectively|efficiently|explicitly|can|directly)\s+){0,2}"
    rf"(?:{_MADE_WITH}|with|by|learned|learnt|trained|fine-?tuned|implemented|realized|extracted|in)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"^[\s)\]}]*(?:\([^()]{0,40}\))?,?\s*(?:(?:that|which)\s+)?(?:(?:is|are|was|were)\s+)?(?:us(?:es|ing)|"
    r"utili[sz]\w+|leverag\w+|employ\w+|based on|built (?:up)?on|builds (?:up)?on|powered by|driven by|"
    r"consist\w* of|equipped with|extends?|composed of|relies on|trained (?:with|using|via|by)|via|"
    r"backbone)\b[\w\s-]{0,24}$",
    re.IGNORECASE,
)
_NEXT_ITEM = re.compile(
    r";|\(\w{1,3}\)|\b\d\)|,? (?:and|as well as) (?:an?|the|then|finally|further)\b|\bwhile\b|,? and \w+s\b",
    re.IGNORECASE,
)
_MOST = 100
_SHORT = 1
_NEAR = 40
"""Characters in which a cue counts as standing next to its head."""


def composition(scene: Scene) -> Iterator[Claim]:
    """Claims that a method uses another: where the text names the user, else the main method."""
    for tail in scene.of("Method"):
        found = [claim for sentence, place in scene.places_of(tail) for claim in _claims(scene, sentence, place)]
        others = [claim for claim in found if claim.head is not scene.main]
        yield from others
        yield from _contained(scene, tail)
        owned = any(claim.rule.split()[1] in ("beside", "verb") for claim in others)
        mains = [claim for claim in found if claim.head is scene.main]
        for claim in mains:
            yield claim.renamed(f"{claim.rule}, owned") if owned else claim


def _contained(scene: Scene, tail: LocalEntity) -> Iterator[Claim]:
    """Names that say what the thing is made of: `GRPO-based alignment` uses GRPO."""
    for head in scene.of("Method")[:_MOST]:
        if head is not tail and any(_in_name(form, head.name) for form in tail.forms):
            for sentence, place in scene.places_of(head)[:1]:
                yield Claim(
                    head=head,
                    type="uses",
                    tail=tail,
                    rule=f"uses in name {head.role} {tail.role}",
                    sentence=sentence,
                    cue=place.span,
                    head_span=place.span,
                    certain=True,
                )


def _in_name(form: str, name: str) -> bool:
    at = name.casefold().find(form.casefold())
    end = at + len(form)
    return (
        len(form) > _SHORT
        and at >= 0
        and end < len(name)
        and not name[end].isalnum()
        and (at == 0 or not name[at - 1].isalnum())
    )


def _claims(scene: Scene, sentence: Sentence, place: Place) -> Iterator[Claim]:
    heads = [p for p in before_list(sentence, place, "Method") if p.entity is not place.entity]
    proposed = [p for p in heads if p.entity.role == "proposed"]
    if heads and _stands_next_to(sentence, heads[-1], place):
        near, words = heads[-1], sentence.between(heads[-1].span, place.span)
        if near.entity.role == "proposed":
            yield _claim(sentence, near.entity, place, "beside", near.span)
        elif _PART_OF.match(words):
            yield _claim(sentence, near.entity, place, "part", near.span)
    if proposed:
        head = proposed[-1]
        words = sentence.between(head.span, place.span)
        how = "verb" if _CUE.search(words) else "after"
        how = "across" if _NEXT_ITEM.search(words) and head.entity is not scene.main else how
        yield _claim(sentence, head.entity, place, how, head.span)
    yield from _by_main(scene, sentence, place)


def _by_main(scene: Scene, sentence: Sentence, place: Place) -> Iterator[Claim]:
    words = [
        p
        for p in takewhile(lambda p: p.span.end <= place.span.start, sentence.stand_ins)
        if p.entity is not place.entity
    ]
    if words and words[-1].entity is not scene.main:
        yield _claim(sentence, words[-1].entity, place, "it", words[-1].span)
    if scene.main is None or scene.main is place.entity:
        return
    where = sentence.place_of(scene.main)
    how = "title" if sentence.title else "named" if where else "ours" if sentence.own else "elsewhere"
    yield _claim(sentence, scene.main, place, how, where.span if where else None)


def _stands_next_to(sentence: Sentence, head: Place, place: Place) -> bool:
    words = sentence.between(head.span, place.span)
    return len(words) < _NEAR and bool(_NEXT_TO.match(words))


def _claim(sentence: Sentence, head: LocalEntity, place: Place, how: str, head_span: Span | None) -> Claim:
    start = min(head_span.end, place.span.start) if head_span else place.span.start
    return Claim(
        head=head,
        type="uses",
        tail=place.entity,
        rule=f"uses {how} {place.entity.role}",
        sentence=sentence,
        cue=Span(start, place.span.end),
        head_span=head_span,
        tail_span=place.span,
        stated=how in ("beside", "part", "verb"),
    )
