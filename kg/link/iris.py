"""IRIs of things, derived from what they are called and never from counting."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from kg.link.labels import clean

THINGS = "https://w3id.org/papergraph/id"
_LENGTH = 64
"""Characters of a slug; longer ones are cut and end in a hash of the whole."""
_HASH = 8
_MARKS = {"++": " plus plus ", "+": " plus ", "*": " star ", "%": " percent ", "#": " sharp ", "&": " and "}
_MARK = re.compile(r"\+\+|[+*%#&]")
_DOT = re.compile(r"(?<=\d)\.(?=\d)")


def slug(name: str) -> str:
    """The name as the last part of an IRI: lower case, words joined by hyphens, letters of every script kept.

    >>> slug("UniDexGrasp++"), slug("GPT-3.5 Turbo"), slug("Überraschung 東京")
    ('unidexgrasp-plus-plus', 'gpt-3.5-turbo', 'überraschung-東京')
    """
    text = unicodedata.normalize("NFKC", clean(name)).casefold()
    text = _MARK.sub(lambda m: _MARKS[m[0]], text)
    kept = "".join(_kept(text, place) for place in range(len(text)))
    found = unicodedata.normalize("NFC", "-".join(kept.split()))
    if not found:
        return short_hash(name)
    return found if len(found) <= _LENGTH else f"{found[:_LENGTH].rstrip('-.')}-{short_hash(found)}"


def _kept(text: str, place: int) -> str:
    char = text[place]
    if char in "'’":
        return ""
    category = unicodedata.category(char)
    if category[0] in "LNM":
        return char
    return "." if char == "." and _DOT.match(text, place) else " "


def short_hash(text: str) -> str:
    """The first hexadecimal digits of the SHA-256 of a text; lone surrogates count too."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


def assign(wanted: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """An IRI for each identity of things, given the IRIs wanted and who wants them.

    Where several want one, each gets it with a hash of its own identity, whatever the order.
    """
    found: dict[str, str] = {}
    for iri, identities in wanted.items():
        claims = sorted(set(identities))
        for identity in claims:
            found[identity] = iri if len(claims) == 1 else f"{iri}-{short_hash(identity)}"
    return found
