"""`outperforms` and `comparedWith`: who does better than whom, and who is only set beside whom."""

import re
from collections.abc import Iterator

from kg.extract.relations.claims import Claim
from kg.extract.relations.scene import Place, Scene, Sentence, before_list
from kg.model import LocalEntity, Span

CUES = re.compile(
    r"(?P<lose>\bunder-?perform\w*|\binferior to|\blag\w* behind|\bfall\w* short of|\bworse than|\boutperformed by|"
    r"\bsurpassed by|\bbeaten by|\bexceeded by)|(?P<win>\bout-?perform\w*|\bsurpass\w*|\bexceed\w*|\bbeat(?:s|ing|"
    r"en)?\b|\boutstrip\w*|\boutpac\w+|\bsuperior(?:ity)?(?: [\w-]+){0,3} (?:to|over)\b|\bbetter than|"
    r"\bimprov\w*(?: [\w-]+){0,5} (?:over|upon|on|beyond)\b|\badvantages?(?: [\w-]+){0,3} over\b|\b(?:gain|boost|"
    r"increase|reduction|speed-?up|win|margin|lead|benefit)s?(?: [\w-]+){0,4} over\b|\bgo(?:es)? beyond)|"
    r"(?P<than>\bthan\b)|(?P<over>\bover\b)|(?P<even>\bcomparable (?:to|with)|\bcomparabl[ey](?: [\w-]+){0,4} (?:to|"
    r"with)\b|\bcompetitive(?:ly)?(?: [\w-]+){0,4} (?:to|with|against)\b|\bon a?\s?par with|\bmatch(?:es|ing|ed)?\b|"
    r"\brival(?:s|ing|ling)?\b|\bsimilar(?: [\w-]+){0,3} to\b|\bequivalent to|\bparity with|\bapproach(?:es|"
    r"ing) the performance of)|(?P<unlike>\bunlike\b|\bin contrast (?:to|with)|\bcontrast\w* with|\breplac(?:e|es|"
    r"ed|ing)\b|\bas opposed to|\brather than|\bdistinct from|\bdiffer\w* from)|(?P<versus>\bcompar(?:ed|ing|ison|"
    r"isons) (?:to|with|against)|\brelative to|\b(?:benchmarked|evaluated) against|\bagainst|\bversus\b|\bvs\b\.?)|"
    r"(?P<beside>\bcomparisons? (?:of|between)|\bcompar(?:e|es|ed|ing)\b)",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\b(?:outperform\w*|surpass\w*|superior\w*|improv\w+|better|best|higher|highest|faster|lower|reduc\w+|fewer|"
    r"less|more|greater|stronger|increas\w*|decreas\w*|gains?|boost\w*|enhanc\w*|state-of-the-art|SOTA|speed-?ups?|"
    r"significant\w*|advantages?|exceed\w*|smaller|shorter|robust\w*|saves?|saving|cut(?:s|ting)?|accelerat\w*|"
    r"efficien\w+|consistent(?:ly)?|doubl\w+)\b|\d\\?%|\d\s?(?:x|×|\\times|times)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[;:]|\.\s|,\s(?:while|whereas|but|although|though|yet|with|achiev\w+|attain\w+|demonstrat\w+|and (?:achiev|"
    r"attain|demonstrat|reduc|show)\w+)\b",
    re.IGNORECASE,
)
_SIDE = 120
"""Characters between a cue and the first method of its list."""
_OPENING = 60
"""Characters in which a cue opens the sentence, so that its subject follows."""


def comparison(scene: Scene) -> Iterator[Claim]:
    """Claims that a method beats another, or is compared with it."""
    for sentence in scene.sentences:
        cues = () if sentence.title else tuple(CUES.finditer(sentence.text))
        if cues:
            for place in sentence.of("Method"):
                yield from _compared(scene, sentence, place, cues)
    if scene.main:
        for tail in scene.of("Method", "compared"):
            yield from _by_role(scene.main, scene, tail)


def _compared(scene: Scene, sentence: Sentence, place: Place, cues: tuple[re.Match[str], ...]) -> Iterator[Claim]:
    before = before_list(sentence, place, "Method")
    first = next(p for p in sentence.of("Method") if p not in before)
    offset = first.span.start - sentence.span.start
    cue = next((c for c in reversed(cues) if c.end() <= offset), None)
    if cue is None:
        return
    words = sentence.text[cue.end() : offset]
    if len(words) > _SIDE or _BREAK.search(words):
        return
    subject = _subject(scene, sentence, cue, place)
    if subject is None or subject[0] is place.entity:
        return
    kind = _kind(sentence, place, cue)
    far = any(p.span.start - sentence.span.start >= cue.end() for p in before)
    yield _by_cue(sentence, place, subject, kind, Span(sentence.span.start + cue.start(), place.span.end), far)


def _kind(sentence: Sentence, place: Place, cue: re.Match[str]) -> str:
    kind = str(cue.lastgroup)
    if kind != "versus":
        return kind
    rest = sentence.text[place.span.end - sentence.span.start :]
    return "versus" if _BETTER.search(sentence.text[: cue.start()]) or _BETTER.search(rest) else "beside"


def _by_cue(
    sentence: Sentence,
    place: Place,
    subject: tuple[LocalEntity, Span | None],
    kind: str,
    cue: Span,
    far: bool,
) -> Claim:
    head, span = subject
    type_ = "outperforms" if kind in ("win", "than", "over", "versus", "lose") else "comparedWith"
    rule = f"{type_} {kind}{' far' if far else ''}{'' if span else ' unnamed'} {place.entity.role}"
    ends = ((place.entity, place.span), (head, span)) if kind == "lose" else ((head, span), (place.entity, place.span))
    (winner, winner_span), (loser, loser_span) = ends
    return Claim(
        head=winner,
        type=type_,
        tail=loser,
        rule=rule,
        sentence=sentence,
        cue=cue,
        head_span=winner_span,
        tail_span=loser_span,
        certain=kind == "unlike",
    )


def _subject(
    scene: Scene, sentence: Sentence, cue: re.Match[str], place: Place
) -> tuple[LocalEntity, Span | None] | None:
    """Whom the comparison is about: the nearest method before the cue, own ones first, else one after the list."""
    start = sentence.span.start + cue.start()
    subjects = sorted((*sentence.of("Method"), *sentence.stand_ins), key=lambda p: p.span)
    others = [p for p in subjects if p.entity is not place.entity]
    before = [p for p in others if p.span.end <= start]
    own = [p for p in before if p.entity.role == "proposed"]
    if own or before:
        nearest = (own or before)[-1]
        return nearest.entity, nearest.span
    after = [p for p in others if p.span.start >= place.span.end and p.entity.role == "proposed"]
    if cue.start() < _OPENING and after:
        return after[0].entity, after[0].span
    return (scene.main, None) if scene.main else None


def _by_role(main: LocalEntity, scene: Scene, tail: LocalEntity) -> Iterator[Claim]:
    """A method that is there to be compared with, in whatever words."""
    for sentence, place in scene.places_of(tail):
        where = sentence.place_of(main)
        better = "better" if _BETTER.search(sentence.text) else "plain"
        yield Claim(
            head=main,
            type="outperforms",
            tail=tail,
            rule=f"outperforms role {better} {'named' if where else 'unnamed'}",
            sentence=sentence,
            cue=place.span,
            head_span=where.span if where else None,
            tail_span=place.span,
            stated=False,
        )
