"""Authors and organisations, from what records say of their papers."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.link.entities import reasons
from kg.link.iris import THINGS, assign, slug
from kg.link.labels import clean
from kg.model import Document, Entity, Fact, Form, Merge, Paper

_SHORTEST = 2
"""Words of a name without middle names, and letters of a word that is no initial."""

_Named = dict[str, list[tuple[Document, Fact]]]


def authors(papers: Sequence[Paper]) -> tuple[list[Entity], dict[tuple[str, str, str], str]]:
    """One author for each name, whatever its case, accents, dots and left out middle names, and which author each
    record's name means.
    """
    paper_of = {document.key: paper.iri for paper in papers for document in paper.documents}
    main = _without_middle_names(papers)
    named = _facts(papers, "creator", lambda fact: main.get(person_key(fact.value), person_key(fact.value)))
    return _entities(named, "Author", {key: _author_merges(found, paper_of) for key, found in named.items()})


def organizations(papers: Sequence[Paper]) -> tuple[list[Entity], dict[tuple[str, str, str], str]]:
    """One organisation for each handle, else for each label, and which one each record's label means."""
    handles: dict[str, set[str]] = {}
    for fact in _all(papers, "affiliatedWith"):
        if fact.handle:
            handles.setdefault(_label_key(fact.value), set()).add(_label_key(fact.handle))
    known = {handle for found in handles.values() for handle in found}

    def identity(fact: Fact) -> str:
        """The handle: its own, or the label itself where that is one, or the only one that the label has elsewhere."""
        if fact.handle:
            return _label_key(fact.handle)
        label = _label_key(fact.value)
        others = sorted(handles.get(label, ()))
        return others[0] if label not in known and len(others) == 1 else label

    named = _facts(papers, "affiliatedWith", identity)
    return _entities(named, "Organization", {key: _organization_merges(found) for key, found in named.items()})


def person_key(name: str) -> str:
    """What the spellings of one person's name share.

    >>> person_key("José  A. Muñoz") == person_key("JOSE A MUNOZ")
    True
    """
    text = unicodedata.normalize("NFKD", clean(name)).casefold()
    plain = "".join(c for c in text if not _latin_accent(c))
    letters = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain)
    return unicodedata.normalize("NFC", " ".join(letters.split())) or clean(name)


def _without_middle_names(papers: Iterable[Paper]) -> dict[str, str]:
    """Names with middle names, by key, and the same person's name without: where the two share a co-author, never
    stand in one byline, and no third name could be either.
    """
    bylines = [{person_key(f.value) for d in p.documents for f in d.facts if f.property == "creator"} for p in papers]
    beside: dict[str, set[str]] = {}
    for byline in bylines:
        for key in byline:
            beside.setdefault(key, set()).update(byline - {key})
    longer: dict[str, list[str]] = {}
    for key in sorted(beside):
        parts = key.split()
        if len(parts) > _SHORTEST and min(len(parts[0]), len(parts[-1])) >= _SHORTEST:
            longer.setdefault(f"{parts[0]} {parts[-1]}", []).append(key)
    return {
        keys[0]: short
        for short, keys in longer.items()
        if len(keys) == 1 and short in beside and short not in beside[keys[0]] and beside[short] & beside[keys[0]]
    }


def _latin_accent(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"


def _label_key(label: str) -> str:
    text = unicodedata.normalize("NFKC", clean(label)).casefold()
    return "".join(c for c in text if c.isalnum() or unicodedata.category(c)[0] == "M") or text


def _all(papers: Iterable[Paper], property_: str) -> list[Fact]:
    return [f for paper in papers for document in paper.documents for f in document.facts if f.property == property_]


def _facts(papers: Sequence[Paper], property_: str, identity: Callable[[Fact], str]) -> _Named:
    found: _Named = {}
    for paper in papers:
        for document in paper.documents:
            for fact in document.facts:
                if fact.property == property_:
                    found.setdefault(identity(fact), []).append((document, fact))
    return {
        key: sorted(found[key], key=lambda pair: (pair[0].key, pair[1].line, pair[1].value)) for key in sorted(found)
    }


def _entities(
    named: _Named, type_: str, merges: Mapping[str, tuple[Merge, ...]]
) -> tuple[list[Entity], dict[tuple[str, str, str], str]]:
    wanted: dict[str, list[str]] = {}
    for key, found in named.items():
        wanted.setdefault(_wanted(type_, key, found), []).append(key)
    iris = assign(wanted)
    entities = [
        Entity(
            iri=iris[key],
            type=type_,
            label=_label(found),
            named=True,
            forms=_forms(found),
            merges=merges[key],
        )
        for key, found in named.items()
    ]
    meant = {(document.key, type_, fact.value): iris[key] for key, found in named.items() for document, fact in found}
    return entities, meant


def _wanted(type_: str, key: str, found: Iterable[tuple[Document, Fact]]) -> str:
    handle = min((fact.handle for _, fact in found if fact.handle), default=None)
    name = key if type_ == "Author" else handle or _label(found)
    return f"{THINGS}/{type_.lower()}/{slug(name)}"


def _label(found: Iterable[tuple[Document, Fact]]) -> str:
    """The form that most documents use; on a tie the one with most letters beyond ASCII, which accents are."""
    counts = Counter(clean(fact.value) for _, fact in found)
    return min(counts, key=lambda name: (-counts[name], name.isascii(), name))


def _forms(found: Iterable[tuple[Document, Fact]]) -> tuple[Form, ...]:
    used: dict[str, set[str]] = {}
    for document, fact in found:
        used.setdefault(clean(fact.value), set()).add(document.key)
    return tuple(Form(text=text, documents=tuple(sorted(used[text]))) for text in sorted(used))


def _author_merges(found: Sequence[tuple[Document, Fact]], paper_of: Mapping[str, str]) -> tuple[Merge, ...]:
    count = len({paper_of[document.key] for document, _ in found})
    label = _label(found)
    forms = sorted({clean(fact.value) for _, fact in found} - {label})
    alike = [form for form in forms if person_key(form) == person_key(label)]
    merges = [reasons.variant(form, label) for form in alike]
    merges += [reasons.middle_name(form, label) for form in forms if form not in alike]
    return (*merges, reasons.same_name(label, count)) if count > 1 else tuple(merges)


def _organization_merges(found: Sequence[tuple[Document, Fact]]) -> tuple[Merge, ...]:
    label = _label(found)
    handles = {clean(fact.value): fact.handle for _, fact in found}
    handle = next((handle for handle in handles.values() if handle), None)
    return tuple(reasons.same_organization(form, label, handle) for form in sorted(handles) if form != label)
