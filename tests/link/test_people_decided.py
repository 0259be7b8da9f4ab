"""What a person decides about authors comes before all evidence."""

from itertools import permutations

from kg.link.people import People, authors
from kg.model import Decision, Document, Fact, Paper, Source, Subject, Verdict

SOURCE = Source(name="made.txt", sha256="0" * 64)


def paper(key: str, *names: str, orcid: str | None = None) -> Paper:
    facts = tuple(
        Fact(property="creator", value=name, line=3, text=name, identifiers=(orcid,) if orcid and not at else ())
        for at, name in enumerate(names)
    )
    document = Document(key=key, id=f"id-{key}", source=SOURCE, line=1, title=f"On {key}", abstract="", facts=facts)
    return Paper(iri=f"https://x.org/{key}", label=f"On {key}", title=f"On {key}", documents=(document,))


def decided(verdict: Verdict, left: Subject, right: Subject, reason: str = "") -> Decision:
    return Decision(verdict=verdict, subjects=(left, right), source="curation.kg", line=1, reason=reason)


def who(found: People, key: str, name: str) -> str:
    return found.meant[key, "Author", name]


PAPERS = [paper("a", "Bo Liu", "Ann Lee"), paper("b", "Bo Liu", "Ann Lee"), paper("c", "B. Q. Liu", "Zoë Zimmer")]
APART = decided(
    Verdict.DIFFERENT,
    Subject(name="Bo Liu", type="Author", document="id-a"),
    Subject(name="Bo Liu", type="Author", document="id-b"),
    "one is in Leeds",
)
ONE = decided(Verdict.SAME, Subject(name="Bo Liu", document="id-b"), Subject(name="B. Q. Liu"))


def test_shared_company_gives_way_to_a_decision() -> None:
    before, after = authors(PAPERS), authors(PAPERS, [APART])
    assert who(before, "a", "Bo Liu") == who(before, "b", "Bo Liu")
    assert who(after, "a", "Bo Liu") != who(after, "b", "Bo Liu")
    assert after.applied == (APART,)
    (miss,) = [miss for miss in after.near if miss.rule == "curation"]
    assert "two by a person's decision (curation.kg: one is in Leeds)" in miss.reason
    assert not miss.doubtful


def test_two_names_are_one_person_where_a_person_says_so() -> None:
    after = authors(PAPERS, [APART, ONE])
    assert who(after, "b", "Bo Liu") == who(after, "c", "B. Q. Liu") != who(after, "a", "Bo Liu")
    merges = [merge for entity in after.entities for merge in entity.merges if merge.rule == "curation"]
    assert [merge.confidence for merge in merges] == [1.0]
    assert "a person decided so (curation.kg)" in merges[0].reason
    assert set(after.applied) == {APART, ONE}


def test_a_decision_overrules_identifiers_that_differ() -> None:
    papers = [paper("a", "Bo Liu", orcid="orcid:0000-0001"), paper("b", "Bo Liu", orcid="orcid:0000-0002")]
    same = decided(Verdict.SAME, Subject(name="Bo Liu", document="id-a"), Subject(name="Bo Liu", document="id-b"))
    before, after = authors(papers), authors(papers, [same])
    assert who(before, "a", "Bo Liu") != who(before, "b", "Bo Liu")
    assert who(after, "a", "Bo Liu") == who(after, "b", "Bo Liu")


def test_the_order_of_decisions_and_papers_makes_no_difference() -> None:
    outcomes = [
        authors(list(papers), list(both)) for papers in permutations(PAPERS) for both in ([APART, ONE], [ONE, APART])
    ]
    assert all(outcome == outcomes[0] for outcome in outcomes)


def test_decisions_about_other_names_and_classes_leave_authors_alone() -> None:
    others = [
        decided(Verdict.SAME, Subject(name="Bo Liu", type="Method"), Subject(name="Ann Lee", type="Method")),
        decided(Verdict.DIFFERENT, Subject(name="Bo Liu", document="id-z"), Subject(name="Bo Liu", document="id-a")),
        decided(Verdict.SAME, Subject(name="nobody"), Subject(name="Bo Liu")),
    ]
    assert authors(PAPERS, others) == authors(PAPERS)
