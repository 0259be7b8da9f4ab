"""What a result's number measures, where it was measured, and whether it is a change."""

import re
from collections.abc import Sequence

from kg.extract.alignment import aligned, are_enumerated, are_listed, host_of
from kg.extract.measures import measure_in_words
from kg.extract.relations.scene import Place, Scene, Sentence
from kg.extract.values import METRIC_AFTER, METRIC_BEFORE, Value
from kg.model import Span

_LESS = re.compile(
    r"\b(?:reduc\w*|decreas\w*|lower\w*|fewer|less|drop\w*|cut(?:s|ting)?|sav(?:e|es|ed|ing|ings)|shrink\w*|"
    r"degrad\w*|smaller|shorter|declin\w*|prun\w+|discard\w*|minimi[sz]\w*|mitigat\w*|alleviat\w*|eliminat\w*|"
    r"los(?:e|es|ing)|suppress\w*|below|compress\w*)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:improv\w*|gain\w*|increas\w*|outperform\w*|surpass\w*|boost\w*|higher|better|faster|exceed\w*|enhanc\w*|"
    r"rais\w*|beat\w*|greater|speed-?ups?|speed\w* up|accelerat\w*|superior\w*|larger|advantages?|margin|uplift|"
    r"grow\w*|smoother)\b",
    re.IGNORECASE,
)
_ADVERBS = (
    r"(?:(?:an?|average|up to|about|over|only|approximately|more than|nearly|at least|at most|as much as|around|"
    r"roughly|almost|of|further|relative|absolute|by|exceeding|can|reach|than|\$|additional|another)\s?)*"
)
_BY = re.compile(rf"\b(?:by|of|exceeding)\s{_ADVERBS}$", re.IGNORECASE)
_LESS_BY = re.compile(
    rf"\b(?:reduc\w*|prun\w+|discard\w*|eliminat\w*|los(?:e|es|ing)|sav(?:e|es|ing)|cut(?:s|ting)?|drop(?:s|"
    rf"ping)?) {_ADVERBS}$",
    re.IGNORECASE,
)
_MORE_BY = re.compile(
    rf"\b(?:improv\w*|gain\w*|increas\w*|boost\w*|improvement (?:can )?reach) {_ADVERBS}$", re.IGNORECASE
)
_REACHED = re.compile(rf"\b(?:with|achiev\w*|reach\w*|attain\w*|obtain\w*|scor\w*) (?:[\w@-]+ ){{1,5}}?of {_ADVERBS}$")
_TO = re.compile(r"\b(?:to|from) (?:an? )?(?:[\w-]+ ){0,4}?(?:of )?(?:only |just |about |over )?\$?$", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:up|compared|relative|similar) to\s*\$?$", re.IGNORECASE)
_CHANGE_AFTER = re.compile(
    r"^\+?\$?\s(?:(?:[\w@.-]+|\([^()]{0,30}\))\s){0,4}?(?P<word>improve\w*|gains?|increas\w*|boosts?|higher|better|"
    r"faster|speed-?ups?|greater|reduc\w*|decreas\w*|lower|fewer|less|drops?|smaller|shorter|savings?|degrad\w*|"
    r"acceleration|more|smoother|larger|compression|below|above)\b"
)
_CLAUSE = re.compile(
    r"[;:)]|\.\s|,\s(?:and\s)?(?=\w+ing\b)|,\s(?:while|whereas|but|with|and)\b|\b(?:while|whereas|but)\b"
)
_CONTINUED = re.compile(
    r"^\$?(?:\s?\([^()]{0,40}\))?\s?(?:,|/|and|&|\\&|, and|,? as well as|to|vs\.?|versus|->|→)\s?(?:and |up to )?\$?$"
)
_ELLIPSIS = re.compile(r"^[^.;:()]{0,60}(?:,| and|,? as well as)(?: and)? (?:an? |up to |over )?\$?$")
_VERB = re.compile(
    r"\b(?:achiev\w*|reach\w*|attain\w*|obtain\w*|yield\w*|with|scor\w*|record\w*|maintain\w*|retain\w*|preserv\w*|"
    r"remain\w*)\b"
)
_WHERE = (
    r"((?:[\w'’/+.@-]+ ){0,5}?(?:tasks?|benchmarks?|datasets?|(?:test|training|validation|train|dev) sets?|subsets?|"
    r"splits?|scenarios?|environments?|settings?|simulators?|domains?|games|categories|experiments|evaluations|"
    r"suites?|conditions|cohorts|deployments?|challenges?|robots?|hardware))\b"
)
_WHERE_AFTER = re.compile(rf"\b(?:on|in|across|under|over)\s(?:the |an? |all )?(?:more |most )?{_WHERE}")
_WHERE_BEFORE = re.compile(rf"\b(?:[Oo]n|[Ii]n|[Aa]cross|[Uu]nder)\s(?:the |an? |all |both )?{_WHERE}")
_FOR_TASK = re.compile(r"\b(?:on|in|for|of)\s(?:the |an? )?(?:[\w-]+ ){0,2}\Z")
_FARTHEST = 220
"""Steps beyond which a metric does not belong to a number."""
_STEP = 30
_SIDE = 90
_NEAR = 40
_OPENING = 16


