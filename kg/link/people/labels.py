"""What an organisation's label says, whatever its spelling."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg.link.labels import clean
from kg.link.people.known import known_names
from kg.link.people.names import fold

_SHORT_FORMS = {
    **dict.fromkeys(
        ["univ", "uni", "universitat", "universite", "universita", "universidad", "universidade"], "university"
    ),
    **dict.fromkeys(["inst", "institut", "instituto", "institute"], "institute"),
    **dict.fromkeys(["tech", "technol", "technological", "technologies"], "technology"),
    **dict.fromkeys(["sci", "scis", "sciences"], "science"),
    **dict.fromkeys(["lab", "labs", "laboratories", "laboratorium"], "laboratory"),
    **dict.fromkeys(["natl", "nat"], "national"),
    **dict.fromkeys(["acad"], "academy"),
    **dict.fromkeys(["dept", "dep"], "department"),
    **dict.fromkeys(["eng", "engg"], "engineering"),
    **dict.fromkeys(["centre", "ctr", "center", "zentrum"], "center"),
    **dict.fromkeys(["intl", "int"], "international"),
    **dict.fromkeys(["coll"], "college"),
    **dict.fromkeys(["sch"], "school"),
    **dict.fromkeys(["res"], "research"),
    **dict.fromkeys(["hosp"], "hospital"),
}
_FILLER = "the of at in for and et und de la des der"
_LEGAL_FORM = "inc ltd llc gmbh corp corporation co company plc ag limited bv sa srl pvt group holdings"
_TWO_UNIVERSITIES = """
york washington miami california columbia georgia lincoln victoria newcastle indiana pacific houston northwestern
illinois michigan ohio texas florida iowa kansas oregon utah maryland virginia arizona colorado pennsylvania
massachusetts london paris sydney manchester birmingham technology
"""
_FILLERS = frozenset(_FILLER.split())
_LEGAL = frozenset(_LEGAL_FORM.split())
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_STATES = re.compile(r"\bUSA?\b")
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z&.-]{1,11})\)\s*$")
_TWINS = frozenset(_TWO_UNIVERSITIES.split())
"""Places with an X University and a University of X that are two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label taken apart.

    `key` is its words in order, short forms written out and fillers left out; `bag` the same sorted, where a university
    is so told from no other, else the key; `legal` says whether a legal form was left out; `parts` are what commas
    part; `acronym` stands in brackets behind.
    """

    text: str
    key: str
    bag: str
    words: tuple[str, ...]
    parts: tuple[str, ...]
    acronym: str
    legal: bool


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """The key of a known organisation's full name, by the keys of its other names."""
    return {label(name).key: label(names[0]).key for names in known_names() for name in names}


def identity(text: str) -> str:
    """What an organisation's labels share, as far as labels alone tell.

    >>> identity("Univ. of Toronto") == identity("Toronto University"), identity("PKU") == identity("Peking University")
    (True, True)
    """
    found = label(text)
    return (_known().get(found.key) or found.bag).replace(" ", "")


@lru_cache(maxsize=100_000)
def label(text: str) -> Label:
    """The label of an organisation, taken apart.

    >>> label("Univ. of Toronto").bag == label("Toronto University").bag, label("Google, Inc.").key
    (True, 'google')
    """
    written = clean(text)
    found = _ACRONYM.search(written)
    acronym = found[1].replace(".", "") if found and found.start() else ""
    plain = written[: found.start()] if found and acronym else written
    parts = [part for part in map(_words, plain.split(",")) if part]
    legal = len(parts) > 1 and set(parts[-1]) <= _LEGAL
    words = [word for part in parts for word in part]
    while len(words) > 1 and words[-1] in _LEGAL:
        words, legal = words[:-1], True
    kept = [word for word in words if word not in _FILLERS] or words
    key = " ".join(kept) or written
    return Label(
        text=written,
        key=key,
        bag=" ".join(sorted(kept)) if _may_turn(kept, parts) else key,
        words=tuple(kept),
        parts=tuple(" ".join(word for word in part if word not in _FILLERS) for part in parts),
        acronym=acronym,
        legal=legal,
    )


def _may_turn(words: list[str], parts: list[list[str]]) -> bool:
    """Whether `University of X` is `X University`: for one word X that is no place with two universities."""
    rest = [word for word in words if word != "university"]
    return len(parts) == 1 and len(words) == len(rest) + 1 and len(rest) == 1 and rest[0] not in _TWINS


def _words(text: str) -> list[str]:
    text = _DOTTED.sub(
        lambda found: found[0].replace(".", ""), unicodedata.normalize("NFKC", text).replace("&", " and ")
    )
    text = _STATES.sub("United States", text)
    folded = [fold(word) for word in re.split(r"[\s\-‐‑–—/.:;()\[\]\"]+", text)]
    return [_SHORT_FORMS.get(word, word) for word in folded if word]


def initials(found: Label) -> str:
    """The first letters of a label's words, as its acronym has them."""
    return "".join(word[0] for word in found.words)
