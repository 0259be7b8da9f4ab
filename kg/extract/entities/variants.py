"""Chosen groups that are longer and shorter forms of one thing."""

import re

from kg.extract.entities.groups import Group, merged
from kg.extract.entities.judge import Chosen
from kg.extract.entities.keys import form_key
from kg.extract.lexicons import words

_PARTS = re.compile(r"[\s‐‑–-]+")
_SPECIFIC = 2
"""Words that a general term must have before a longer one is taken for its variant."""


def join_variants(chosen: list[Chosen], text: str) -> list[Chosen]:
    """The chosen groups with variants put together, in the order of their first places.

    Two tasks are one where the shorter's words end, begin or run through the longer (`dexterous grasping`, `dexterous
    object grasping`); two methods where one modifier is all that differs; names of any type where only the noun after
    the name does (`LIBERO`, `LIBERO benchmark`).
    """
    forms = [[_words(f) for f in dict.fromkeys(text[p.first : p.last] for p in places)] for _, places in chosen]
    home = list(range(len(chosen)))
    holders: dict[str, list[int]] = {}
    for n, listed in enumerate(forms):
        for word in {word for form in listed for word in form}:
            holders.setdefault(word, []).append(n)
    for a in sorted(range(len(chosen)), key=lambda n: (min(map(len, forms[n])), n)):
        for b in sorted({b for form in forms[a] for word in form for b in holders[word]}):
            if home[a] == a != home[b] and _are_variants(chosen[a][0], chosen[b][0], forms[a], forms[b]):
                home = [home[b] if h == a else h for h in home]
                break
    joined: dict[int, list[Chosen]] = {}
    for n, item in enumerate(chosen):
        joined.setdefault(home[n], []).append(item)
    found = [_join(items) for items in joined.values()]
    return sorted(found, key=lambda item: (item[1][0].first, item[1][0].last))


def _join(items: list[Chosen]) -> Chosen:
    if len(items) == 1:
        return items[0]
    surest = max((group for group, _ in items), key=lambda group: group.probability)
    members = [member for group, _ in items for member in group.members]
    places = sorted((p for _, places in items for p in places), key=lambda p: (p.first, p.last))
    return Group(members, merged([group.features for group, _ in items]), surest.odds), places


def _are_variants(a: Group, b: Group, short: list[list[str]], long_: list[list[str]]) -> bool:
    if a.type != b.type:
        return False
    return any(_is_variant(a, b, x, y) for x in short for y in long_ if 0 < len(x) < len(y))


def _is_variant(a: Group, b: Group, short: list[str], long_: list[str]) -> bool:
    if long_[: len(short)] == short and len(long_) == len(short) + 1 and long_[-1] in words("name_suffixes"):
        return True
    if (
        len(short) < _SPECIFIC
        or a.type not in ("Method", "Task")
        or a.named != b.named
        or (a.type == "Method" and a.named)
    ):
        return False
    ends = long_[-len(short) :] == short
    runs = short[-1] == long_[-1] and set(short) <= set(long_)
    if a.type == "Task":
        return ends or runs or long_[: len(short)] == short
    return (ends and len(long_) == len(short) + 1) or (runs and not ends)


def _words(form: str) -> list[str]:
    known = words("name_suffixes")
    keys = (word.lower() if word.lower() in known else form_key(word) for word in _PARTS.split(form))
    return [key for key in keys if key]
