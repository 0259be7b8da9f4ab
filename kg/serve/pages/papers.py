"""The pages of papers and of the documents that they were read in."""

import asyncio
from collections.abc import Iterable, Sequence, Set

from kg.serve.pages import own, results, statements
from kg.serve.pages.asking import Asking, iri
from kg.serve.pages.own import Own
from kg.view.entity_page import Mentioned, ThingView, Version
from kg.view.site.nouns import Counted, Fact, Group, Saying, Thing
from kg.view.site.sentences import Mark, cut
from kg.view.site.wording import dated, heading, place
from kg.view.style import LOOKS

_RECORD = frozenset({"creator", "affiliatedWith", "hasResource", "title", "issued", "identifier", "subject"})
_NUMBERS = frozenset({"method", "baseline", "benchmark", "dataset", "task", "metric", "reportedIn"})
_ELSEWHERE = frozenset({*_NUMBERS, *_RECORD, "saysInOneVersion", "mentions"})
_IN_HEAD = frozenset({"title", "creator", "affiliatedWith", "saysInOneVersion", "proposes", "introducesBenchmark",
                      "introducesDataset", "introduces"})  # fmt: skip
_MOST_AUTHORS = 16
_PRONOUNS = frozenset({"it", "its", "our", "ours", "that", "their", "these", "they", "this", "those", "us", "we"})


async def text_of(document: str, asking: Asking) -> str:
    """The text of a document, "" where the graph has none."""
    rows = await asking.rows(f"SELECT ?text WHERE {{ {iri(document)} kg:text ?text }}")
    return rows[0].text("text") if rows else ""


async def paper(found: Own, asking: Asking) -> ThingView:
    """What the page of a paper shows: its texts, what they speak of, what they say."""
    about = found.thing.iri
    said, merges, rows, number, versions = await asyncio.gather(
        statements.of_source(about, "fromPaper", asking), own.merges(about, asking), results.about(about, asking),
        results.count(about, asking), _documents(found, asking),
    )  # fmt: skip
    return ThingView(
        thing=found.thing,
        type_label=asking.ontology.class_(found.type).label,
        template="paper",
        filled=True,
        byline=_byline(found),
        aliases=tuple(alias for alias in found.texts("alias") if alias != found.thing.label),
        results=rows,
        result_count=number,
        results_query="",
        groups=_groups(said, about),
        open=_groups(said, about, asserted=False),
        attributes=own.attributes(found, asking, without=_IN_HEAD),
        merges=merges,
        on_map=own.on_map(found, asking),
        extra={
            "versions": tuple(_version(document, said) for document in versions),
            "mentioned": _mentioned(said),
            "own_sentences": _own_sentences(said),
            "record": _groups([one for one in said if one.predicate in _RECORD], about, skipped=frozenset()),
        },
    )


async def document(found: Own, asking: Asking) -> ThingView:
    """What the page of a document shows: its text, and what was read from it."""
    about = found.thing.iri
    said, rows = await asyncio.gather(
        statements.of_source(about, "fromDocument", asking),
        asking.rows(f"SELECT ?paper ?label WHERE {{ ?paper dcterms:hasVersion {iri(about)} ; rdfs:label ?label }}"),
    )
    read_as = tuple(thing for row in rows if (thing := asking.thing(row, "paper", "label")))
    return ThingView(
        thing=found.thing,
        type_label="document, read as a version of the paper below" if read_as else "document",
        template="paper",
        filled=True,
        byline=(read_as,) if read_as else (),
        groups=_groups(said, next((thing.iri for thing in read_as), "")),
        open=_groups(said, "", asserted=False),
        attributes=own.attributes(found, asking, without=frozenset({"title"})),
        extra={
            "versions": (_version(found, said),) if found.text("text") else (),
            "mentioned": _mentioned(said),
            "own_sentences": (),
            "record": (),
        },
    )