def kind_of(sentence: Sentence, values: Sequence[Value], number: int) -> str:
    """`gain`, `reduction` or `absolute`; a listed number is of its list's kind."""
    own = _kind(sentence, values[number])
    if own != "absolute" or values[number].form == "unit":
        return own
    for step in (-1, 1):
        other = number + step
        if 0 <= other < len(values):
            left, right = sorted((values[number], values[other]), key=lambda v: v.span)
            words = sentence.between(left.span, right.span)
            same = left.form == right.form
            if same and (are_listed(words) or (step < 0 and _ELLIPSIS.match(words) and not _VERB.search(words))):
                return kind_of(sentence, values[: other + 1] if step < 0 else values[other:], other if step < 0 else 0)
    return own


def _kind(sentence: Sentence, value: Value) -> str:
    start, end = value.span.start - sentence.span.start, value.span.end - sentence.span.start
    if value.form == "word" or value.text[0] in "+-−":
        return "reduction" if value.text.startswith(("halv", "-", "−")) else "gain"
    if change := _CHANGE_AFTER.match(sentence.text[end : end + _SIDE]):
        return "reduction" if _LESS.match(change["word"]) else "gain"
    before = sentence.text[max(0, start - _SIDE) : start]
    if _LESS_BY.search(before) or _MORE_BY.search(before):
        return "reduction" if _LESS_BY.search(before) else "gain"
    if value.form == "times":
        return _change(before, "gain")
    if (reached := _REACHED.search(before)) and not (_MORE.search(reached[0]) or _LESS.search(reached[0])):
        return "absolute"
    is_change = _BY.search(before) and (not _TO.search(before) or _UP_TO.search(before))
    return _change(before, "absolute") if is_change else "absolute"


def _change(before: str, otherwise: str) -> str:
    """The direction that the clause's last word of change gives."""
    clause = _CLAUSE.split(before)[-1]
    less = [m.end() for m in _LESS.finditer(clause)]
    more = [m.end() for m in _MORE.finditer(clause)]
    if less and (not more or less[-1] > more[-1]):
        return "reduction"
    return "gain" if more else otherwise


def metric_of(sentence: Sentence, values: Sequence[Value], number: int) -> str | None:
    """The name of the metric that the number belongs to."""
    value = values[number]
    if listed := aligned(sentence, values, number, "Metric"):
        return listed.entity.name
    touching = next((place for place in sentence.of("Metric") if _touches(sentence, place, value)), None)
    if touching or (said := _in_words(sentence, value)):
        return touching.entity.name if touching else said
    host = host_of(sentence, values, number)
    if host is not None and value.form == values[host].form:
        return metric_of(sentence, values[:number], host)
    if number and _CONTINUED.match(sentence.between(values[number - 1].span, value.span)):
        return metric_of(sentence, values[:number], number - 1)
    return _nearest_metric(sentence, values, number)


