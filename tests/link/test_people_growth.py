"""What stays of persons when papers are added, and how little is compared when many people bear one name."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.link.people import People, authors
from kg.link.people.candidates import Places
from kg.model import Document, Fact, Paper, Source

SOURCE = Source(name="made.txt", sha256="0" * 64)


def paper(key: str, byline: Sequence[tuple[str, tuple[str, ...]]], year: int) -> Paper:
    facts = [Fact(property="creator", value=name, line=3, text=name, identifiers=ids) for name, ids in byline]
    facts.append(Fact(property="issued", value=f"{year}-05-01", line=3, text="date"))
    document = Document(
        key=key, id=key, source=SOURCE, line=1, title=f"On {key}", abstract="A text.", facts=tuple(facts)
    )
    return Paper(iri=f"https://x.org/on-{key}", label=f"On {key}", title=f"On {key}", documents=(document,))


def plain(key: str, *names: str, year: int = 2024) -> Paper:
    return paper(key, [(name, ()) for name in names], year)


def meant(found: People, iri: str) -> set[tuple[str, str, str]]:
    return {key for key, value in found.meant.items() if value == iri}


NAMES = st.sampled_from(
    [
        *("Wei Wang", "W. Wang", "Wang Wei", "Yizhou Wang", "Y. Wang", "Yi-Zhou Wang", "WANG, Yizhou", "Ada Lovelace"),
        *("John Smith", "John Q. Smith", "J. Smith", "John Smith Jr.", "Jörg Müller", "Joerg Mueller", "Ingmar Posner"),
    ]
)
IDS = st.sampled_from([(), (), (), (), ("orcid:1",), ("orcid:2",), ("openalex:A1",)])
BYLINES = st.lists(
    st.lists(st.tuples(NAMES, IDS), min_size=1, max_size=4, unique_by=lambda one: one[0]), min_size=2, max_size=8
)


@settings(max_examples=300, deadline=None)
@given(BYLINES, st.data())
def test_an_iri_of_fewer_papers_stays_its_persons_or_is_retired_to_them(
    bylines: list[list[tuple[str, tuple[str, ...]]]], data: st.DataObject
) -> None:
    years = data.draw(st.lists(st.integers(2000, 2003), min_size=len(bylines), max_size=len(bylines)))
    papers = [paper(f"p{n}", byline, year) for n, (byline, year) in enumerate(zip(bylines, years, strict=True))]
    some = data.draw(st.lists(st.sampled_from(papers), unique_by=lambda one: one.iri))
    before, after = authors(some), authors(papers)
    live = {entity.iri for entity in after.entities}
    for entity in before.entities:
        now = {after.meant[key] for key in meant(before, entity.iri)}
        stands_for = {entity.iri} if entity.iri in live else set(after.retired[entity.iri])
        assert now & stands_for


def test_a_later_paper_with_a_fuller_name_leaves_the_iri() -> None:
    first, later = plain("a", "Jesse Almeida", "Ipek Oguz", year=2020), plain("b", "Jesse F. Almeida", "Ipek Oguz")
    before, after = authors([first]), authors([first, later])
    assert after.meant["b", "Author", "Jesse F. Almeida"] == before.meant["a", "Author", "Jesse Almeida"]
    (author,) = [one for one in after.entities if one.label == "Jesse F. Almeida"]
    assert after.retired[f"{author.iri.removesuffix('-almeida')}-f-almeida"] == (author.iri,)


def test_names_that_many_bear_keep_their_iris_when_later_papers_come() -> None:
    papers = [plain(f"p{n}", "Wei Wang", f"Anna Quorx{'abcdefgh'[n]}ith", year=2010 + n) for n in range(8)]
    before, after = authors(papers[:4]), authors(papers)
    assert {key: after.meant[key] for key in before.meant} == dict(before.meant)


def test_a_crowd_of_one_name_has_few_near_misses_each() -> None:
    papers = [plain(f"p{n:03}", "Wei Wang", f"Anna Q{chr(97 + n // 26)}{chr(97 + n % 26)}xith") for n in range(200)]
    found = authors(papers)
    crowd = [one for one in found.entities if one.label == "Wei Wang"]
    assert len(crowd) == 200
    assert len(crowd) - 1 <= len(found.near) <= 3 * len(crowd)


def test_two_co_authors_whose_names_many_bear_still_find_each_other_in_a_crowd() -> None:
    papers = [plain(f"p{n:02}", "Wei Wang", "Yu Zhang", f"Anna Q{chr(97 + n)}xith") for n in range(20)]
    pair = [plain(key, "Wei Wang", "Yu Zhang", "Li Chen", "Jun Liu") for key in ("x", "y")]
    found = authors([*papers, *pair])
    assert found.meant["x", "Author", "Wei Wang"] == found.meant["y", "Author", "Wei Wang"]
    assert len({found.meant[f"p{n:02}", "Author", "Wei Wang"] for n in range(20)}) == 20


def test_what_weighs_little_is_a_place_only_with_another_such_thing() -> None:
    shared = {
        1: [("name", "rare", 1.0), ("name", "x", 0.2), ("name", "y", 0.2)],
        2: [("name", "rare", 1.0), ("name", "x", 0.2)],
        3: [("name", "x", 0.2), ("name", "y", 0.2)],
    }
    places = Places(shared, shared.__getitem__, 0.5)
    assert [list(group) for group in places.groups()] == [[1, 2], [1, 3]]
    assert places.weak["name", "x"] == [1, 2, 3]
