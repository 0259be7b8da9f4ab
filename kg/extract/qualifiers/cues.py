"""Words that say on which part of the data, or under which conditions, something was measured."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_SET = r"[- ]?(?:sets?|splits?|partitions?|folds?|subsets?)\b"
_LISTED_SETS = r"(?=(?:,| and|/) [\w ,]{0,24}\b(?:sets|splits)\b)"
_MEASURE = r" (?:accuracy|error|loss|perplexity|AUC|AUROC|F1|RMSE|MAE)\b"
_TESTS = (
    r"(?:tasks?|experiments?|results?|studies|study|environments?|benchmarks?|tests?|trials?|evaluations?|scenarios?|"
    r"settings?|episodes?|suites?|domains?|testing|runs?)\b"
)
_PLACES = (
    r"(?:experiments?|deployments?|tests?|trials?|settings?|evaluations?|tasks?|environments?|scenarios?|conditions?|"
    r"manipulation|demonstrations?|flights?|testing|rollouts?|executions?|setups?|robots?|robotic|navigation)\b"
)
_KINDS: tuple[tuple[str, str, str, str], ...] = (
    (
        *("split", "test", "part"),
        rf"(?:held-?out )?test(?:ing)?{_SET}|test-(?:std|dev|standard|challenge)\b|test{_MEASURE}|test{_LISTED_SETS}|"
        r"held-?out (?:set|data|split|subset|samples|examples|partition|images|problems|questions|patients)\b",
    ),
    ("split", "validation", "part", rf"(?:validation|val|dev|development)(?:{_SET}|{_MEASURE}|{_LISTED_SETS})"),
    ("split", "train", "part", rf"train(?:ing)?(?:{_SET}|{_MEASURE}|{_LISTED_SETS})"),
    ("setting", "zero-shot", "shots", r"zero-?shots?\b"),
    ("setting", "few-shot", "shots", r"few-?shots?\b"),
    ("setting", "", "shots", r"(?:\d{1,3}|one|two|three|four|five|eight|ten|sixteen)-shots?\b"),
    (
        "setting",
        "fine-tuned",
        "shots",
        r"fine-?tun(?:ed|ing)\b(?! (?:data|samples|examples|steps|sets?|stage|costs?|time|budget)\b)",
    ),
    ("setting", "in-context", "context", r"in-context\b"),
    ("setting", "offline", "line", rf"offline (?:[\w/-]+ ){{0,2}}?(?:RL\b|reinforcement learning\b|{_TESTS})"),
    ("setting", "online", "line", rf"online (?:[\w/-]+ ){{0,2}}?(?:RL\b|reinforcement learning\b|{_TESTS})"),
    ("setting", "ensemble", "ensemble", r"(?:model )?ensembl(?:e|ing)\b"),
    ("setting", "single model", "ensemble", r"single[- ]model\b"),
    (
        *("setting", "simulation", "world"),
        rf"simulations?\b(?: {_TESTS})?|(?:simulated|simulator) (?:[\w-]+ )?{_TESTS}|simulators?\b",
    ),
    (
        *("setting", "real world", "world"),
        rf"real[- ]world (?:[\w-]+ ){{0,2}}?{_PLACES}|real[- ]world(?= and simulat\w+ {_TESTS})|the real world\b|"
        r"(?:real|physical) (?:[\w-]+ )?(?:robots?|hardware|experiments)\b",
    ),
    ("setting", "out-of-distribution", "distribution", r"out-of-(?:distribution|domain)\b|OOD\b"),
    ("setting", "in-distribution", "distribution", r"in-(?:distribution|domain)\b"),
    ("setting", "unseen", "distribution", r"unseen\b"),
    ("", "", "distribution", r"seen\b"),
    (
        "",
        "",
        "world",
        r"hardware\b|physical (?:world|environments?)\b|physical(?= and )|real-world\b|"
        r"real (?:flights?|vehicles?|deployments?|environments?|tests?|scenes?|systems?|platforms?|cars?|data)\b|"
        r"real(?= (?:and|or) )|gazebo\b|isaac (?:gym|sim)\b|mujoco\b",
    ),
)
"""Property, value, family and words of each kind of cue; of a family, one value can hold. Without a property it only
says that others do not hold. Words where two kinds meet are the former's."""
_CUE = re.compile(
    "|".join(rf"(?P<k{number}>(?<![\w-])(?:{kind[3]}))" for number, kind in enumerate(_KINDS)), re.IGNORECASE
)
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "eight": "8", "ten": "10", "sixteen": "16"}
_SYSTEM = re.compile(
    r"\s(?:[\w-]+ )?(?:baselines?|counterparts?|methods?|approach(?:es)?|competitors?|learners?|prompts?|systems?|"
    r"detectors?|LLMs?|VLMs?|MLLMs?|planning|algorithms?|teachers?)\b|\s?[,/]? ?(?:or|trained|learning baselines)\b|"
    r"\s(?:large )?(?:language |foundation )?models?\b",
    re.IGNORECASE,
)
_NOT_THERE = (
    r"(?!(?:trained|training|(?:fine-?)?tun(?:ed|ing)|learned|learning|collected|generated|from|to|than|over|against|and|or|but|not|without|by|"
    r"baselines?|methods?|models?|approach(?:es)?|show\w*|that|which|demonstrat\w*|achiev\w*|improv\w*|reach\w*|is|are|"
    r"was|were|enabl\w*|reveal\w*|find\w*|outperform\w*|surpass\w*|of \d)\b)"
)
_BY_PREPOSITION = re.compile(
    rf"\b(?P<preposition>in|on|under|across|for|at|with|during|within|after|when)\s(?:{_NOT_THERE}[\w'’./&*\\{{}}-]+\s){{0,4}}?$",
    re.IGNORECASE,
)
_TRAINED = re.compile(
    r"\b(?:pre-?)?(?:train\w*|learn(?:ed|t|ing)|collect\w+|generat\w+|synthesi\w+|develop\w+|optimi\w+|(?:fine-?)?tun(?:ed|ing))"
    r"(?: (?:\w+ly|only|purely|it|them|policies|data|models))*\s$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:[\w-]+,\s|Results? (?:from|of|in|on)\s)?(?:(?!(?:using|with|by|we)\b)[\w-]+\s){0,2}?$", re.IGNORECASE
)
_ADVERBIAL = re.compile(
    r"^(?:[\w-]+,\s|In particular,\s|For (?:example|instance),\s)?"
    r"(?:in|on|under|across|for|at|with|during|within|after|when)\b[^,;:]*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^[\s\w&/-]{0,40}?\b(?:experiments?|results?|evaluations?|studies|tests?|trials?|deployments?|simulations?|"
    r"validations?|demonstrations?|rollouts)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"simulat(?:ions?|ors?)", re.IGNORECASE)
"""Words that say nothing of a number right before them, as in `43% faster simulation`."""
_BOTH = re.compile(r"\bboth\s(?:(?:the|in|on)\s)?(?:[\w-]+\s)?$", re.IGNORECASE)
_AND = re.compile(r"(?:\s[\w-]+){0,2}\s(?:\([^()]*\)\s)?and\b", re.IGNORECASE)
_STUDY = re.compile(
    r"^(?:[\w-]+,\s)?(?:[\w-]+\s){0,4}?(?:experiments?|results?|evaluations?|studies|tests?|trials?|assessments?|"
    r"validations?|ablations?)\s(?:(?:both|conducted|performed|carried out)\s)?$",
    re.IGNORECASE,
)
_COORDINATED = re.compile(
    r"^(?:\s[\w-]+){0,2}?\s?(?:,|and|or|as well as|/|,? and|versus|vs\.?|to)\s?"
    r"(?:(?:the|on|in|a|under|both|for|with)\s){0,2}(?:(?:two|three|four|five|six|\d+|challenging|various)\s){0,2}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words at [start, end) of a sentence that say `value` of a `property`; of one family, one value can hold.

    `place` is how they stand: `opening` says it of the sentence, `preposition` of what stands before or behind it,
    `behind` of what stands before, `attribute` of its own noun, `listed` of one of several things in turn; a `rival`
    only tells that the others of its family do not hold.
    """

    property: str
    value: str
    family: str
    start: int
    end: int
    place: str


def find_cues(sentence: str) -> tuple[Cue, ...]:
    """All cues of a sentence, in text order."""
    found = [_cue(sentence, match) for match in _CUE.finditer(sentence)]
    return tuple(_rivals(sentence, found))


def _cue(sentence: str, match: re.Match[str]) -> Cue:
    property_, value, family, _ = _KINDS[int(str(match.lastgroup)[1:])]
    place = _place(sentence, match) if property_ else "rival"
    return Cue(
        property=property_,
        value=value or (_shots(match[0]) if property_ else ""),
        family=family,
        start=match.start(),
        end=match.end(),
        place=place,
    )


def _shots(words: str) -> str:
    """`5-shot` for `five-shot`."""
    count = words.lower().partition("-")[0]
    return f"{_NUMBERS.get(count, count)}-shot"


def _place(sentence: str, match: re.Match[str]) -> str:
    before, after = sentence[: match.start()], sentence[match.end() :]
    if _SYSTEM.match(after):
        return "rival"
    if _BOTH.search(before) and _AND.match(after):
        return "listed"
    governor = _BY_PREPOSITION.search(before)
    if governor is not None:
        return _governed(before[: governor.start()], before, governor["preposition"].lower())
    if _OPENING.match(before) and _SUBJECT.match(sentence[match.start() :]):
        return "opening"
    return "rival" if _BARE.fullmatch(match[0]) else "attribute"


def _governed(words: str, before: str, preposition: str) -> str:
    """How a cue stands that a preposition governs; `words` are those before the preposition."""
    if _TRAINED.search(words):
        return "rival"
    if _ADVERBIAL.match(before) or _STUDY.match(words):
        return "opening"
    return "behind" if preposition == "for" else "preposition"


def _rivals(sentence: str, found: Sequence[Cue]) -> Iterator[Cue]:
    """The cues; those that stand side by side (`in simulation and the real world`) are rivals of each other."""
    beside: set[Cue] = set()
    for left, right in pairwise(found):
        if left.family == right.family and _COORDINATED.match(sentence[left.end : right.start]):
            beside |= {left, right}
    for cue in found:
        yield replace(cue, place="listed") if cue in beside else cue
