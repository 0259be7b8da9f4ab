"""Whether a sentence asserts what it says, denies it, or leaves it open: trigger words and their scopes.

After NegEx (Chapman et al. 2001): a trigger reaches forward to the end of its clause, or of its noun phrase, and
phrases that only look like triggers are overlooked. The triggers are the lists `lexicon/polarity_….txt`.
"""

import re
from functools import lru_cache

from kg.extract.lexicons import phrases
from kg.model import Polarity


def _listed(name: str) -> re.Pattern[str]:
    """Any expression of a word list, as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases(f'polarity_{name}'))})(?!\w)", re.IGNORECASE)


_SHAM = _listed("sham")
_DENIALS = _listed("denials")
_ABSENCES = _listed("absences")
_MODALS = _listed("modals")
_ADVERBS = _listed("adverbs")
_ATTITUDES = _listed("attitudes")
_AFTERWARDS = _listed("afterwards")
_NO = re.compile(r"\bno\b", re.IGNORECASE)
_NO_SUBJECT = re.compile(r"(?:^|[,;:] |\b(?:that|but|and|or|because|since|while|whereas) )no\b", re.IGNORECASE)
_DENIED_AFTERWARDS = re.compile(
    r"\b(?:not|never) (?!(?:yet )?(?:clear|known|certain))|could|can ?not|unlikely|false|wrong|incorrect|untrue|myth|"
    r"misconception|refuted|disprove|ruled",
    re.IGNORECASE,
)
_AND_ALSO = r"(?:\w+ly|never-?theless|none-?theless|then|thus|therefore|even|still)"
_NEXT_CLAUSE = (
    r"and (?:\w+ )?\w+(?:[^su\W]s|ed)|"
    rf"and (?:{_AND_ALSO} )?(?:we|it|they|our|can|is|are|still|should|may|might|could|would|will|must|has|have)|"
    r"and (?-i:[A-Z])[\w-]+ (?:\w+(?:[^su\W]s|ed)|can|is|are)"
)
_DENIAL_END = re.compile(
    rf"[,;:.!?()]|\b(?:but|while|whereas|although|though|(?<!not )(?<!never )yet(?! to\b)|however|because|since|so|"
    rf"thus|hence|until|unless|when|whether|if|{_NEXT_CLAUSE}|by(?! (?:\d|an? (?:\w+ )?margin))|through|which|we|after|"
    r"before)\b",
    re.IGNORECASE,
)
_NOUNS = (
    r"[,;:.!?)]|\b(?:to|but|while|whereas|although|yet|however|over|than|compared|relative|which|that|when|"
    r"(?:or|and|but) with|and (?:enabling|allowing|achieving|reducing|providing|making|leading)|"
    r"and (?:\w+ly )?\w+(?:[^su\W]s|ed)|and (?:we|our|can|is|are)|outperform\w*|surpass\w*|achiev\w+|improv\w+|"
    r"reach\w+|match\w+|we|our|it|is|are|was|were"
)
_ABSENCE_END = re.compile(rf"{_NOUNS})\b", re.IGNORECASE)
_NO_END = re.compile(rf"{_NOUNS}|on|in|at|for|with|by|from|across|under|during|and)\b", re.IGNORECASE)
_MODAL_END = re.compile(
    r"\bby (?:introducing|proposing|presenting)\b|[;:!?]|\.\s|"
    r",? \b(?:but|whereas|although|though|(?<!not )yet(?! to\b)|however|so we|thus we|hence we|therefore we)\b|"
    r", (?:and )?(?:we|our|this paper|it|while)\b|, \w+ly,",
    re.IGNORECASE,
)
_ATTITUDE_END = re.compile(
    r"[;:!?]|\.\s|\b(?:but|whereas|however|yet(?! to\b)|so we|thus we|therefore we|and leave|(?:we|and) (?:show|find|"
    r"demonstrate|propose|present|introduce|prove|observe))\b",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    rf"[;:]\s|\b(?:but(?! (?:not|never|neither|rarely|hardly))|while|whereas|and (?:{_AND_ALSO} )?(?:we|it|they))\b",
    re.IGNORECASE,
)
_ADVERB_END = re.compile(r"[,;:.!?()]")
_AFTERWARDS_END = re.compile(
    rf"{_ATTITUDE_END.pattern}|\b(?:and (?:it|we|this|the|why|how|whether|there)|which|although|though|while|because|"
    r"since|when|where|whether|why|how|what)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:!?]|\.\s")
_CONDITION = re.compile(r"(?:if|unless|assuming that|in case|provided that|supposing|whether or not)\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"(?:^|[,;:(])\s*(?:and |but |even |whether or not )?(?:while|although|though|since|because|as|whereas|if|when|"
    r"whether or not|given|despite|which|who|whose|where|in which)\b[^,;:()]*$",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(?:can|could|is|are|was|were|be|been|has|have|had|to) $", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:that|which|who) $", re.IGNORECASE)
_FINITE = re.compile(r"(?:is|are|was|were|\w+[^su\W]s|outperform|surpass|exceed|beat|achieve|improve|reach|match)\b")
_MAIN_VERB = re.compile(r"\w (?:is|are|was|were|can) (?:\w+ly )?$")
_GOES_ON = re.compile(r"(?:^\s*|\b(?:to|and|or|nor|not|be|been|even|also|ever|\w+ly) )$")
_ITEM = (
    r"(?:(?-i:[A-Z\d])[\w./+-]*(?: (?-i:[A-Z\d])[\w./+-]*){0,2}|"
    r"(?!(?:but|and|or|we|it|they|the|our|while|which)\b)(?-i:[a-z])[\w-]+(?: (?!(?:and|or|nor)\b)(?-i:[a-z])[\w-]+)?)"
)
_REST_OF_LIST = re.compile(
    rf"(?:, {_ITEM}){{0,20}},? (?:or|nor) (?:on |in |for )?{_ITEM}|"
    rf"(?:, {_ITEM}){{1,20}},? and (?:on |in |for )?(?-i:[A-Z])",
    re.IGNORECASE,
)
_REACH = 240
"""Characters that a trigger reaches at most."""
_WORDS = 5
"""Words that an adverb reaches."""
_ASKED = 400
"""Characters after a claim within which a question mark speaks of it."""
_WORD = 40
"""Characters after a claim's start that may belong to the words before it (`and` + `outperforms`)."""
_BEFORE = 300
"""Characters before a claim in which its triggers stand."""
_NEGATIONS = (
    (_DENIALS, _DENIAL_END),
    (_NO_SUBJECT, _DENIAL_END),
    (_ABSENCES, _ABSENCE_END),
    (_NO, _NO_END),
)
_HEDGES = ((_ADVERBS, _ADVERB_END), (_MODALS, _MODAL_END), (_ATTITUDES, _ATTITUDE_END))


