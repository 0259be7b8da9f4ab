"""Whether a number is one of what the paper proposes, or one that it holds against it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.relations.scene import Place, Sentence
from kg.model import ResultMention, Span

OWN, QUOTED = "own", "quoted"
_REACHES = (
    r"(?:achiev|obtain|reach|attain|improv|outperform|surpass|reduc|boost|gain|increas|exceed|beat|cut|deliver|"
    r"accelerat|scor|sav|decreas|lower|rais|yield|enhanc|solv|win|doubl|retain|maintain)\w*"
)
_VERB = (
    rf"(?:(?:\w+ly|also|even|still|only|can|could|further|then|thus|just) ){{0,3}}(?:{_REACHES}|get|gets|has|have|is|"
    r"was|show|shows|perform\w*)"
)
_WE = re.compile(rf"^\s{_VERB}\b", re.IGNORECASE)
_OURS = re.compile(
    r"^(?:ours|it|they|(?:the|this) (?:proposed|presented|resulting) .+|this (?!work|paper|study|survey|article).+|"
    r"our (?!.*\b(?:results|experiments|ablations?|evaluations?|analys[ei]s|findings|benchmark|dataset|study)\b).+)$",
    re.IGNORECASE,
)
_RIVAL = (
    r"(?:baselines?|previous|prior|existing|competing|competitors?|state-of-the-art|SOTA|human\w*|experts?|vanilla|"
    r"naive|standard|original|runner-up|second-best|counterparts?|conventional|traditional|untrained|base model)"
)
_NAMED_RIVAL = re.compile(rf"\b{_RIVAL}\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:(?P<bare>compared (?:to|with|against)|versus|vs\.?|relative to|in (?:contrast|comparison) (?:to|with)|"
    r"as opposed to)|than|against|on par with|similar to|comparable to|unlike|outperform\w*|surpass\w*|exceed\w*|"
    r"beat\w*|(?:improv\w*|gains?|advantages?|increases?|better|superiority)[^,;:]{0,40}? over)(?=\W)",
    re.IGNORECASE,
)
_AGAINST_NEXT = re.compile(r"^[^(),;]{0,24}?\s(?:vs\.?|versus|compared (?:to|with))\s", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"[,;:]|"
    r"\b(?:by|with|on|while|achiev\w*|reach\w*|attain\w*|obtain\w*|and|in terms|improv\w*|reduc\w*|increas\w*|gains?|"
    r"from|to|up to|that|which|across|under|over|yield\w*|deliver\w*)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?!(?:an?|the|only|just|about|its?|at|of|approx)\b)[A-Za-z]{2,}")
_NAME = re.compile(r"(?<![\w-])(?=[\w-]*[A-Z])[\w-]*[A-Z\d][\w-]*(?<!\bAI)")
_ITEM = re.compile(r"^\s?(?:,|and|or|,? and|/|&|\\&)\s?(?:[\w.+-]+\s?){0,4}\(?$")
_FROM = re.compile(
    r"\b(?:boost|improv|rais|increas|reduc|lower|decreas|cut|enhanc|lift|push|elevat|bring|drop|shrink|shorten)"
    r"(?:e?s|ing|e|ed|ping|pes)?\s(?!from|with|as|over|by)"
    r"(?:(?!with|by|as|when|over|from)[\w'’/@.()-]+\s){1,8}(?P<from>from)\s(?:an? |about |only )?"
    r"\$?$",
    re.IGNORECASE,
)
_ARROW = re.compile(r"\s?\$?(?:->|→|\\to\b|\\rightarrow)")
_BEST_OF = re.compile(rf"\b{_RIVAL}\s[^,;]{{0,40}}\bof\s(?:only )?$", re.IGNORECASE)
_STARTS = re.compile(r"\bfrom (?:an? |about |only )?\$?$", re.IGNORECASE)
_TO = re.compile(r"^\$?\s?(?:\([^()]{0,30}\)\s)?(?:to|→|down to|up to)\s")
_CONTRAST = re.compile(r"\b(?:while|whereas|but|although|though)\s(?!\w+ing\b)|;|\.\s", re.IGNORECASE)
_CONTRASTED = re.compile(
    r"\b(?:while|whereas|but)\s(?P<who>(?:(?!\w+ing\b)[\w'’.+-]+\s){1,8}?)(?:using [\w\s-]{1,60}?)?"
    r"(?:only |just |still )?(?:achiev\w*|reach\w*|attain\w*|obtain\w*|scor\w*|gets?|is|are|was|manag\w*|remain\w*|"
    r"fail\w*|drop\w*)\s[^,;]*$",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"\b(?:than|compared|versus|vs|over|against|unlike|outperform\w*|surpass\w*|exceed\w*|beat\w*)\b", re.IGNORECASE
)
_RESUMED = re.compile(
    rf"(?:,|\band)\s(?:\w+ly )?(?:and |thereby |thus |by |also )?{_REACHES}\b|\bwith\b", re.IGNORECASE
)
_ANOTHER = re.compile(
    rf"\b(?:show|find|found|reveal|indicat|suggest|observ|confirm|demonstrat|report)\w*\b(?!\s(?:an? |the )?(?:\w+ )?"
    r"(?:improvement|gain|increase|reduction|performance|accuracy|speed))|"
    rf"\b{_RIVAL}\s(?:\w+\s){{0,3}}?(?:achiev|reach|obtain|attain|scor|get|fail|struggl|only)\w*|\b(?:without|removing|"
    r"ablat\w*|instead of|requires?|contains?|consist\w*|trained (?:on|with)|given|using|threshold|with only)\b",
    re.IGNORECASE,
)
_HAS_VERB = re.compile(rf"\)?\s{_VERB}\b", re.IGNORECASE)
_CREDIT = re.compile(r"^[^,;.()]{0,60}?\b(?:by|for|with|using)\s(?:our|the proposed)\s", re.IGNORECASE)
_TEXT = 90
"""Characters before a number in which what it is held against is named."""


@dataclass(frozen=True, slots=True)
class Origin:
    """`own` or `quoted`, and the words that say so."""

    value: str
    span: Span


def origins(sentence: Sentence, results: Sequence[ResultMention]) -> Iterator[Origin | None]:
    """Whose numbers these are, of one sentence in text order; None where the words do not say."""
    found: list[Origin | None] = []
    for at, result in enumerate(results):
        last = results[at - 1] if at else None
        found.append(_quoted(sentence, result, last, found[-1] if found else None) or _own(sentence, result))
    has_own = any(origin is not None and origin.value == OWN for origin in found)
    for origin, result in zip(found, results, strict=True):
        contrast = _contrasted(sentence, result) if has_own and result.kind == "absolute" else None
        yield contrast or origin


def _quoted(
    sentence: Sentence, result: ResultMention, last: ResultMention | None, before: Origin | None
) -> Origin | None:
    """A number in a place for what something is compared with."""
    start = result.value_span.start - sentence.span.start
    if result.kind != "absolute" or result.value[0] in "+-−":
        return None
    opened = last.value_span.end - sentence.span.start if last else 0
    words = sentence.text[max(opened, start - _TEXT) : start]
    if before is not None and before.value == QUOTED and _ITEM.match(sentence.text[opened:start]):
        return before
    offset = sentence.span.start + start - len(words)
    rest = sentence.text[result.value_span.end - sentence.span.start :]
    cue = next(iter(reversed(list(_AGAINST.finditer(words)))), None)
    if cue and not _AGAINST_NEXT.match(rest) and _is_held_against(sentence, words[cue.end() :], cue, result):
        return Origin(QUOTED, Span(offset + cue.start(), offset + cue.end()))
    change = _FROM.search(words)
    if change and _TO.match(rest) and _marker(sentence, result.value_span.start):
        return Origin(QUOTED, Span(offset + change.start("from"), offset + change.end("from")))
    return None


def _is_held_against(sentence: Sentence, words: str, cue: re.Match[str], result: ResultMention) -> bool:
    """Whether the words between a comparison and a number name whose number it is; none are needed after `vs.`."""
    if _OTHERWISE.search(words):
        return False
    span = Span(result.value_span.start - len(words), result.value_span.start) if words else result.value_span
    rivals = [p for p in sentence.of("Method") if span.contains(p.span) and p.entity.role != "proposed"]
    named = rivals or _NAMED_RIVAL.search(words) or _NAME.search(words)
    return bool(named) or (cue["bare"] is not None and not _LETTERS.search(words))


def _contrasted(sentence: Sentence, result: ResultMention) -> Origin | None:
    """A number of the other side in `…, while the baseline reaches 50%`."""
    start = result.value_span.start - sentence.span.start
    match = _CONTRASTED.search(sentence.text[:start])
    if match is None:
        return None
    span = Span(sentence.span.start + match.start("who"), sentence.span.start + match.end("who"))
    rivals = [p for p in sentence.of("Method") if p.span.overlaps(span)]
    named = bool(rivals) and all(p.entity.role == "compared" for p in rivals)
    own = any(p.span.overlaps(span) for p in sentence.stand_ins)
    if own or not (named or (not rivals and _NAMED_RIVAL.search(match["who"]))):
        return None
    return Origin(QUOTED, Span(span.start, span.end - 1))


def _own(sentence: Sentence, result: ResultMention) -> Origin | None:
    """A number whose subject is what the paper proposes, or `we`."""
    roles = {p.entity.name: p.entity.role for p in (*sentence.places, *sentence.stand_ins) if p.entity.type == "Method"}
    if result.method in roles and roles[result.method] != "proposed":
        return None
    marker = _marker(sentence, result.value_span.start)
    if marker is None:
        after = sentence.text[result.value_span.end - sentence.span.start :]
        credit = _CREDIT.match(after)
        end = result.value_span.end
        return (
            Origin(OWN, Span(end + credit.end() - len(credit[0].split()[-1]) - 1, end + credit.end() - 1))
            if credit
            else None
        )
    return Origin(OWN, marker) if _carries(sentence, marker, result) else None


def _marker(sentence: Sentence, before: int) -> Span | None:
    """The last words before a place that mean what the paper proposes."""
    named = [p.span for p in sentence.of("Method") if p.entity.role == "proposed"]
    spans = [span for span in (*named, *_meant(sentence)) if span.end <= before]
    acting = [span for span in spans if _HAS_VERB.match(sentence.text, span.end - sentence.span.start)]
    return max(acting or spans, default=None)


def _meant(sentence: Sentence) -> Iterator[Span]:
    for place in sentence.stand_ins:
        words = _words(sentence, place)
        after = sentence.text[place.span.end - sentence.span.start :]
        is_ours = _OURS.match(words) or (words.lower() == "we" and _WE.match(after))
        if place.entity.role == "proposed" and is_ours:
            yield place.span


def _words(sentence: Sentence, place: Place) -> str:
    return sentence.text[place.span.start - sentence.span.start : place.span.end - sentence.span.start]


def _carries(sentence: Sentence, marker: Span, result: ResultMention) -> bool:
    """Whether what stands between leaves the marker the subject of the number."""
    words = sentence.between(marker, result.value_span)
    rest = sentence.text[result.value_span.end - sentence.span.start :]
    if _CONTRAST.search(words) or _ANOTHER.search(words) or _ARROW.match(rest):
        return False
    if (_STARTS.search(words) and _TO.match(rest)) or _BEST_OF.search(words):
        return False
    others = [
        p
        for p in sentence.of("Method")
        if marker.end <= p.span.start < result.value_span.start and p.entity.role != "proposed"
    ]
    if any(_HAS_VERB.match(sentence.text[p.span.end - sentence.span.start :]) for p in others):
        return False
    if result.kind != "absolute":
        return True
    compared = [match.end() for match in _COMPARISON.finditer(words)]
    return not compared or bool(_RESUMED.search(words, compared[-1]))
