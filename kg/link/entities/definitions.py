"""What is a short form of what, as far as letters, words and numbers tell."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from kg.link.entities.names import (
    FUNCTION_WORDS,
    Word,
    content_key,
    expansion,
    is_acronym,
    name_key,
    signature,
    stands_for,
    words,
)
from kg.model import Span


class Definition(NamedTuple):
    """One document's (or the vocabulary's) word that a short form means a long one.

    `whole` tells whether the long form is all of the local name, or a part of it: in "cooperative multi-agent
    reinforcement learning (MARL)" the letters spell the last four words only. `grade` is how well they spell it:
    0 by initials, 1 by letters in order, 2 not at all. Where it is not `stated`, initials alone speak for it.
    """

    short: str
    long: str
    whole: bool
    grade: int
    document: str | None
    span: Span | None
    concept: str | None = None
    stated: bool = True


def define(short: str, long: str) -> tuple[str, bool, int] | None:
    """What `short` means if it is a short form of `long`, whether that is all of `long`, and how well it spells it.

    >>> define("MARL", "cooperative multi-agent reinforcement learning")
    ('multi agent reinforcement learning', False, 0)
    >>> define("ACE", "bidirectional action-dependent Q-learning")
    ('bidirectional action-dependent Q-learning', True, 1)
    >>> define("the method", "Multi-Agent Transformer") is None
    True
    """
    if not is_acronym(short):
        return None
    parts, window = words(long), expansion(short, long)
    if window is not None and _is_part(short, window, parts):
        return " ".join(word.text for word in window), content_key(window) == content_key(parts), 0
    if is_cut_from(short, long) or (len(parts) == 1 and not stands_for(short, long)):
        return None
    return long, True, 0 if window is not None else 1 if stands_for(short, long) else 2


def _is_part(short: str, window: tuple[Word, ...], parts: tuple[Word, ...]) -> bool:
    """Whether the spelled-out words are a thing of their own in the name: its end, or beside the short form itself.

    "Adaptive Staircase Policy Space Response Oracle (ASP)" is no "Adaptive Staircase Policy".
    """
    keys = [word.key for word in parts]
    short_keys = [word.key for word in words(short)]
    beside = any(keys[start : start + len(short_keys)] == short_keys for start in range(len(keys)))
    return len(window) < len(parts) and (parts[-len(window) :] == window or beside)


def is_cut_from(short: str, long: str) -> bool:
    """Whether `short` is only `long` cut short (`GPT` of `GPT-4`, `MATH` of `MATH500`)."""
    some, all_ = [word.key for word in words(short)], [word.key for word in words(long)]
    cut = any(all_[start : start + len(some)] == some for start in range(len(all_)))
    return cut or (len(some) == 1 == len(all_) and re.sub(r"[\d.]+[a-z]?$", "", all_[0]) == some[0])


def adds_number(short: str, long: str) -> bool:
    """Whether a short form of all these words has a number of its own that the words do not account for."""
    extra = set(signature(words(short))) - set(signature(words(long)))
    return bool(extra) and define(short, long) is not None and not numbers_agree(short, long)


def numbers_agree(short: str, long: str) -> bool:
    """Whether the numbers of a short form are those of the long one, or stand for repeated letters (`A2C`)."""
    own = signature(words(short))
    return not own or own == signature(words(long)) or expansion(short, long) is not None


def numbers_fit(short: str, long: str) -> bool:
    """Whether two names have the same numbers, or those of the first stand for letters of the second."""
    return signature(words(short)) == signature(words(long)) or (
        is_acronym(short) and bool(signature(words(short))) and expansion(short, long) is not None
    )


def spells_another(short: str, full: str, others: Iterable[str]) -> bool:
    """Whether another form is spelled by a short form word for word, or read from it, and the full one is not.

    "VLMs" beside "vision-language models" is no short form of "vision-language-action models".
    """
    letters = sum(len(word.key) for word in words(short))

    def exact(long: str) -> bool:
        spelled = expansion(short, long) or ()
        return len([word for word in spelled if word.key not in FUNCTION_WORDS]) == letters

    def read(long: str) -> bool:
        return len(words(short)) > 1 and reads(words(short), words(long))

    if not is_acronym(short) or exact(full) or read(full):
        return False
    return any(exact(form) or read(form) for form in others if name_key(form) != name_key(short))


def reads(left: tuple[Word, ...], right: tuple[Word, ...]) -> bool:
    """Whether the words on the left are those on the right, short forms among them spelled out there."""
    if not left or not right:
        return not left and not right
    if left[0].key == right[0].key and reads(left[1:], right[1:]):
        return True
    return is_acronym(left[0].text) and any(
        expansion(left[0].text, " ".join(word.text for word in right[:end])) == right[:end]
        and reads(left[1:], right[end:])
        for end in range(2, len(right) + 1)
    )
