"""Whether a sentence asserts what it says, denies it, or leaves it open: trigger words and their scopes.

After NegEx (Chapman et al. 2001): a trigger reaches forward to the end of its clause, or of its noun phrase.
"""

import re

from kg.model import Polarity

_VERBAL = re.compile(
    r"\b(?:(?:do|does|did|is|are|was|were|has|have|had|can|could|would|will|should)(?: not\b|n[’']t\b)|can ?not\b|"
    r"never\b|fail(?:s|ed|ing)? to\b|failure to\b|unable to\b|not able to\b|inability to\b|hardly\b|scarcely\b|"
    r"barely\b|rarely\b|struggl(?:e|es|ed|ing) to\b|no longer\b|neither\b|nor\b|refus(?:e|es|ed) to\b|not\b|(?:none|"
    r"neither|no one) of\b|falls? short of\b)(?! (?:only|just|merely|simply|solely)\b)",
    re.IGNORECASE,
)
_NOMINAL = re.compile(
    r"\b(?:without\b|instead of\b|rather than\b|unlike\b|as opposed to\b|in place of\b|in lieu of\b|"
    r"except(?: for)?\b|excluding\b|(?:free|independent) of\b|avoid(?:s|ed|ing)?\b|bypass(?:es|ed|ing)?\b|"
    r"circumvent\w*|dispens\w+ with\b|lack(?:s|ed|ing)?\b|absence of\b|no need (?:for|of|to)\b|(?:eliminat|remov|"
    r"obviat|avoid)\w* (?:the )?(?:need|reliance|dependence|dependency) (?:for|of|on|to)\b|(?:does|do|did|is|are|"
    r"was|were|will|can) ?not (?:require|need|rely|depend|use|assume|involve|employ|build|resort)\w*|cannot (?:use|"
    r"rely|require)|requir(?:es|ed|ing) no\b|need(?:s|ing)? no\b|uses? no\b|with no\b|in contrast (?:to|with)\b)",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|little|limited|negligible|insignificant)\b(?= (?:[\w-]+ ){0,3}(?:improve|gain|advantage|benefit|"
    r"better|worse|faster|difference|evidence|superior|boost|increase|more|match|help|progress|method|model|"
    r"approach|baseline|system|algorithm|agent|llm))",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:may(?! \d)|might|could(?! not\b|n[’']t\b)|would(?! not\b|n[’']t\b)|should|perhaps|presumably|conceivably|"
    r"seem(?:s|ed|ingly)?|appear(?:s|ed)? to|likely to|not necessarily|tend(?:s|ed)? to|in principle|in theory|"
    r"expected to|supposed to|believed to|thought to|assumed to|hoped to|planned to|predicted to|said to|claimed to|"
    r"attempt(?:s|ed|ing)? to|tr(?:y|ies|ied|ying) to|aspir(?:es|ed|ing) to|seek(?:s|ing)? to|potential (?:to|for)|"
    r"promis(?:e|es|ed|ing) (?:to|of|for|candidate|direction|avenue)|capable of eventually|we will|will be|is to be|"
    r"are to be|remains? to)\b",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"\b(?:potentially|possibly|probably|likely|arguably|supposedly|allegedly|hopefully)\b", re.IGNORECASE
)
_ATTITUDE = re.compile(
    r"\b(?:(?:we|I|one|authors|researchers|they|some|many|critics|and) (?:also |thus |therefore |further |"
    r"strongly )?(?:hope|expect|believe|conjecture|hypothesi[sz]e|anticipate|speculate|suspect|plan|intend|wish|"
    r"envision|guess|assume|wonder|ask|question|postulate|posit|argue)\b|"
    r"(?<!support the )(?<!supports the )(?<!confirm the )(?<!confirms the )(?:hypothesis|conjecture|hope|"
    r"expectation|assumption|belief|possibility|claim|question|premise) (?:that|of whether|whether|is whether)\b|"
    r"it (?:is|was|remains|seems) (?:\w+ )?(?:possible|plausible|likely|conceivable|unclear|unknown|uncertain|open|"
    r"hoped|expected|believed|assumed|thought|to be seen)\b|remains? (?:an? )?(?:\w+ )?(?:unclear|unknown|uncertain|"
    r"open|unexplored|to be seen|question|unresolved)\b|(?:un|not )(?:clear|known|certain|decided|"
    r"tested) (?:whether|if|how)\b|whether\b|(?:ask|see|test|examine|investigate|study|determine|check|verify|"
    r"assess|explore|wonder|know|evaluate|question)(?:s|ed|ing)? if\b|to what extent\b|how (?:well|much|far)\b|"
    r"assum(?:e|es|ed|ing) that\b|suppos(?:e|ing) (?:that )?\b|provided that\b|in case\b|if\b|unless\b|(?:future|"
    r"ongoing|next|subsequent) (?:work|research|stud(?:y|ies)|directions?|steps?|versions?|efforts?) (?:will|"
    r"includ\w+|could|may|might|can|should|is|are|involves?|aims?)\b|in (?:the )?future\b|we leave\b|left (?:for|to|"
    r"as)\b|prospect of\b|(?:is|are) planned\b)",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"\b(?:remains? (?:to be (?:seen|shown|tested|verified)|unclear|unknown|open|uncertain|an? open|unexplored|"
    r"untested|unproven|questionable)|is (?:unclear|unknown|uncertain|an open|questionable|doubtful|unlikely|"
    r"yet to be|not (?:clear|known|certain))|(?:left|reserved|deferred) (?:for|to|as) |in (?:the )?future|"
    r"as future work|is (?:future|ongoing) work|is planned|are planned|could not be (?:confirmed|reproduced|"
    r"verified)|was not (?:observed|confirmed|reproduced|significant|supported)|did not (?:hold|materiali[sz]e|"
    r"replicate)|is not supported|has yet to be)\b",
    re.IGNORECASE,
)
_DENIED_AFTERWARDS = re.compile(
    r"not (?:observed|confirmed|reproduced|significant|supported|hold|material|replicate)|could not|unlikely",
    re.IGNORECASE,
)
_VERBAL_END = re.compile(
    r"[,;:.!?()]|\b(?:but|while|whereas|although|though|yet|however|because|since|so|thus|hence|until|unless|when|"
    r"and (?:\w+ )?\w+(?:[^su\W]s|ed)|and (?:we|it|our|can|is|are)|by|through|which|after|before)\b",
    re.IGNORECASE,
)
_NOMINAL_END = re.compile(
    r"[,;:.!?)]|\b(?:to|but|while|whereas|although|yet|however|over|than|compared|relative|which|that|when|"
    r"and (?:\w+ly )?\w+(?:[^su\W]s|ed)|and (?:we|our|can|is|are)|outperform\w*|surpass\w*|achiev\w+|improv\w+|"
    r"reach\w+|match\w+|we|our|it|is|are|was|were)\b",
    re.IGNORECASE,
)
_HEDGE_END = re.compile(
    r"\bby (?:introducing|proposing|presenting)\b|[;:!?]|\.\s|,? \b(?:but|whereas|although|though|yet|however|so we|"
    r"thus we|hence we|therefore we)\b|, (?:and )?(?:we|our|this paper|it|while)\b|, \w+ly,",
    re.IGNORECASE,
)
_ATTITUDE_END = re.compile(
    r"[;:!?]|\.\s|\b(?:but|whereas|however|yet|so we|thus we|therefore we|and leave|(?:we|and) (?:show|find|"
    r"demonstrate|propose|present|introduce|prove|observe))\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|unless|assuming that|in case|provided that|supposing)\b", re.IGNORECASE)
_CONDITION_END = re.compile(r"[,;:!?]|\.\s")
_ADVERB_END = re.compile(r"[,;:.!?()]|(?: \S+){3} ")
_REACH = 240
"""Characters that a trigger reaches at most."""
_NEGATIONS = ((_VERBAL, _VERBAL_END), (_NOMINAL, _NOMINAL_END), (_NONE, _VERBAL_END))
_HEDGES = ((_ADVERB, _ADVERB_END), (_MODAL, _HEDGE_END))
_ASKED = 400
"""Characters after a claim within which a question mark speaks of it."""
_WORD = 40
"""Characters after a claim's start that may belong to the words before it (`and` + `outperforms`)."""
_BEFORE = 300
"""Characters before a claim in which its triggers stand."""


def polarity_at(sentence: str, start: int, end: int) -> Polarity:
    """Whether the sentence asserts what it says from `start` (the cue, or the claim's first end) to `end`."""
    if any(_in_scope(sentence, start, end, triggers, limit) for triggers, limit in _NEGATIONS):
        return Polarity.NEGATED
    after = _AFTERWARDS.search(sentence, end, end + _REACH)
    if after and not _ATTITUDE_END.search(sentence, end, after.start()):
        return Polarity.NEGATED if _DENIED_AFTERWARDS.search(after.group()) else Polarity.HEDGED
    hedged = any(_in_scope(sentence, start, end, triggers, limit) for triggers, limit in _HEDGES)
    if hedged or _asks(sentence, end) or _in_attitude(sentence, start, end):
        return Polarity.HEDGED
    return Polarity.ASSERTED


def _asks(sentence: str, end: int) -> bool:
    """Whether the sentence is a question, as far as one reads on."""
    return sentence[-_WORD:].rstrip().endswith("?") and len(sentence) - end <= _ASKED


def _in_scope(sentence: str, start: int, end: int, triggers: re.Pattern[str], limit: re.Pattern[str]) -> bool:
    """Whether a trigger stands before the claim and reaches its start, or inside it and reaches its end."""
    for trigger in triggers.finditer(sentence, max(0, start - _BEFORE), end):
        if _reaches(sentence, trigger.end(), start if trigger.end() <= start else end - 1, limit):
            return True
    return False


def _reaches(sentence: str, origin: int, target: int, limit: re.Pattern[str]) -> bool:
    if target - origin > _REACH:
        return False
    if sentence.startswith(",", origin):
        closing = sentence.find(",", origin + 1)
        origin = closing + 1 if 0 <= closing < target else origin
    stop = limit.search(sentence, origin, max(origin, target) + _WORD)
    if stop is None or stop.start() > target:
        return True
    return stop.start() == target and (limit is not _NOMINAL_END or not sentence[origin:target].strip())


def _in_attitude(sentence: str, start: int, end: int) -> bool:
    for trigger in _ATTITUDE.finditer(sentence, max(0, start - _BEFORE), end):
        target = start if trigger.end() <= start else end - 1
        limit = _CONDITION_END if _CONDITION.fullmatch(trigger.group()) else _ATTITUDE_END
        if _reaches(sentence, trigger.end(), target, limit):
            return True
    return False
