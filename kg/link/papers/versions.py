"""Whether two documents are versions of one paper, and why.

No amount of shared words decides that: different papers share up to half of their word trigrams, versions of one paper
as little as a third. An identifier, the same text or the same title decides at once; otherwise two documents are one
paper if they propose the same things, and the less is known of what they propose, the more of their words must agree.
"""

import re

from rapidfuzz import fuzz

from kg.link.papers.profile import Profile
from kg.link.papers.similarity import shared
from kg.model import Merge

CERTAIN = 1.0
"""The confidence of reasons that no differing identifier gainsays."""

_TEXT_LEAST_WORDS = 20
_TITLE_LEAST_WORDS = 4
_NEAR_TITLE = 90.0

_SAME_TITLE_SHARE = 0.1
_SAME_THINGS = (0.2, 0.1)
_MORE_THINGS = (0.3, 0.3)
_OTHER_THINGS = (0.9, 0.6)
_NOTHING_NAMED = (0.7, 0.5)
_NAMED_ONCE = (0.85, 0.6)
"""Parts of the shorter text's trigrams that must be shared: alone, and where title or authors agree as well."""

_OTHER_TITLE = {True: 0.5, False: 0.85}
"""The same where two titles differ, by whether the proposals agree."""

_COMMON_LEAST = {True: 15, False: 40}
"""How many trigrams must be shared, by whether the proposals agree."""


def decide(left: Profile, right: Profile) -> Merge | None:
    """The reason why two documents are one paper, or None."""
    if ids := _common_ids(left, right):
        return _merge(left, right, "same identifier", f"Both are {', '.join(ids)}.", CERTAIN)
    same_title = _same_title(left, right)
    same_text = left.body == right.body and bool(left.body)
    if _contradict(left, right) and not (same_title and same_text):
        return None
    return _by_record(left, right, same_title, same_text) or _by_content(left, right, same_title)


def _by_record(left: Profile, right: Profile, same_title: bool, same_text: bool) -> Merge | None:
    if left.record_id and left.record_id == right.record_id and left.document.source == right.document.source:
        return _merge(
            left, right, "same record id", f"{left.document.source.name} gives both one id, {left.record_id}.", 0.99
        )
    if same_text and (same_title or len(left.body.split()) >= _TEXT_LEAST_WORDS):
        return _merge(
            left, right, "same text", "The abstracts are the same word for word.", CERTAIN if same_title else 0.99
        )
    return None


def _by_content(left: Profile, right: Profile, same_title: bool) -> Merge | None:
    if _strangers(left, right) or _is_series(left, right):
        return None
    common, share = shared(left.shingles, right.shingles)
    if same_title and (_close(left, right) or share >= _SAME_TITLE_SHARE or not (left.body and right.body)):
        return _merge(left, right, "same title", "Both have the same title.", 0.97)
    return _by_proposal(left, right, common, share)


def _by_proposal(left: Profile, right: Profile, common: int, share: float) -> Merge | None:
    both = [claim.text for claim in left.claims if any(claim.forms & other.forms for other in right.claims)]
    only_left = [claim for claim in left.claims if claim.principal and not right.mentions(claim)]
    only_right = [claim for claim in right.claims if claim.principal and not left.mentions(claim)]
    if not both and not only_left and not only_right:
        both = [claim.text for claim in (*left.claims, *right.claims) if left.mentions(claim) and right.mentions(claim)]
    least = _least_share(left, right, bool(both), bool(only_left) + bool(only_right))
    if least is None or share < least or common < _COMMON_LEAST[bool(both)]:
        return None
    words = f"{share:.0%} of the shorter text's three-word sequences stand in the other"
    if both:
        names = ", ".join(dict.fromkeys(both))
        return _merge(
            left, right, "same proposal", f"Both propose {names}, and {words}.", round(0.85 + 0.12 * share, 4)
        )
    return _merge(
        left,
        right,
        "nearly the same text",
        f"Neither proposes a name of its own, and {words}.",
        round(0.6 + 0.3 * share, 4),
    )


def _least_share(left: Profile, right: Profile, same: bool, others: int) -> float | None:
    """The share of trigrams that it takes, or None where none would do."""
    if same:
        bounds = (_SAME_THINGS, _MORE_THINGS, _OTHER_THINGS)[others]
    elif others and left.claims and right.claims:
        return None
    else:
        bounds = _NAMED_ONCE if others else _NOTHING_NAMED
    if _close(left, right) or _near_title(left, right):
        return bounds[1]
    return max(bounds[0], _OTHER_TITLE[same]) if left.title and right.title else bounds[0]


def _common_ids(left: Profile, right: Profile) -> list[str]:
    return sorted(":".join(found) for found in left.ids & right.ids)


def _contradict(left: Profile, right: Profile) -> bool:
    """Whether an identifier of one kind differs."""
    mine, theirs = dict(sorted(left.ids)), dict(sorted(right.ids))
    return any(mine[scheme] != theirs[scheme] for scheme in mine.keys() & theirs.keys())


def _close(left: Profile, right: Profile) -> bool:
    return bool(left.authors & right.authors)


def _strangers(left: Profile, right: Profile) -> bool:
    """Whether both give all their authors and share none."""
    known = left.authors and right.authors and left.all_authors and right.all_authors
    return bool(known) and not _close(left, right)


def _same_title(left: Profile, right: Profile) -> bool:
    return left.title == right.title and len(left.title.split()) >= _TITLE_LEAST_WORDS


def _near_title(left: Profile, right: Profile) -> bool:
    """Whether titles agree but for a few letters, and in all numbers."""
    if not left.title or not right.title or _numbers(left.title) != _numbers(right.title):
        return False
    return fuzz.ratio(left.title, right.title) >= _NEAR_TITLE


def _is_series(left: Profile, right: Profile) -> bool:
    """Whether titles differ in little but a number: `Part I`, `Part II`."""
    if not left.title or not right.title or _numbers(left.title) == _numbers(right.title):
        return False
    return fuzz.ratio(left.title, right.title) >= _NEAR_TITLE


def _numbers(title: str) -> list[str]:
    return re.findall(r"\d+|\b[ivx]+\b", title)


def _merge(left: Profile, right: Profile, rule: str, reason: str, confidence: float) -> Merge:
    return Merge(left=left.document.key, right=right.document.key, rule=rule, reason=reason, confidence=confidence)
