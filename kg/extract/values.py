"""Which numbers of a sentence are results: values with a unit, and bare numbers that belong to a metric."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Span

_NUMBER = (
    r"[+\-−~]?\$?(?:\\approx ?)?\d+(?:,\d{3})*(?:\.\d+)?(?:\s?(?:±|\\pm|"
    r"\+/-)\s?\d+(?:\.\d+)?)?(?:\s?[-–]{1,2}\s?\d+(?:\.\d+)?)?\+?"
)
_PERCENT = (
    r"\s?\$?\\?%\$?\+?\$?|\s?\\,\\%|\s?\$\\%\$|\s?per ?cent(?:age points?)?\b|[\s-](?:percentage |absolute |"
    r"accuracy |[A-Z][\w@]* )?points?\b|\s?pp\b"
)
_TIMES = (
    r"\$?\s?(?:\\times|×)\$?|\s?\$\\times\$|\s?[xX](?![\w-])(?! [A-Z\d])|[ -]?(?:times|fold)\b|"
    r"\s?orders? of magnitude\b"
)
_UNIT = (
    r"\s?\$?(?:FPS|fps|Hz|kHz|ms|dB|m/s|cm|mm|km|m|s|N|Nm|W|g|kg|°|seconds?|minutes?|milliseconds?|hours?|"
    r"days?|degrees?|frames per second|tokens/s(?:ec)?|GB|MB)(?!\w)"
)
_VALUE = re.compile(
    rf"(?<![\w.@=^\\])(?<!\w[-–_])(?P<number>{_NUMBER})(?:(?P<percent>{_PERCENT})|(?P<times>{_TIMES})|"
    rf"(?P<unit>{_UNIT}))?(?![\w@])"
)
_RANK = re.compile(r"\brank(?:s|ed|ing)? (?:the )?(?P<rank>\d+(?:st|nd|rd|th))\b")
_WORD = re.compile(
    r"\b(?P<word>doubl(?:es|ed|ing)|halv(?:es|ed|ing)|tripl(?:es|ed|ing))\b(?=\s(?:the|its|their|our)\b)"
)
_NOT_A_RESULT = re.compile(
    r"\s?(?:-?(?:bit|shot|step|hop|way|layer|class|dimensional|DoF|dof|fold cross)s?\b|[BMKk]\b|confidence|"
    r"of (?:the )?(?:training |labell?ed |annotated |original )?(?:data|dataset|labels|annotations)\b|labell?ed|"
    r"hours? of|years?|participants)"
)
_AMOUNT = re.compile(r"\s?(?:of|long|horizon|window|intervals?|resolution|range|video|data|footage|recordings?)\b")
METRIC_BEFORE = re.compile(
    r"^(?:\s?\([^()]{0,40}\))?[\s:=$]*(?:(?:scores?|values?|rates?|performance|metrics?|results?|gains?|"
    r"improvements?)\s)?(?:(?:of|is|was|were|are|to|from|by|at|reach\w*|up to|about|only|approximately|nearly|over|"
    r"with|as high as|as low as|around|below|above|under|exceed\w*|ranged|increas\w*|decreas\w*|improv\w*|reduc\w*|"
    r"dropp\w*|ris\w*|rose|averag\w*|\(|\\approx|\\geq|[=:<>≥≤≈~])\s?){0,4}$",
    re.IGNORECASE,
)
METRIC_AFTER = re.compile(
    r"^\+?\$?[\s-]?(?:(?:points?|absolute|relative|average|mean|overall|in|on|of|for|higher|lower|faster|better|"
    r"fewer|less|the|its|improvements?|gains?|increases?|reductions?|decreases?|drops?|boosts?|degradation|"
    r"savings?)\s){0,5}$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"^\$?(?:\s?\([^()]{0,60}\))?\s?(?:[/,;&]|\\&|and|to|vs\.?|versus|->|→|\\to|\\rightarrow|or|from)(?:\s?(?:and|"
    r"to|respectively|for [\w@-]{1,20} and))?\s?\$?$"
)
_SCORE = re.compile(
    r"\b(?:scor(?:e|es|ed|ing)|accuracy|(?<!learning )rate|achiev\w+|attain\w+|reach\w+|obtain\w+)(?: a|"
    r" an)?(?: \w+)?(?: of)? (?:up to )?$",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\s(?:\w+ )?(?:improvements?|gains?|increase|reductions?|decrease|higher|lower|better)\b")
_BY = re.compile(
    r"\b(?:improv\w+|outperform\w*|surpass\w*|exceed\w*|increas\w+|reduc\w+|gain\w*|boost\w*|beat\w*|rais\w+|"
    r"lower\w*|decreas\w+|drop\w*)\b[^.;]{0,40} by (?:an? )?(?:average (?:of )?|up to |about |over |more than )?$",
    re.IGNORECASE,
)
_DASHES = ("-", "–", "--", "\\sim", "~", "$\\sim$", "\\text{-}")
_FROM = re.compile(r"\bfrom (?:\w+ ){0,2}$", re.IGNORECASE)
_RANGING = re.compile(r"\brang\w+ from (?:\w+ ){0,2}$", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:vs\b|versus\b|compared (?:to|with))", re.IGNORECASE)
_FACTOR = re.compile(r"\bfactors? of (?:up to |about |over |roughly )?$")
_ROUND = "360"
"""Degrees of a whole turn: what a camera sees, not what a method reaches."""
_NEAR = 48
"""Characters between a number and the metric it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number as the text writes it; `form` is `percent`, `times`, `unit`, `number`, `rank` or `word`."""

    span: Span
    text: str
    form: str


def find_values(text: str, sentence: Span, names: Sequence[Span], metrics: Sequence[Span]) -> tuple[Value, ...]:
    """The results of a sentence in text order; numbers inside `names` are none."""
    offers = sorted(_candidates(text, sentence), key=lambda v: v.span)
    candidates = [v for v in offers if not _inside(v, names) and not _inside(v, metrics)]
    good = [_is_result(text, sentence, value, metrics) for value in candidates]
    for left in range(len(candidates) - 1):
        good[left + 1] = good[left + 1] or (good[left] and _joined(text, candidates[left], candidates[left + 1]))
    for left in reversed(range(len(candidates) - 1)):
        good[left] = good[left] or (good[left + 1] and _joined(text, candidates[left], candidates[left + 1]))
    return _with_ranges(text, [value for value, is_good in zip(candidates, good, strict=True) if is_good])


def all_values(text: str, sentence: Span, names: Sequence[Span], metrics: Sequence[Span]) -> tuple[Value, ...]:
    """Every number of a sentence that stands outside names and metrics, result or not, in text order."""
    offers = sorted(_candidates(text, sentence), key=lambda v: v.span)
    return _with_ranges(text, [v for v in offers if not _inside(v, names) and not _inside(v, metrics)])


def _with_ranges(text: str, values: Sequence[Value]) -> tuple[Value, ...]:
    """The values with `5% to 7%` and `5%-7%` read as one; `from 5% to 7%` are two, before and after."""
    merged: list[Value] = []
    for value in values:
        last = merged[-1] if merged else None
        if last and last.span.end <= value.span.end and _is_range(text, last, value):
            span = Span(last.span.start, value.span.end)
            merged[-1] = Value(span=span, text=span.of(text), form=value.form)
        else:
            merged.append(value)
    return tuple(merged)


def _is_range(text: str, last: Value, value: Value) -> bool:
    between = text[last.span.end : value.span.start].strip()
    if between in _DASHES or (not between and value.text[0] in "-–~"):
        return True
    before = text[max(0, last.span.start - _NEAR) : last.span.start]
    return between == "to" and (not _FROM.search(before) or bool(_RANGING.search(before)))


def _inside(value: Value, names: Sequence[Span]) -> bool:
    """Whether the number itself, unit aside, belongs to a name."""
    number = Span(value.span.start, value.span.start + 1)
    return any(number.overlaps(name) for name in names)


def _candidates(text: str, sentence: Span) -> Iterator[Value]:
    for match in _VALUE.finditer(text, sentence.start, sentence.end):
        form = str(match.lastgroup)
        words = match.group().rstrip()
        yield Value(span=Span(match.start(), match.start() + len(words)), text=words, form=form)
    for pattern, form in ((_RANK, "rank"), (_WORD, "word")):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            yield Value(span=Span(*match.span(form)), text=match[form], form=form)


def _is_result(text: str, sentence: Span, value: Value, metrics: Sequence[Span]) -> bool:
    after = text[value.span.end : min(sentence.end, value.span.end + _NEAR)]
    if value.form in ("rank", "word"):
        return True
    if value.text.startswith(_ROUND) or _NOT_A_RESULT.match(after):
        return False
    if value.form != "number":
        return value.form != "unit" or not _AMOUNT.match(after)
    before = text[max(sentence.start, value.span.start - 2 * _NEAR) : value.span.start]
    return _by_metric(text, value, metrics) or _by_words(value, before, after)


def _by_words(value: Value, before: str, after: str) -> bool:
    if "." in value.text and (_SCORE.search(before) or _CHANGE.match(after) or _BY.search(before)):
        return True
    return value.text.startswith("+") or bool(_FACTOR.search(before))


def _by_metric(text: str, value: Value, metrics: Sequence[Span]) -> bool:
    for metric in metrics:
        if 0 <= value.span.start - metric.end <= _NEAR and METRIC_BEFORE.match(text[metric.end : value.span.start]):
            return True
        if 0 <= metric.start - value.span.end <= _NEAR and METRIC_AFTER.match(text[value.span.end : metric.start]):
            return True
    return False


def _joined(text: str, last: Value, value: Value) -> bool:
    between = text[last.span.end : value.span.start]
    return "number" in (value.form, last.form) and len(between) <= _NEAR and bool(_JOINED.match(between))


def is_against(text: str, sentence: Span, last: Value, value: Value) -> bool:
    """Whether the number is the other side of `92.1 vs. 88.7`."""
    between = text[last.span.end - sentence.start : value.span.start - sentence.start]
    return len(between) <= _NEAR and bool(_AGAINST.search(between))
