"""Names in a byline."""

import re
import unicodedata
from dataclasses import dataclass

from kg.model import Fact
from kg.read.paragraphs import Paragraph

_CUT = re.compile(r",?\s*\bet\.? al\.?\s*$|,?\s*(?:\.\.\.|…)\s*$")
_BETWEEN = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s+&\s+")
_NAME_MOST_WORDS = 6
_BYLINE_MOST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Authors and organisations in their order."""

    authors: tuple[str, ...]
    organizations: tuple[str, ...]


def byline(line: str) -> Byline | None:
    """The names in `A. Author, B. Author et al. · org, org`, or None where the line is none.

    >>> byline("Yuanpei Chen, Tianhao Wu et al. · baidu, pku")
    Byline(authors=('Yuanpei Chen', 'Tianhao Wu'), organizations=('baidu', 'pku'))
    """
    people, dot, homes = line.strip().partition(" · ")
    named = _CUT.sub("", people)
    cut = named != people
    authors = _names(named)
    if not authors or len(line) > _BYLINE_MOST:
        return None
    if not (dot or cut) and not all(_could_be_a_name(author) for author in authors):
        return None
    if any(len(author.split()) > _NAME_MOST_WORDS for author in authors):
        return None
    return Byline(authors=authors, organizations=_names(homes))


def people_facts(found: Byline, paragraph: Paragraph) -> list[Fact]:
    """The authors and organisations of the byline that is a paragraph's one line."""
    named = [("creator", name) for name in found.authors] + [("affiliatedWith", name) for name in found.organizations]
    return [Fact(property=kind, value=name, line=paragraph.line, text=paragraph.lines[0]) for kind, name in named]


def same_name(left: str, right: str) -> bool:
    """Whether two spellings are one name, but for accents, case, dots and hyphens."""
    return _plain(left) == _plain(right)


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in _BETWEEN.split(text) if (name := part.strip(" .·"))))


def _could_be_a_name(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and words[0][0].isupper() and words[-1][0].isalpha() and not re.search(r"[\d:?!]", text)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", "".join(c for c in letters if not unicodedata.combining(c))).split())
