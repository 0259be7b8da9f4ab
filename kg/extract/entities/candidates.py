"""Everything that might name an entity: stretches of words, grouped by form."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from kg.extract.entities.keys import form_key, join_keys
from kg.extract.entities.view import PROPER, View
from kg.extract.vocabulary import GROUP
from kg.model import Concept

_LONGEST = 7
_LONGEST_CHUNK = 14
_LINKS = frozenset(
    {"of", "for", "in", "with", "from", "to", "and", "on", "via", "by", "&", "the", "a", "an", "without"}
)
_OF_LEFT = 3
_OF_RIGHT = 4
_LONGEST_TITLE = 9
_TAIL = re.compile(
    r"(?P<head>[^\W_].*?)[-‐‑–](?:based|style|like|driven|powered|guided|enhanced|augmented|trained|tuned|generated|inspired|"
    r"aware|free|specific|level|only|as|assisted|enabled|equipped|native|optimized|family|type|series|derived|compatible)$"
)


_NUMBER = re.compile(r"(?:approx|sim|[<>=~±]|\\[a-z]+)*\d[\d.,%–~+-]*")
"""A number or a range of numbers, with what LaTeX leaves before it: never a name."""


@dataclass(slots=True)
class Place:
    """Where a candidate stands: words [start, end) and characters [first, last); `kind` says how it was found."""

    start: int
    end: int
    first: int
    last: int
    kind: str


@dataclass(slots=True)
class Candidate:
    """All places of one form, and what is known of it apart from them.

    `partners` are keys of forms that an acronym definition makes one with this; `kin` those of other spellings of it.
    """

    key: str
    places: list[Place] = field(default_factory=list)
    concept: str | None = None
    partners: set[str] = field(default_factory=set)
    kin: set[str] = field(default_factory=set)


def candidates(view: View, concepts: Mapping[str, Concept]) -> dict[str, Candidate]:
    """Every candidate of the text by its form's key, its places in text order."""
    found: dict[str, Candidate] = {}
    seen: set[tuple[int, int]] = set()
    for place in _places(view):
        if (place.first, place.last) in seen:
            continue
        seen.add((place.first, place.last))
        key = _key(view, place)
        if len(key) > 1 and not _NUMBER.fullmatch(view.text, place.first, place.last):
            found.setdefault(key, Candidate(key)).places.append(place)
    for span in view.doc.spans[GROUP]:
        key = form_key(span.text)
        if key in found:
            found[key].concept = span.label_
    for short, long_ in definition_keys(view):
        if short in found and long_ in found:
            found[short].partners.add(long_)
            found[long_].partners.add(short)
            if _means_another(view, found[short], found[long_], concepts):
                found[short].concept = None
    _join_kin(view, found)
    for candidate in found.values():
        candidate.places.sort(key=lambda p: (p.first, p.last))
    return found


def _key(view: View, place: Place) -> str:
    if view.starts[place.start] == place.first and view.ends[place.end - 1] == place.last:
        return join_keys(view.keys[place.start : place.end])
    return form_key(view.text[place.first : place.last])


def definition_keys(view: View) -> Iterator[tuple[str, str]]:
    """The form keys of every acronym definition that links two different forms."""
    for definition in view.doc._.definitions:
        short, long_ = (form_key(span.of(view.text)) for span in definition)
        if short != long_:
            yield short, long_


def _places(view: View) -> Iterator[Place]:
    yield from _defined(view)
    for span in view.doc.spans[GROUP]:
        yield Place(span.start, span.end, span.start_char, span.end_char, "known")
    yield from _title(view)
    for start, end in view.sentences:
        chunks = list(_chunks(view, start, end))
        for chunk in chunks:
            yield from _within(view, *chunk)
        for left, right in pairwise(chunks):
            yield from _linked(view, left, right)
        yield from _capitals(view, start, end)


def _defined(view: View) -> Iterator[Place]:
    """Both sides of every acronym definition."""
    for definition in view.doc._.definitions:
        for span in definition:
            tokens = view.doc.char_span(span.start, span.end, alignment_mode="expand")
            if tokens is not None:
                yield Place(tokens.start, tokens.end, span.start, span.end, "defined")


