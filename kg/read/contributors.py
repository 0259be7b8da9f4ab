"""Who wrote a record, with which identifiers, and where: the shapes in which common exports give authors.

OpenAlex gives `authorships`, Semantic Scholar `authors` with `authorId` and `externalIds`, Crossref `author` with
`given`, `family`, `ORCID`, the Kaggle copy of arXiv `authors_parsed`, OpenReview `authorids` beside `authors`, DBLP
`@pid` and a number behind a name that several people bear, PubMed `LastName` and `ForeName`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.read.decoding import mend

AUTHOR_COLUMNS = ("authors", "authorships", "author", "authors_parsed", "creators")
"""Columns that hold authors; the first that holds any counts."""
ORGANIZATION_COLUMNS = ("organizations", "institutions", "affiliations")

_NAMES = ("name", "display_name", "full_name", "fullname", "text", "#text", "raw_author_name", "literal")
_GIVEN = ("given", "given_name", "givenName", "first", "firstname", "first_name", "ForeName", "forename", "initials")
_FAMILY = ("family", "family_name", "familyName", "last", "lastname", "last_name", "LastName", "surname")
_HOMES = ("affiliations", "affiliation", "institutions", "institution", "raw_affiliation_strings", "organizations")
_LABELS = ("name", "display_name", "label", "institution", "Affiliation", "text")
_SHAPES = {
    "orcid": re.compile(r"(?:https?://(?:www\.)?orcid\.org/|orcid:)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", re.IGNORECASE),
    "openalex": re.compile(r"(?:https?://openalex\.org/(?:authors/|institutions/)?|openalex:)?([AI]\d{4,})"),
    "semanticscholar": re.compile(r"(?:semanticscholar:)?(\d{1,15})"),
    "dblp": re.compile(r"(?:https?://dblp\.org/pid/|dblp:)?([\w-]+/[\w-]+)"),
    "openreview": re.compile(r"(?:openreview:)?(~[\w.·-]+\d+)"),
    "ror": re.compile(r"(?:https?://ror\.org/|ror:)?(0[a-z0-9]{6}\d{2})"),
}
_IDENTIFIERS = {
    **dict.fromkeys(("orcid", "ORCID", "orcid_id", "ORCiD"), "orcid"),
    **dict.fromkeys(("openalex", "openalex_id", "id"), "openalex"),
    **dict.fromkeys(("authorId", "author_id", "semanticscholar"), "semanticscholar"),
    **dict.fromkeys(("dblp", "DBLP", "pid", "@pid"), "dblp"),
    **dict.fromkeys(("openreview", "authorid"), "openreview"),
    **dict.fromkeys(("ror", "ROR"), "ror"),
}
_ORCID_INSIDE = re.compile(
    r"[\s(\[]*(?:https?://orcid\.org/|ORCID:?\s*)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])[)\]]*\s*$", re.IGNORECASE
)
_DEPTH = 3
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An author or organisation as a record gives it: identifiers with their scheme, labels of affiliations."""

    name: str
    identifiers: tuple[str, ...] = ()
    affiliations: tuple["Credit", ...] = ()


def authors(columns: Mapping[str, Any], notes: list[str]) -> list[Credit]:
    """The authors of a record; what is none is noted."""
    name, value = _first(columns, AUTHOR_COLUMNS)
    found = _credits(name, value, notes)
    handles = columns.get("authorids")
    if isinstance(handles, list) and len(handles) == len(found):
        found = [
            Credit(
                name=one.name,
                identifiers=_sorted([*one.identifiers, *_identifier("openreview", handle, [])]),
                affiliations=one.affiliations,
            )
            for one, handle in zip(found, handles, strict=True)
        ]
    return found


def organizations(columns: Mapping[str, Any], notes: list[str]) -> list[Credit]:
    """The organisations of a record itself, without those of its authors."""
    return _credits(*_first(columns, ORGANIZATION_COLUMNS), notes)


def columns_of(columns: Mapping[str, Any]) -> tuple[str, str]:
    """The columns in which `authors` and `organizations` look."""
    return _first(columns, AUTHOR_COLUMNS)[0], _first(columns, ORGANIZATION_COLUMNS)[0]


def strings(columns: Mapping[str, Any]) -> Iterator[str]:
    """All texts that the authors and organisations of a record are made of."""
    for name in (*AUTHOR_COLUMNS, *ORGANIZATION_COLUMNS):
        yield from _texts(columns.get(name), _DEPTH)


def _texts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth and isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item, depth - 1)


def _first(columns: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, Any]:
    parsed = columns.get("authors_parsed")
    if names is AUTHOR_COLUMNS and isinstance(parsed, list) and parsed:
        return "authors_parsed", parsed
    return next(((name, columns[name]) for name in names if columns.get(name)), (names[0], None))


def _credits(column: str, value: Any, notes: list[str]) -> list[Credit]:
    if value is None:
        return []
    items = _items(column, value)
    if items is None:
        notes.append(f"{column} is {_kind(value)}, not a list of names, so it was left out")
        return []
    made = [_credit(item, notes) for item in items]
    if not all(one is not None for one in made):
        notes.append(f"{column} holds what is no name, and that was left out")
    return [one for one in made if one is not None and one.name]


