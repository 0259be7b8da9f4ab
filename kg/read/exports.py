"""Records as OpenAlex, Semantic Scholar, Crossref and the Kaggle copy of arXiv export them, under our column names."""

from collections.abc import Mapping
from typing import Any

_ALIASES = {
    "id": ("paperId",),
    "title": ("display_name",),
    "published": ("publication_date", "publicationDate", "update_date"),
    "doi": ("DOI",),
    "url": ("URL",),
}
_INSIDE = {"doi": "externalIds", "arxiv_id": "externalIds", "published": "issued"}
_WORDS_MOST = 100_000
_MONTH_AND_DAY = 3


def columns(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same record; what it gives under a foreign name stands under ours too, unless ours is there.

    >>> columns({"title": ["On A"], "abstract_inverted_index": {"b": [1], "a": [0]}})["abstract"]
    'a b'
    """
    found = dict(given)
    for name, others in _ALIASES.items():
        value = next((given[other] for other in others if given.get(other)), None)
        if not found.get(name) and value is not None:
            found[name] = value
    outside = given.get("externalIds")
    if isinstance(outside, dict):
        found = {"doi": outside.get("DOI"), "arxiv_id": outside.get("ArXiv")} | found
    title = found.get("title")
    if isinstance(title, list) and title and all(isinstance(part, str) for part in title):
        found["title"] = title[0]
    if not found.get("abstract") and (text := _uninverted(given.get("abstract_inverted_index"))):
        found["abstract"] = text
    if not found.get("published") and (date := _date(given.get("issued"))):
        found["published"] = date
    return found


def origin(given: Mapping[str, Any], name: str) -> str:
    """The record's own name for what `columns` gives under one of ours.

    >>> origin({"paperId": "p1"}, "id"), origin({"id": "p1"}, "id")
    ('paperId', 'id')
    """
    names = (name, *_ALIASES.get(name, ()), _INSIDE.get(name, name))
    return next((one for one in names if given.get(one)), name)


def _uninverted(index: Any) -> str:
    """The text whose words an OpenAlex index places."""
    if not isinstance(index, dict):
        return ""
    places = {
        place: word
        for word, found in index.items()
        if isinstance(found, list)
        for place in found
        if isinstance(place, int) and 0 <= place < _WORDS_MOST
    }
    return " ".join(places[place] for place in sorted(places))


def _date(issued: Any) -> str:
    """Crossref's year, month and day, where it gives all three."""
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or len(first) != _MONTH_AND_DAY or not all(isinstance(part, int) for part in first):
        return ""
    return f"{first[0]:04}-{first[1]:02}-{first[2]:02}"