@lru_cache(maxsize=1 << 12)
def polarity_at(sentence: str, start: int, end: int) -> Polarity:
    """Whether the sentence asserts what it says from `start` (the cue, or the claim's first end) to `end`."""
    first = max(0, sentence.find(" ", start - _BEFORE, start)) if start > _BEFORE else 0
    seen = _SHAM.sub(_blank, sentence[first : end + _REACH])
    start, end, asked = start - first, end - first, _asks(sentence, end)
    if any(_in_scope(seen, start, end, triggers, limit) for triggers, limit in _NEGATIONS):
        return Polarity.NEGATED
    after = _AFTERWARDS.search(seen, end)
    if after and not _AFTERWARDS_END.search(seen, end, after.start()):
        return Polarity.NEGATED if _DENIED_AFTERWARDS.search(after.group()) else Polarity.HEDGED
    hedged = any(_in_scope(seen, start, end, triggers, limit) for triggers, limit in _HEDGES)
    return Polarity.HEDGED if hedged or asked else Polarity.ASSERTED


def _blank(found: re.Match[str]) -> str:
    return "_" * len(found.group())


def _asks(sentence: str, end: int) -> bool:
    """Whether the sentence is a question, as far as one reads on."""
    return sentence[-_WORD:].rstrip().endswith("?") and len(sentence) - end <= _ASKED


def _in_scope(text: str, start: int, end: int, triggers: re.Pattern[str], limit: re.Pattern[str]) -> bool:
    """Whether a trigger stands before the claim and reaches its start, or inside it and reaches its end."""
    for trigger in triggers.finditer(text, 0, end):
        before = trigger.end() <= start
        if before and _RELEASE.search(text, start, end):
            continue
        if _reaches(text, trigger, start if before else end - 1, _narrowed(text, trigger, limit)):
            return True
    return False


def _narrowed(text: str, trigger: re.Match[str], limit: re.Pattern[str]) -> re.Pattern[str]:
    """The end of a doubt: in a condition or a subordinate clause, or after an auxiliary, it is the clause's."""
    at = trigger.start()
    if limit is _ADVERB_END and _AUXILIARY.search(text, max(0, at - _WORD), at):
        return _DENIAL_END
    if limit not in (_MODAL_END, _ATTITUDE_END):
        return limit
    return _CLAUSE_END if _CONDITION.match(trigger.group()) or _is_subordinate(text, at) else limit


def _is_subordinate(text: str, at: int) -> bool:
    return bool(_SUBORDINATE.search(text, max(0, at - _REACH), at))


def _reaches(text: str, trigger: re.Match[str], target: int, limit: re.Pattern[str]) -> bool:
    origin = trigger.end()
    if target - origin > _REACH or _is_past_relative(text, trigger, target):
        return False
    if text.startswith(",", origin):
        closing = text.find(",", origin + 1)
        opens = limit is _ADVERB_END and text[: trigger.start()].rstrip()[-1:] in ("", ",")
        origin = closing + 1 if 0 <= closing < target else origin + opens
    if limit is _ADVERB_END and len(text[origin:target].split()) > _WORDS:
        return False
    stop = limit.search(text, origin, max(origin, target) + _WORD)
    if stop is None or stop.start() > target:
        return True
    if stop.start() == target:
        return limit not in (_ABSENCE_END, _NO_END) or not text[origin:target].strip()
    rest = _REST_OF_LIST.match(text, stop.start()) if limit is not _CLAUSE_END else None
    return rest is not None and target < rest.end()


def _is_past_relative(text: str, trigger: re.Match[str], target: int) -> bool:
    """Whether the trigger stands in a relative clause and the main verb only after it (`nets that do not … win`)."""
    if not _RELATIVE.search(text, max(0, trigger.start() - _WORD), trigger.start()):
        return False
    between = text[trigger.end() : target]
    return bool(_MAIN_VERB.search(between) or (_FINITE.match(text, target) and not _GOES_ON.search(between)))