def _items(column: str, value: Any) -> list[Any] | None:
    if isinstance(value, str):
        return _split(value) if column in AUTHOR_COLUMNS else value.split(";")
    if isinstance(value, dict):
        inner = value.get("author", value.get("name"))
        return inner if isinstance(inner, list) else [value]
    return value if isinstance(value, list) else None


def _split(text: str) -> list[Any]:
    """The names in a string: parted by `;`, by `and` as in BibTeX, or a JSON list as spreadsheets hold it."""
    if text.lstrip().startswith("["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list):
            return found
    if ";" in text:
        return text.split(";")
    names = re.split(r",?\s+and\s+|\s+&\s+", text.strip())
    commas = [part.strip() for name in names for part in name.split(",")]
    is_list = len(commas) > len(names) and all(len(part.split()) > 1 for part in commas if part)
    return commas if is_list else names


def _credit(item: Any, notes: list[str]) -> Credit | None:
    """One author or organisation; None for what is none."""
    if isinstance(item, str):
        inside = _ORCID_INSIDE.search(item)
        name = item[: inside.start()] if inside else item
        return Credit(name=_tidy(name), identifiers=_sorted(_identifier("orcid", inside[1], notes) if inside else []))
    if isinstance(item, list) and item and all(isinstance(part, str) for part in item[:3]):
        return Credit(name=_in_order(item[0], item[1] if len(item) > 1 else "", item[2] if len(item) > _PAIR else ""))
    return _from_object(item, notes) if isinstance(item, dict) else None


def _from_object(item: Mapping[str, Any], notes: list[str]) -> Credit | None:
    inner = item.get("author")
    whole: Mapping[str, Any] = {**item, **inner} if isinstance(inner, dict) else item
    name = _text(whole, _NAMES)
    if not name:
        family, given = (
            next((whole[k] for k in keys if isinstance(whole.get(k), str)), "") for keys in (_FAMILY, _GIVEN)
        )
        suffix = whole.get("suffix")
        name = _in_order(family, given, suffix if isinstance(suffix, str) else "")
    if not name.strip():
        return None
    return Credit(name=_tidy(name), identifiers=_identifiers(whole, notes), affiliations=_homes(item, notes))


def _text(item: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((item[key] for key in keys if isinstance(item.get(key), str) and item[key].strip()), "")


def _in_order(family: str, given: str, suffix: str) -> str:
    """Given name and surname, parted by a comma where the surname alone would not be known by its place."""
    name = f"{family.strip()}, {given.strip()}" if len(family.split()) > 1 and given.strip() else f"{given} {family}"
    return _tidy(f"{name}, {suffix}" if suffix.strip() else name)


def _homes(item: Mapping[str, Any], notes: list[str]) -> tuple[Credit, ...]:
    value: Any = next((item[key] for key in _HOMES if item.get(key)), [])
    items = [value] if isinstance(value, str | dict) else value if isinstance(value, list) else []
    found = {}
    for one in items:
        labelled = {**one, "name": _text(one, _LABELS)} if isinstance(one, dict) else one
        made = _credit(labelled, notes) if isinstance(labelled, str | dict) else None
        if made and made.name:
            found[made.name] = made
    return tuple(found.values())


def _identifiers(item: Mapping[str, Any], notes: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    outside = item.get("externalIds", item.get("ids"))
    inside = item.get("id")
    listed = inside if isinstance(inside, list) else []
    for source in (item, outside if isinstance(outside, dict) else {}):
        for key, scheme in _IDENTIFIERS.items():
            for value in _listed(source.get(key)):
                found += _identifier(scheme, value, notes)
    for one in listed:
        found += _identifier("ror", one.get("id"), notes) if isinstance(one, dict) else []
    return _sorted(found)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _identifier(scheme: str, value: Any, notes: list[str]) -> list[str]:
    """The identifier with its scheme, or nothing; an ORCID whose last digit does not fit is noted."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    found = _SHAPES[scheme].fullmatch(text)
    if not found:
        return []
    if scheme == "orcid":
        if not _is_orcid(found[1].upper()):
            notes.append(f"{text[:60]!r} is no ORCID, as its last digit does not fit, so it was left out")
            return []
        return [f"orcid:{found[1].upper()}"]
    return [f"{scheme}:{found[1]}"]


def _is_orcid(text: str) -> bool:
    """Whether the last digit is the one that ISO 7064 MOD 11-2 asks for."""
    total = 0
    for digit in text.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == text[-1]


def _sorted(found: list[str]) -> tuple[str, ...]:
    """ORCIDs first."""
    return tuple(sorted(set(found), key=lambda one: (not one.startswith("orcid:"), one)))


def _tidy(text: str) -> str:
    return " ".join(mend(text).split())


def _kind(value: Any) -> str:
    return "true or false" if isinstance(value, bool) else "a number"
