"""Which numbers of a sentence a cue speaks of: those of its own clause, where no other number or cue competes."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.alignment import are_listed
from kg.extract.qualifiers.cues import Cue

Place = tuple[int, int]
"""Where a number stands in its sentence."""

_BOUNDARY = re.compile(
    r"[;:]|\.\s|\b(?:while|whereas|but|although|though|which|that|when|before|and|or|compared|despite|without|beyond|"
    r"enabl\w+|demonstrat\w+|show\w*|indicat\w+|highlight\w+|validat(?:es|ed|ing)|confirm\w+|maintain\w*|preserv\w+|"
    r"generali[sz]\w+|robust\w*|transfer(?:s|ring|red)?|prov\w+|suggest\w+|requir\w+|establish\w+)\b|\)\s?\(|"
    r",\s(?:\w+ly\s)?\w+ing\b",
    re.IGNORECASE,
)
"""What a cue behind a number does not reach back over."""
_NEXT_PLACE = re.compile(
    r";|\.\s|\b(?:while|whereas|but|although|though|versus|vs|despite)\b|"
    r",?\s(?:and|or)\s(?:in|on|for|under|during|with|across|at)\b|\)\s?\(",
    re.IGNORECASE,
)
"""What a cue before a number does not reach over."""
_NEXT_CLAIM = re.compile(r",\s(?:and|but)\s|\band (?:further|also|then)\b|\(", re.IGNORECASE)
"""What a cue within a sentence does not reach over either."""
_BESIDE = re.compile(
    r"^\s(?:(?!(?:and|or|over|than|in|on|for|to|from|of|with|under|compared|improvements?)\b)[\w-]+\s){0,2}$"
)
_MEASURED = re.compile(
    r"^(?:\s(?!(?:and|or|over|than|to|from|for|with|on|in)\b)[\w@-]+){1,4}?\s?(?:of|is|was|at|:|=|\(|reach\w+)\s?"
    r"(?:up to |about |over |only |around |nearly |as high as |as low as |\$)?$",
    re.IGNORECASE,
)
_SET_MEASURED = re.compile(
    r"^\s?(?:of|is|was|at|:|=|\(|reach\w+)\s?(?:up to |about |over |only |around |\$)?$", re.IGNORECASE
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_INTO_BRACKETS = re.compile(r"^\s?(?:[\w-]+\s?){0,3}\((?:[^()\d]{0,24})$")
_FROM_TO = re.compile(r"^\s?(?:to|→|->|\\to)\s?\$?$")
_AFTER = 120
"""Characters between a number and a cue behind it."""
_BEFORE = 220
"""Characters between a cue and a number behind it."""
_TO_BRACKETS = 30


def bound(sentence: str, cues: Sequence[Cue], numbers: Sequence[Place]) -> Mapping[Place, Sequence[Cue]]:
    """For each number the cues that speak of it; where two of one family do, neither counts."""
    found: dict[Place, list[Cue]] = {number: [] for number in numbers}
    open_cues = []
    for cue in cues:
        near = _near(sentence, cue, cues, numbers)
        for number in near:
            found[number].append(cue)
        if not near and cue.place in ("opening", "preposition"):
            open_cues.append(cue)
    taken = {(number, cue.family) for number, held in found.items() for cue in held}
    for cue in open_cues:
        for number in _ahead(sentence, cue, cues, numbers):
            if (number, cue.family) not in taken:
                found[number].append(cue)
    return {number: _alone(held) for number, held in found.items()}


def _alone(held: Sequence[Cue]) -> Sequence[Cue]:
    """The cues of those families of which only one value is said."""
    first = {(cue.family, cue.value): cue for cue in reversed(held)}
    families = [family for family, _ in first]
    return [cue for cue in held if cue is first[cue.family, cue.value] and families.count(cue.family) == 1]


def _near(sentence: str, cue: Cue, cues: Sequence[Cue], numbers: Sequence[Place]) -> Sequence[Place]:
    """The numbers right beside a cue."""
    if cue.place == "rival":
        return ()
    inside = _in_brackets(sentence, cue, numbers)
    if inside is not None:
        return inside
    if cue.place == "listed":
        return _in_turn(sentence, cue, cues, numbers)
    beside = _measured(sentence, cue, numbers) or _right_before(sentence, cue, numbers)
    return _run(sentence, numbers, beside) if beside else ()


def _measured(sentence: str, cue: Cue, numbers: Sequence[Place]) -> Place | None:
    """The number that the noun of a cue has (`zero-shot accuracy of 48%`)."""
    number = next((n for n in numbers if n[0] >= cue.end), None)
    form = _SET_MEASURED if cue.property == "split" else _MEASURED
    return number if number and form.match(sentence[cue.end : number[0]]) else None


def _right_before(sentence: str, cue: Cue, numbers: Sequence[Place]) -> Place | None:
    """The number that a cue stands behind, in the same clause."""
    number = next((n for n in reversed(numbers) if n[1] <= cue.start), None)
    if number is None or cue.place == "opening":
        return None
    words = sentence[number[1] : cue.start]
    if cue.place == "attribute":
        return number if _BESIDE.match(words) else None
    return number if len(words) <= _AFTER and not _BOUNDARY.search(words) else None


def _in_brackets(sentence: str, cue: Cue, numbers: Sequence[Place]) -> Sequence[Place] | None:
    """The numbers that brackets join to a cue (`81% (zero-shot)`, `in simulation (81%)`); None without brackets."""
    for match in _BRACKETS.finditer(sentence):
        inside = [n for n in numbers if match.start() < n[0] and n[1] <= match.end()]
        if match.start() < cue.start and cue.end <= match.end():
            if inside:
                return inside
            last = next((n for n in reversed(numbers) if n[1] <= match.start()), None)
            near = last is not None and match.start() - last[1] <= _TO_BRACKETS
            return _run(sentence, numbers, last) if last and near else ()
        if inside and cue.end <= match.start() and _INTO_BRACKETS.match(sentence[cue.end : inside[0][0]]):
            return inside
    return None


def _run(sentence: str, numbers: Sequence[Place], number: Place) -> Sequence[Place]:
    """The number and those that are listed before and behind it, from one to the other included."""
    at = numbers.index(number)
    first = last = at
    while first and _goes_on(sentence[numbers[first - 1][1] : numbers[first][0]]):
        first -= 1
    while last + 1 < len(numbers) and _goes_on(sentence[numbers[last][1] : numbers[last + 1][0]]):
        last += 1
    return numbers[first : last + 1]


def _goes_on(words: str) -> bool:
    return are_listed(words) or bool(_FROM_TO.match(words))


def _in_turn(sentence: str, cue: Cue, cues: Sequence[Cue], numbers: Sequence[Place]) -> Sequence[Place]:
    """The number that stands where the cue stands in its own list (`85% and 78% on the train and test sets`)."""
    listed = [other for other in cues if other.family == cue.family]
    before = [n for n in numbers if n[1] <= listed[0].start]
    if len(listed) == 1 or any(other.place != "listed" for other in listed) or not before:
        return ()
    run = [n for n in _run(sentence, numbers, before[-1]) if n in before]
    words = sentence[run[-1][1] : listed[0].start]
    if len(run) != len(listed) or len(words) > _AFTER or _BOUNDARY.search(words):
        return ()
    return (run[listed.index(cue)],)


def _ahead(sentence: str, cue: Cue, cues: Sequence[Cue], numbers: Sequence[Place]) -> Iterator[Place]:
    """The numbers behind a cue, up to the next place of test or the next cue of its family."""
    rival = next(
        (c.start for c in cues if c.family == cue.family and c.start > cue.start and c.value != cue.value), None
    )
    for number in numbers:
        if number[0] < cue.end:
            continue
        words = sentence[cue.end : number[0]]
        if _NEXT_PLACE.search(words) or (
            cue.place != "opening" and (_NEXT_CLAIM.search(words) or len(words) > _BEFORE)
        ):
            return
        if rival is not None and number[1] > rival:
            return
        yield number