def _chunks(view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Maximal runs of words that a term can hold."""
    at = start
    while at < end:
        if view.breaks[at]:
            at += 1
            continue
        stop = at
        while stop < end and not view.breaks[stop]:
            stop += 1
        yield at, stop
        at = stop


def _within(view: View, start: int, end: int) -> Iterator[Place]:
    """The run itself and every part of it that is not too long."""
    start = max(start, end - _LONGEST_CHUNK)
    for i in range(start, end):
        for j in range(i + 1, min(i + _LONGEST, end) + 1):
            if not view.lower[i].isdigit() or j > i + 1:
                yield Place(i, j, view.starts[i], view.ends[j - 1], "chunk")
        tail = _TAIL.match(view.doc[i].text)
        if tail and any(c.isupper() for c in tail["head"]):
            yield Place(i, i + 1, view.starts[i], view.starts[i] + tail.end("head"), "stem")


def _linked(view: View, left: tuple[int, int], right: tuple[int, int]) -> Iterator[Place]:
    """Two runs with one `of` or the like between them, or two heads that share what follows."""
    gap = right[0] - left[1]
    link = view.lower[left[1]]
    if gap not in (1, 2) or link not in ("of", "for", "from", "in", "with", "and", "to", "on", "/"):
        return
    if gap == 2 and view.lower[left[1] + 1] not in ("the", "a", "an"):  # noqa: PLR2004  a preposition and its article
        return
    for i in range(max(left[0], left[1] - _OF_LEFT), left[1]):
        for j in range(right[0] + 1, min(right[0] + _OF_RIGHT, right[1]) + 1):
            if j == right[1] or link == "of":
                yield Place(i, j, view.starts[i], view.ends[j - 1], f"linked {link}")


def _capitals(view: View, start: int, end: int) -> Iterator[Place]:
    """Names in capitals whose small words are part of them (`Tree of Thoughts`)."""
    if start < view.in_title:
        return
    at = start
    while at < end:
        if not _capital(view, at):
            at += 1
            continue
        stop = last = at + 1
        while stop < end and (_capital(view, stop) or (view.lower[stop] in _LINKS and stop - last < 2)):  # noqa: PLR2004
            stop += 1
            if _capital(view, stop - 1):
                last = stop
        if 1 < last - at <= _LONGEST:
            yield Place(at, last, view.starts[at], view.ends[last - 1], "capitals")
        at = stop


def _capital(view: View, at: int) -> bool:
    return view.shapes[at].startswith("Title") or view.shapes[at] in PROPER


def _title(view: View) -> Iterator[Place]:
    """What stands before the title's colon, and what stands after it."""
    words = [i for i in range(view.in_title) if not view.doc[i].is_space]
    colon = next((n for n, i in enumerate(words) if view.lower[i] in (":", "--", "—", "–") and n), None)
    if colon is None:
        return
    for part, kind in ((words[:colon], "title name"), (words[colon + 1 :], "title rest")):
        if part and len(part) <= _LONGEST_TITLE:
            yield Place(part[0], part[-1] + 1, view.starts[part[0]], view.ends[part[-1]], kind)


def _means_another(view: View, short: Candidate, long_: Candidate, concepts: Mapping[str, Concept]) -> bool:
    """Whether the text writes a known acronym out in words that are none of its concept's."""
    if short.concept is None or long_.concept == short.concept:
        return False
    concept = concepts[short.concept]
    labels = [label.split() for label in (concept.label, *concept.aliases) if " " in label]
    place = long_.places[0]
    said = {form_key(word) for word in view.text[place.first : place.last].replace("-", " ").split()}
    return bool(labels) and not any(2 * sum(form_key(word) in said for word in label) >= len(label) for label in labels)


def _join_kin(view: View, found: dict[str, Candidate]) -> None:
    """Make forms kin that name one known concept, or differ only in an acronym that is written out."""
    known: dict[str, str] = {}
    for key, candidate in found.items():
        if candidate.concept:
            _are_kin(found, key, known.setdefault(candidate.concept, key))
    long_forms = dict(definition_keys(view))
    for key, candidate in found.items():
        place = candidate.places[0]
        parts = view.keys[place.start : place.end]
        if len(parts) > 1 and any(form_key(part) in long_forms for part in parts):
            _are_kin(found, key, join_keys([long_forms.get(form_key(part), part) for part in parts]))


def _are_kin(found: dict[str, Candidate], one: str, other: str) -> None:
    if one != other and other in found:
        found[one].kin.add(other)
        found[other].kin.add(one)
