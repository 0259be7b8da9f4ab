"""Who is one person, and who is not, on bylines written by hand."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.link.people import People, authors
from kg.link.people.names import parse
from kg.model import Document, Entity, Fact, Merge, NearMiss, Paper, Source

SOURCE = Source(name="made.txt", sha256="0" * 64)
THINGS = "https://w3id.org/papergraph/id"


def person(name: str, *identifiers: str, at: Sequence[str] = (), page: bool = False) -> Fact:
    return Fact(
        property="creator",
        value=name,
        line=3,
        text=name,
        identifiers=identifiers,
        affiliations=tuple(at),
        kind="page" if page else "metadata",
    )


def home(label: str) -> Fact:
    return Fact(property="affiliatedWith", value=label, line=3, text=label)


def paper(key: str, *people: Fact | str, on: Sequence[str] = (), year: int | None = 2024) -> Paper:
    """A paper of one document with a byline; names alone may be given."""
    facts = [person(one) if isinstance(one, str) else one for one in people]
    facts += [Fact(property="subject", value=subject, line=3, text=subject) for subject in on]
    facts += [Fact(property="issued", value=f"{year}-05-01", line=3, text="date")] if year else []
    document = Document(
        key=key, id=key, source=SOURCE, line=1, title=f"On {key}", abstract="A text.", facts=tuple(facts)
    )
    return Paper(iri=f"{THINGS}/paper/on-{key}", label=f"On {key}", title=f"On {key}", documents=(document,))


def meaning(found: People, key: str, name: str) -> Entity:
    iri = found.meant[key, "Author", name]
    return next(entity for entity in found.entities if entity.iri == iri)


def are_one(left: Sequence[Fact | str], right: Sequence[Fact | str], *more: Sequence[Fact | str]) -> bool:
    """Whether the first names of two bylines are one person."""
    papers = [paper(f"p{n}", *byline) for n, byline in enumerate([left, right, *more])]
    found = authors(papers)
    ends = [papers[n].documents[0].facts[0].local for n in (0, 1)]
    return found.meant["p0", "Author", ends[0]] == found.meant["p1", "Author", ends[1]]


def merge_of(left: Sequence[Fact | str], right: Sequence[Fact | str]) -> Merge:
    """The one merge, but for spellings, of the first names of two bylines."""
    papers = [paper("p0", *left), paper("p1", *right)]
    found = authors(papers)
    entity = meaning(found, "p0", papers[0].documents[0].facts[0].value)
    (merge,) = [merge for merge in entity.merges if merge.rule != "normalised form"]
    return merge


def miss_of(left: Sequence[Fact | str], right: Sequence[Fact | str], *more: Sequence[Fact | str]) -> NearMiss:
    found = authors([paper(f"p{n}", *byline) for n, byline in enumerate([left, right, *more])])
    (miss,) = found.near
    return miss


def test_one_name_in_two_bylines_is_one_author_at_modest_confidence() -> None:
    found = authors([paper("aa", "José Muñoz"), paper("bb", "Jose Munoz")])
    author = meaning(found, "aa", "José Muñoz")
    assert author == meaning(found, "bb", "Jose Munoz")
    assert author.label == "José Muñoz"
    (merge,) = [merge for merge in author.merges if merge.rule == "same name"]
    assert merge.confidence < 0.8
    assert "nothing but the name" in merge.reason


NAMES = st.one_of(
    st.sampled_from(
        [
            *("Wei Wang", "W. Wang", "Wang Wei", "Wei Wang 0001", "Yizhou Wang", "Y. Wang", "Wang, Yizhou", "Wang Y"),
            *(
                "John Smith",
                "John Q. Smith",
                "John R. Smith",
                "J. Smith",
                "Jane Smith",
                "John Smith Jr.",
                "J. Q. Smith",
            ),
            *("Jörg Müller", "Joerg Mueller", "Jorg Muller", "Ada Lovelace", "王伟", "محمد علی", ":", "", "a", "Jing"),
        ]
    ),
    st.text(max_size=30),
)
IDS = st.lists(st.sampled_from(["orcid:1", "orcid:2", "openalex:A1", "openalex:A2"]), max_size=2, unique=True)
PEOPLE = st.builds(lambda name, ids: person(name, *ids), NAMES, IDS)
BYLINES = st.lists(st.lists(PEOPLE, max_size=5), max_size=7)


def papers_of(bylines: Sequence[Sequence[Fact]]) -> list[Paper]:
    return [paper(f"p{n}", *byline, year=2000 + n * 5) for n, byline in enumerate(bylines)]


@settings(max_examples=150, deadline=None)
@given(BYLINES, st.randoms(use_true_random=False))
def test_the_order_of_papers_makes_no_difference(bylines: list[list[Fact]], random: object) -> None:
    papers = papers_of(bylines)
    mixed = list(papers)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert authors(mixed) == authors(papers)


@settings(max_examples=150, deadline=None)
@given(BYLINES)
def test_two_names_of_one_byline_are_never_one_person_and_orcids_decide(bylines: list[list[Fact]]) -> None:
    papers = papers_of(bylines)
    found = authors(papers)
    orcids: dict[str, set[str]] = {}
    for one in papers:
        (document,) = one.documents
        ids = [i for fact in document.facts for i in set(fact.identifiers)]
        names: dict[str, set[str]] = {}
        for fact in document.facts:
            if fact.property == "creator":
                iri = found.meant[document.key, "Author", fact.local]
                names.setdefault(iri, set()).add(parse(fact.value).key)
                orcids.setdefault(iri, set()).update(i for i in fact.identifiers if ids.count(i) == 1 and "orcid" in i)
        assert all(len(keys) == 1 for keys in names.values())
    assert len({entity.iri for entity in found.entities}) == len(found.entities)
    assert set(found.meant.values()) == {entity.iri for entity in found.entities}
    assert not set(found.retired) & {entity.iri for entity in found.entities}


@settings(max_examples=60, deadline=None)
@given(BYLINES)
def test_every_spelling_of_a_person_is_reached_by_reasons(bylines: list[list[Fact]]) -> None:
    for entity in authors(papers_of(bylines)).entities:
        near: dict[str, set[str]] = {form.text: {form.text} for form in entity.forms}
        for merge in entity.merges:
            near[merge.left].add(merge.right)
            near[merge.right].add(merge.left)
        reached = {entity.forms[0].text}
        while more := {other for name in reached for other in near[name]} - reached:
            reached |= more
        assert reached == {form.text for form in entity.forms}


@settings(max_examples=60, deadline=None)
@given(BYLINES)
def test_unrelated_papers_change_nobody(bylines: list[list[Fact]]) -> None:
    papers = papers_of(bylines)
    more = [paper("zz", "Nikolaus Kopernikus", "Tycho Brahe"), paper("yy", "Tycho Brahe", "Galileo Galilei")]
    before, after = authors(papers), authors([*more, *papers])
    assert {key: after.meant[key] for key in before.meant} == dict(before.meant)
    assert set(before.near) == set(after.near)