def _nearest_metric(sentence: Sentence, values: Sequence[Value], number: int) -> str | None:
    metrics = list(sentence.of("Metric"))
    if not metrics:
        return None
    cost, _, name = min(
        (_distance(sentence, place, values, number), place.span, place.entity.name) for place in metrics
    )
    return name if cost <= _FARTHEST else None


def _in_words(sentence: Sentence, value: Value) -> str | None:
    """The quantity in the text's words, by its metric's name where one is listed there."""
    start, end = value.span.start - sentence.span.start, value.span.end - sentence.span.start
    found = measure_in_words(sentence.text[max(0, start - _SIDE) : start], sentence.text[end : end + _SIDE])
    if found is None:
        return None
    origin = end if found[0] >= 0 else start
    span = Span(sentence.span.start + origin + found[0], sentence.span.start + origin + found[1])
    listed = next((p.entity.name for p in sentence.of("Metric") if p.span.overlaps(span)), None)
    if any(p.span.overlaps(span) for p in sentence.of("Method", "Benchmark", "Dataset")):
        return listed
    return listed or sentence.text[origin + found[0] : origin + found[1]]


def _touches(sentence: Sentence, place: Place, value: Value) -> bool:
    if place.span.end <= value.span.start:
        words = sentence.between(place.span, value.span)
        return len(words) < _SIDE and bool(METRIC_BEFORE.match(words))
    words = sentence.between(value.span, place.span)
    return len(words) < _SIDE and (place.span.overlaps(value.span) or bool(METRIC_AFTER.match(words)))


def _distance(sentence: Sentence, place: Place, values: Sequence[Value], number: int) -> int:
    value = values[number]
    left, right = sorted((place.span, value.span))
    words = sentence.between(left, right)
    between = sum(left.end <= other.span.start and other.span.end <= right.start for other in values)
    return len(words) + _STEP * between + 2 * _STEP * len(_CLAUSE.findall(words))


def place_of_test(scene: Scene, sentence: Sentence, values: Sequence[Value], number: int) -> str | None:
    """The collection, task or setting that the number was measured on, as the text calls it."""
    if item := aligned(sentence, values, number, "Benchmark", "Dataset"):
        return item.entity.name
    value = values[number]
    limit = values[number + 1].span.start if number + 1 < len(values) else sentence.span.end
    if found := _tested_after(scene.text, sentence, value.span.end, limit):
        return found
    if limit < sentence.span.end and limit - value.span.end < _NEAR and "," not in scene.text[value.span.end : limit]:
        return place_of_test(scene, sentence, values, number + 1)
    before = [p for p in sentence.of("Benchmark", "Dataset") if p.span.end <= value.span.start]
    if before:
        listed = len(before) > 1 and are_enumerated(sentence.between(before[-2].span, before[-1].span))
        return None if listed else before[-1].entity.name
    if opening := _WHERE_BEFORE.search(scene.text, sentence.span.start, value.span.start):
        return opening[1]
    return _task(scene.text, sentence, value.span, limit)


def _tested_after(text: str, sentence: Sentence, start: int, limit: int) -> str | None:
    direct = next((p for p in sentence.of("Benchmark", "Dataset") if start <= p.span.start < limit), None)
    after = _WHERE_AFTER.search(text, start, limit)
    if direct and (after is None or direct.span.start <= after.end(1)):
        return direct.entity.name
    return after[1] if after else None


def _task(text: str, sentence: Sentence, value: Span, limit: int) -> str | None:
    """A task that stands in for the collection: `12% on grasping`, `For grasping, …`."""
    for place in sentence.of("Task"):
        start = place.span.start
        if value.end <= start < limit and _FOR_TASK.search(text, max(value.end, start - _STEP), start):
            return place.entity.name
        if place.span.end <= value.start and start - sentence.span.start < _OPENING:
            return place.entity.name
    return None
