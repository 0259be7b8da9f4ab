"""What a sentence limits a comparison to: the task, benchmark, dataset or metric for which one method beats another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.relations.comparison import CUES
from kg.extract.relations.scene import LONGEST, Place, Scene, Sentence
from kg.model import Limit, RelationMention

_TYPES = ("Benchmark", "Dataset", "Task", "Metric")
_TESTS = ("Benchmark", "Dataset")
_COMPARISONS = ("outperforms", "comparedWith")
_WORDS = (
    r"(?:(?!(?:trained|training|that|which|show\w*|demonstrat\w*|by|to|from|with|than|over|compared|while|is|are|"
    r"methods?|models?|approach\w*|algorithms?|baselines?|systems?|agents?|LLMs?)\b)[\w'’./&*$\\{}+-]+,?\s){0,5}?"
)
_BY_PREPOSITION = re.compile(
    rf"(?P<before>\S*)\s(?:in terms of|with respect to|with regard to|in|on|across|under|at)\s(?:both\s)?{_WORDS}$",
    re.IGNORECASE,
)
_FOR = re.compile(rf"(?P<before>\S*)\sfor\s{_WORDS}$", re.IGNORECASE)
_NO_TEST = re.compile(
    r"(?:pre-?|re)?(?:train\w*|tun(?:ed|ing)|based|built|reli\w+|rely\w*|depend\w*|focus\w*|condition\w*|align\w*|design\w*|"
    r"specializ\w*|intended|necessary|suitable|develop\w*|model\w*|method\w*)$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^(?:\s?\([^()]{0,60}\))?(?:\s(?:tasks?|benchmarks?|datasets?|scores?|rates?|domains?|environments?|games?|suites?))?"
    r"\s?(?:,|/|and|or|&|as well as|,? and|,? as well as)\s?(?:both |the |on |in |across |in terms of )?"
    r"(?:(?!(?:by|with|than|over|to|from|for|we|it|without|only)\b)[\w-]+\s){0,2}?(?:\(\d\)\s)?$",
    re.IGNORECASE,
)
_LISTED_METHODS = re.compile(
    r"^(?:\s?\([^()]{0,60}\))?\s?(?:,|/|and|or|&|as well as|,? and|such as|including|like|\()+\s?"
    r"(?:(?!(?:by|with|than|on|in|to|from|for|we|it)\b)[\w-]+\s){0,4}?$",
    re.IGNORECASE,
)
_END = re.compile(
    r"[;:]|\.\s|,?\s\b(?:while|whereas|but|although|though|which|because|since|where|thus|thereby|hence|enabling|without|"
    r"using|despite|highlighting|demonstrating|showing|indicating|suggesting|validating|confirming|establishing|"
    r"underscoring|making|leading|proving|and (?:[\w-]+ly )?(?:achiev|reduc|show|demonstrat|reach|enabl|obtain|attain|"
    r"maintain|generali|exhibit|boost|improv|provid|increas|deliver|help|advanc|enhanc|outperform|surpass|accelerat|"
    r"lower|yield|support|match)\w*|and (?:[\w-]+ly )?(?:is|are|can|has|have|we|it|they|that|"
    r"highlighting|demonstrating))\b|"
    r",\s(?:[\w-]+ly\s)?\w+ing\b|"
    r",\s(?:we|it|with)\b|,\s(?:and\s)?[+~$\d]",
    re.IGNORECASE,
)
"""Where what follows a comparison no longer limits it."""
_OPENING = re.compile(
    rf"^(?:[\w-]+,\s|In particular,\s|For (?:example|instance),\s)?(?:On|In|Across|Under|At|For|Over)\s{_WORDS}$"
)
_STUDY = re.compile(
    r"^(?:[\w-]+,?\s){0,5}?(?:experiments?|evaluations?|results?|studies|tests|comparisons?|assessments?|simulations?|"
    rf"analys[ei]s|benchmarking|evaluated|tested|validated)\s(?:\w+ed\s)?(?:on|in|across|over|under|for)\s{_WORDS}$",
    re.IGNORECASE,
)
_BETTER = (
    r"(?:higher|lower|better|superior|greater|less|fewer|improved|comparable|faster|stronger|more|best|smaller|similar|"
    r"competitive|reduced|increased|enhanced|improv\w+|reduc(?:es|ed|ing|tion in)|increas\w+|boost\w*|enhanc\w+|lowers|"
    r"shorter|lowest|highest|accelerat\w+|exceed\w*|match\w*|surpass\w*)"
)
_MEASURED = re.compile(
    rf"\b{_BETTER}\s(?:(?!(?:on|in|by|to|for|with|at|from|over|than|method|model)\b)[\w-]+,?\s){{0,4}}?$", re.IGNORECASE
)
_BY_AMOUNT = re.compile(r"\d\s?\$?\\?%?\$?\s?(?:points?\s|absolute\s|relative\s|percentage points\s)?(?:in\s|on\s)?$")
_STEPS = re.compile(
    r"[;:]|\.\s|\b(?:while|whereas|but|which|that|show\w*|demonstrat\w*|achiev\w*|is|are|has|have|train\w*|using)\b|,\s\w+ed\b|"
    r"\band\s(?:[\w-]+ly\s|also\s|even\s)?$",
    re.IGNORECASE,
)
"""What stands between a place before a comparison and its cue only where the place belongs to something else."""
_PARTICIPLE = re.compile(r",\s(?:and\s)?(?:[\w-]+ly\s|even\s|also\s|thereby\s|thus\s){0,2}$")
_RESULTING = re.compile(r",\s(?:[\w-]+ly\s)?\w+ing\b")
_FAR = 160
_SIDE = 120


@dataclass(frozen=True, slots=True)
class _Claim:
    """A comparison in its sentence, by offsets in it: where its cue stands, and where its ends do."""

    cue: tuple[int, int]
    first: int
    last: int


def in_context(scene: Scene, relations: Sequence[RelationMention]) -> tuple[RelationMention, ...]:
    """The relations, each comparison with what its sentence limits it to."""
    if not any(relation.type in _COMPARISONS for relation in relations):
        return tuple(relations)
    sentences = {s.span: s for s in scene.sentences if not s.title and len(s.text) <= LONGEST}
    return tuple(
        replace(relation, context=_context(sentences[relation.evidence], relation))
        if relation.type in _COMPARISONS and relation.evidence in sentences
        else relation
        for relation in relations
    )


def _context(sentence: Sentence, relation: RelationMention) -> tuple[Limit, ...]:
    claim = _claim(sentence, relation)
    if claim is None:
        return ()
    ends = [span for span in (relation.head_span, relation.tail_span) if span]
    places = [p for p in sentence.of(*_TYPES) if not any(p.span.overlaps(span) for span in ends)]
    behind = list(_behind(sentence, claim, places))
    tested = any(place.entity.type in _TESTS for place in behind)
    found: dict[str, Limit] = {}
    for place in (*behind, *_before(sentence, claim, places, tested)):
        found.setdefault(place.entity.name, Limit(name=place.entity.name, span=place.span))
    return tuple(sorted(found.values(), key=lambda limit: (limit.span, limit.name)))


def _claim(sentence: Sentence, relation: RelationMention) -> _Claim | None:
    """Where words compare the two ends; None where no words do."""
    tail = relation.tail_span
    if tail is None:
        return None
    start = sentence.span.start
    head = relation.head_span
    if head and head.start >= tail.end and _END.search(sentence.between(tail, head)):
        head = None
    spans = [(span.start - start, span.end - start) for span in (head, tail) if span]
    target = tail.start - start
    cue = next((c for c in reversed(list(CUES.finditer(sentence.text))) if c.end() <= target), None)
    if cue is None or target - cue.end() > _FAR or _END.search(sentence.text, cue.end(), target):
        return None
    return _Claim(cue.span(), min(span[0] for span in spans), max(span[1] for span in spans))


def _behind(sentence: Sentence, claim: _Claim, places: Sequence[Place]) -> Iterator[Place]:
    """The places behind both ends, in the same clause, that a preposition, an amount or a list ties to the claim."""
    last = _past_list(sentence, claim.last)
    stop = _END.search(sentence.text, last)
    end = stop.start() if stop else len(sentence.text)
    other = next((s for s, _ in _methods(sentence) if s >= last), end)
    held: Place | None = None
    for place in places:
        start, stops = _at(sentence, place)
        if start < last or stops > min(end, max(other, last)):
            continue
        if _ties(sentence, place, last) or (held and _LISTED.match(sentence.between(held.span, place.span))):
            held = place
            yield place


def _ties(sentence: Sentence, place: Place, last: int) -> bool:
    start = _at(sentence, place)[0]
    words = sentence.text[max(last - 1, start - _SIDE) : start]
    match = _BY_PREPOSITION.search(words) or (_FOR.search(words) if place.entity.type == "Task" else None)
    if match:
        return not _NO_TEST.search(match["before"])
    return place.entity.type == "Metric" and bool(_BY_AMOUNT.search(words) or _MEASURED.search(words))


def _past_list(sentence: Sentence, last: int) -> int:
    """The end of the list of methods that begins or goes on at an end of the claim."""
    for start, end in _methods(sentence):
        if start >= last and _LISTED_METHODS.match(sentence.text[last:start]):
            last = end
    return last


def _methods(sentence: Sentence) -> list[tuple[int, int]]:
    return [_at(sentence, place) for place in sentence.of("Method")]


def _before(sentence: Sentence, claim: _Claim, places: Sequence[Place], tested: bool) -> Iterator[Place]:
    """The places that open the sentence, and those between the first end and the cue.

    What was reached elsewhere (`…% on A, beating X on B`) does not count where the claim is `tested` on something.
    """
    held: Place | None = None
    for place in places:
        start, end = _at(sentence, place)
        if end > claim.cue[1]:
            return
        words = sentence.text[:start]
        opens = start < claim.first and bool(_OPENING.match(words) or _STUDY.match(words))
        if (
            opens
            or _leads(sentence, place, claim, tested)
            or (held and _LISTED.match(sentence.between(held.span, place.span)))
        ):
            held = place
            yield place


def _leads(sentence: Sentence, place: Place, claim: _Claim, tested: bool) -> bool:
    """Whether a place before the cue belongs to it: `lower cost than X`, `better on A than X`, `…% on A, beating X`."""
    start, end = _at(sentence, place)
    words, between = sentence.text[max(0, start - _SIDE) : start], sentence.text[end : max(end, claim.cue[0])]
    if start < claim.first or len(between) > _SIDE or _STEPS.search(between):
        return False
    governed = _BY_PREPOSITION.search(words)
    governed_well = governed is not None and not _NO_TEST.search(governed["before"])
    if _PARTICIPLE.search(between):
        return governed_well and not tested and place.entity.type != "Metric"
    measured = place.entity.type == "Metric" and _MEASURED.search(words) and not _RESULTING.search(between)
    return governed_well or bool(measured)


def _at(sentence: Sentence, place: Place) -> tuple[int, int]:
    return place.span.start - sentence.span.start, place.span.end - sentence.span.start