async def _documents(found: Own, asking: Asking) -> list[Own]:
    documents = await asyncio.gather(*(own.own(thing.iri, asking) for thing in found.things("hasVersion")))
    return [one for one in documents if one is not None and one.text("text")]


def _version(found: Own, said: Iterable[Saying]) -> Version:
    """A document's text below its title, with the things that statements name in it."""
    marks: dict[tuple[int, int], Mark] = {}
    text = found.text("text")
    for one in said:
        if one.document is None or one.document.iri != found.thing.iri or one.kind != "text":
            continue
        for start, end, _, thing in one.marks:
            if thing.type not in {"Paper", "Result"} and text[start:end].lower() not in _PRONOUNS:
                marks.setdefault((start, end), (start, end, "mention", thing))
    title, newline, rest = text.partition("\n")
    return Version(
        thing=found.thing,
        source=found.text("sourceName"),
        line=found.text("line"),
        pieces=cut(rest, marks.values(), start=len(title) + 1)
        if newline and rest.strip()
        else cut(title, marks.values()),
    )


def _byline(found: Own) -> tuple[tuple[Thing | str, ...], ...]:
    authors: tuple[Thing | str, ...] = found.values.get("creator", ())
    if len(authors) > _MOST_AUTHORS:
        authors = (*authors[:_MOST_AUTHORS], f"{len(authors) - _MOST_AUTHORS} more")
    dates = tuple(dated(value) for value in found.texts("issued")) or ("undated",)
    return tuple(part for part in (dates, authors, found.things("affiliatedWith")) if part)


def _mentioned(said: Iterable[Saying]) -> tuple[Mentioned, ...]:
    """What a paper speaks of, by class in the order of the classes, the main things first."""
    by_type: dict[str, dict[str, Counted]] = {}
    for one in said:
        if one.predicate == "mentions" and one.object is not None and one.polarity == "asserted":
            role = "" if one.role in {"", "background", "mentioned"} else one.role
            known = by_type.setdefault(one.object.type, {})
            if one.object.iri not in known or (role and not known[one.object.iri].count):
                known[one.object.iri] = Counted(thing=one.object, count=role)
    order = {name: at for at, name in enumerate(LOOKS)}
    return tuple(
        Mentioned(type=name, total=len(things), things=tuple(sorted(things.values(), key=_main_first)))
        for name, things in sorted(by_type.items(), key=lambda item: order.get(item[0], len(order)))
    )


def _main_first(one: Counted) -> tuple[bool, bool, str]:
    return one.count != "proposed", not one.count, one.thing.label.casefold()


def _own_sentences(said: Iterable[Saying]) -> tuple[Saying, ...]:
    """The sentences that another version of the paper lacks, version by version, in the order of the text."""
    own_ = (one for one in said if one.predicate == "saysInOneVersion")
    return tuple(sorted(own_, key=lambda one: (one.document.iri if one.document else "", one.start or 0)))


def _groups(
    said: Sequence[Saying], about: str, *, asserted: bool = True, skipped: Set[str] = _ELSEWHERE
) -> tuple[Group, ...]:
    """What a paper says, by relation; what stands elsewhere on its page is skipped where it is asserted."""
    by_relation: dict[str, dict[tuple[str, str], list[Saying]]] = {}
    for one in said:
        if (one.polarity == "asserted") == asserted and not (asserted and one.predicate in skipped):
            ends = (one.subject.iri, one.object.iri if one.object else one.value)
            by_relation.setdefault(one.predicate, {}).setdefault(ends, []).append(one)
    return tuple(
        Group(
            name=name,
            backwards=False,
            title=heading(name),
            total=sum(map(len, facts.values())),
            facts=tuple(
                Fact(
                    subject=None if same[0].subject.iri == about else same[0].subject,
                    other=same[0].object,
                    value=same[0].value,
                    sayings=tuple(same),
                )
                for same in facts.values()
            ),
        )
        for name, facts in sorted(by_relation.items(), key=lambda item: place(item[0]))
    )
