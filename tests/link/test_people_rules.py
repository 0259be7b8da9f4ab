"""Each rule that makes two names one person, or keeps them apart, on bylines as they stand in papers."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.people import People, authors
from kg.link.people.likeness import compare
from kg.link.people.names import parse
from kg.link.people.rarity import Rarity, rarity
from kg.model import Document, Entity, Fact, Merge, NearMiss, Paper, Source

SOURCE = Source(name="made.txt", sha256="0" * 64)
Byline = Sequence[Fact | str]


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


def paper(key: str, byline: Byline, *, on: Sequence[str] = (), year: int = 2024) -> Paper:
    facts = [person(one) if isinstance(one, str) else one for one in byline]
    facts += [Fact(property="subject", value=subject, line=3, text=subject) for subject in on]
    facts.append(Fact(property="issued", value=f"{year}-05-01", line=3, text="date"))
    document = Document(
        key=key, id=key, source=SOURCE, line=1, title=f"On {key}", abstract="A text.", facts=tuple(facts)
    )
    return Paper(iri=f"https://x.org/on-{key}", label=f"On {key}", title=f"On {key}", documents=(document,))


def of(*bylines: Byline) -> People:
    return authors([paper(f"p{n}", byline) for n, byline in enumerate(bylines)])


def iri(found: People, number: int, byline: Byline) -> str:
    first = byline[0]
    name = first if isinstance(first, str) else first.local
    return found.meant[f"p{number}", "Author", name]


def are_one(left: Byline, right: Byline, *more: Byline) -> bool:
    """Whether the first names of two bylines are one person."""
    found = of(left, right, *more)
    return iri(found, 0, left) == iri(found, 1, right)


def entity(found: People, number: int, byline: Byline) -> Entity:
    return next(one for one in found.entities if one.iri == iri(found, number, byline))


def merge(left: Byline, right: Byline) -> Merge:
    """The one reason, but for spellings, why the first names of two bylines are one person."""
    (one,) = [one for one in entity(of(left, right), 0, left).merges if one.rule != "normalised form"]
    return one


def miss(left: Byline, right: Byline, *more: Byline) -> NearMiss:
    found = of(left, right, *more)
    ends = tuple(sorted((iri(found, 0, left), iri(found, 1, right))))
    (one,) = [one for one in found.near if (one.left, one.right) == ends]
    return one


@pytest.mark.parametrize(
    ("left", "right", "how"),
    [
        ("José A. Muñoz", "JOSE A MUNOZ", "same"),
        ("Song-Chun Zhu", "Songchun Zhu", "same"),
        ("Song Chun Zhu", "Zhu, Song-Chun", "same"),
        ("Noel E. O'Connor", "Noel E. O’Connor", "same"),
        ("Laurens van der Maaten", "van der Maaten, Laurens", "same"),
        ("Laurens Van Der Maaten", "Laurens van der Maaten", "same"),
        ("Łukasz Kaiser", "Lukasz Kaiser", "same"),
        ('Linxi "Jim" Fan', "Linxi Fan", "same"),
        ("Dr. Ada Lovelace, PhD", "Ada Lovelace", "same"),
        ("王 伟", "王伟", "same"),
        ("Jörg Müller", "Joerg Mueller", "spelling"),
        ("Kathrin Flaßkamp", "Kathrin Flasskamp", "same"),
        ("Cees G. M. Snoek", "Cees Snoek", "middle name"),
        ("A. Rupam Mahmood", "Rupam Mahmood", "middle name"),
        ("Jesús Ortega", "Jesús Ortega-Peimbert", "surname"),
        ("John Smith Jr.", "John Smith", "suffix"),
        ("S.-C. Zhu", "Song-Chun Zhu", "initials"),
        ("Smith JB", "James B. Smith", "initials"),
        ("Wang Yizhou", "Yizhou Wang", "order"),
        ("محمد علی", "علی محمد", "order"),
        ("Alexey K. Kovalev", "Alexey K. Kovelev", "misspelling"),
        ("Yu Wang", "Yue Wang", None),
        ("Xiaoyan Liu", "Xiaoyun Liu", None),
        ("Anna Ivanov", "Anna Ivanova", None),
        ("John Q. Smith", "John R. Smith", None),
        ("John Smith Jr.", "John Smith III", None),
        ("Wei Wang 0001", "Wei Wang 0002", None),
        ("Song Zhu", "Song-Chun Zhu", None),
        ("C. Karen Liu", "Changliu Liu", None),
        ("Maria de Luca", "Maria Luca", None),
        ("Jane Smith", "John Smith", None),
    ],
)
def test_names_are_compared_as_people_read_them(left: str, right: str, how: str | None) -> None:
    assert compare(parse(left), parse(right)) == how
    assert compare(parse(right), parse(left)) == how


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Wei Wang", Rarity.CROWDED),
        ("Y. Li", Rarity.CROWDED),
        ("David Smith", Rarity.CROWDED),
        ("Jing", Rarity.CROWDED),
        ("Yaodong Yang", Rarity.COMMON),
        ("Cewu Lu", Rarity.UNCOMMON),
        ("Jakub Grudzien Kuba", Rarity.RARE),
        ("The Gemini Team", Rarity.RARE),
    ],
)
def test_how_many_people_bear_a_name_is_told_from_the_name(name: str, expected: Rarity) -> None:
    assert rarity(name) is expected


def test_a_shared_co_author_makes_one_person_and_is_named() -> None:
    found = merge(["Yang Liu", "Ingmar Posner", "Bo Ray"], ["Yang Liu", "Ingmar Posner", "Cy Dee"])
    assert (found.rule, found.confidence) == ("shared company", 0.874)
    assert "Ingmar Posner" in found.reason


def test_the_more_company_is_shared_the_surer() -> None:
    one = merge(["Yang Liu", "Ingmar Posner"], ["Yang Liu", "Ingmar Posner"])
    two = merge(["Yang Liu", "Ingmar Posner", "Ada Lovelace"], ["Yang Liu", "Ingmar Posner", "Ada Lovelace"])
    assert one.confidence < two.confidence


def test_one_co_author_whose_name_many_bear_does_not_speak_for_another_such_name() -> None:
    left, right = ["Yang Liu", "Wei Wang", "Ann Lee"], ["Yang Liu", "Wei Wang", "Bo Ray"]
    assert not are_one(left, right)
    found = miss(left, right)
    assert (found.rule, found.doubtful) == ("little company", True)
    assert "Wei Wang" in found.reason
    assert "one more shared co-author" in found.reason


def test_a_rare_name_alone_is_one_person_at_a_confidence_that_shows() -> None:
    found = merge(["Ingmar Posner", "A. Mitchell", "B. Watson"], ["Ingmar Posner", "C. Zhu", "D. Yamada"])
    assert (found.rule, found.confidence) == ("same name", 0.7)
    assert "nothing but the name" in found.reason


def test_a_name_that_many_bear_stays_apart_where_both_have_other_company() -> None:
    left, right = ["Wei Wang", "Ann Lee", "Bo Ray"], ["Wei Wang", "Cy Dee", "Di Eff"]
    found = miss(left, right)
    assert not are_one(left, right)
    assert (found.rule, found.doubtful) == ("other company", False)
    assert "many people bear this name" in found.reason


def test_a_name_that_many_bear_is_one_at_low_confidence_where_nothing_speaks_against_it() -> None:
    assert merge(["Wei Wang"], ["Wei Wang", "Ann Lee"]).confidence == 0.5


def test_a_lonely_name_goes_to_neither_of_two_people_who_bear_it() -> None:
    one, other = ["Wei Wang", "Ann Lee", "Bo Ray"], ["Wei Wang", "Cy Dee", "Di Eff"]
    assert not are_one(["Wei Wang"], one, other)
    assert miss(["Wei Wang"], one, other).doubtful


def test_co_authors_who_know_each_other_speak_for_one_person() -> None:
    left, right = ["Yaodong Yang", "Ada Lovelace", "Bo Ray"], ["Yaodong Yang", "Grace Hopper", "Cy Dee"]
    assert not are_one(left, right)
    assert are_one(left, right, ["Grace Hopper", "Ada Lovelace"])


def test_initials_need_company_and_one_candidate() -> None:
    full, short = ["Yizhou Wang", "Ada Lovelace"], ["Y. Wang", "Ada Lovelace"]
    assert are_one(full, short)
    assert merge(full, short).rule == "initials"
    assert not are_one(full, ["Y. Wang", "Bo Ray"])
    assert "a shared co-author" in miss(full, ["Y. Wang", "Bo Ray"]).reason
    assert not are_one(full, short, ["Yifan Wang", "Ada Lovelace"])
    assert miss(full, short, ["Yifan Wang", "Ada Lovelace"]).rule == "several candidates"


def test_initials_never_chain_two_full_names() -> None:
    full, other = ["John Smith", "Ada Lovelace", "Grace Hopper"], ["James Smith", "Ada Lovelace", "Grace Hopper"]
    assert not are_one(full, other, ["J. Smith", "Ada Lovelace"], ["J. Smith", "Grace Hopper"])


def test_middle_names_need_company() -> None:
    assert merge(["Cees G. M. Snoek", "Ada Lovelace"], ["Cees Snoek", "Ada Lovelace"]).rule == "middle name"
    assert miss(["Cees G. M. Snoek", "Ann Lee"], ["Cees Snoek", "Bo Ray"]).doubtful


def test_a_byline_with_surnames_first_is_read_as_such() -> None:
    left, right = ["Minghao Lu", "Bowen Xu", "Qiyuan Qiao"], ["Lu Minghao", "Xu Bowen", "Qiao Qiyuan"]
    assert merge(left, right).rule == "order"
    assert not are_one(["Cheng Peng", "Ann Lee"], ["Peng Cheng", "Bo Ray"])


def test_a_slip_of_the_pen_needs_much_company() -> None:
    company = ["Aleksandr I. Panov", "Daniil Zelezetsky"]
    assert merge(["Alexey K. Kovalev", *company], ["Alexey K. Kovelev", *company]).rule == "misspelling"
    assert not are_one(["Alexey K. Kovalev", "Ann Lee"], ["Alexey K. Kovelev", "Bo Ray"])


def test_two_names_of_one_byline_are_two_people_whatever_they_share() -> None:
    found = of(["J. Smith", "John Smith", "Ada Lovelace"], ["John Smith", "Ada Lovelace"])
    assert found.meant["p0", "Author", "J. Smith"] != found.meant["p0", "Author", "John Smith"]


def test_a_byline_that_repeats_a_name_has_one_person() -> None:
    assert len(of([person("Ann Lee"), person("ANN LEE"), person("Lee, Ann")]).entities) == 1


def test_one_orcid_is_one_person_whatever_the_name_and_two_are_two() -> None:
    left, right = [person("Jane Smith", "orcid:1")], [person("Jane Doe", "orcid:1")]
    found = merge(left, right)
    assert (found.rule, found.confidence) == ("same ORCID", 0.99)
    assert "orcid:1" in found.reason
    company = ["Ada Lovelace", "Grace Hopper"]
    assert not are_one([person("Ann Lee", "orcid:1"), *company], [person("Ann Lee", "orcid:2"), *company])


def test_one_orcid_outweighs_two_openalex_ids() -> None:
    assert are_one([person("A. Lee", "orcid:1", "openalex:A1")], [person("A. Lee", "orcid:1", "openalex:A2")])
    assert not are_one([person("Ingmar Posner", "openalex:A1")], [person("Ingmar Posner", "openalex:A2")])


def test_an_identifier_that_one_record_gives_to_two_names_tells_nothing() -> None:
    found = of([person("Ann Lee", "orcid:1"), person("Bo Ray", "orcid:1")], [person("Bo Ray", "orcid:1")])
    assert len({found.meant["p0", "Author", name] for name in ("Ann Lee", "Bo Ray")}) == 2


def test_two_people_of_one_name_in_one_byline_are_told_by_their_ids() -> None:
    first, second = person("Wei Wang", "orcid:1"), person("Wei Wang", "orcid:2")
    found = of([first, second])
    assert found.meant["p0", "Author", first.local] != found.meant["p0", "Author", second.local]


def test_a_shared_affiliation_speaks_for_one_person_unless_many_bear_the_name() -> None:
    home = ["Univ. of Toronto"]
    other = ["Toronto University"]
    found = merge([person("Yaodong Yang", at=home), "Ann Lee"], [person("Yaodong Yang", at=other), "Bo Ray"])
    assert found.rule == "shared company"
    assert "Toronto" in found.reason
    company = ["Ann Lee", "Bo Ray"], ["Cy Dee", "Di Eff"]
    assert not are_one([person("Wei Wang", at=home), *company[0]], [person("Wei Wang", at=other), *company[1]])


def test_an_author_page_lists_one_person() -> None:
    page = person("Wei Wang", page=True)
    found = merge([page, "Ann Lee", "Bo Ray"], [page, "Cy Dee", "Di Eff"])
    assert (found.rule, found.confidence) == ("author page", 0.75)


def test_the_label_is_the_fullest_then_the_most_frequent_spelling() -> None:
    company = "Ada Lovelace"
    found = of(["Jose Munoz", company], ["José Muñoz", company], ["J. Munoz", company], ["José A. Muñoz", company])
    assert entity(found, 0, ["Jose Munoz"]).label == "José A. Muñoz"
    assert len(entity(found, 0, ["Jose Munoz"]).forms) == 4


def test_iris_stay_when_unrelated_and_later_papers_are_added() -> None:
    first = paper("a", ["Wei Wang", "Ann Lee", "Bo Ray"], year=2020)
    homonym = paper("b", ["Wei Wang", "Cy Dee", "Di Eff"], year=2022)
    later = [homonym, paper("0", ["Wei Wang", "Ann Lee", "Bo Ray"], year=2023)]
    before, after = authors([first]), authors([first, *later])
    for name in ("Wei Wang", "Ann Lee", "Bo Ray"):
        assert before.meant["a", "Author", name] == after.meant["a", "Author", name]
    assert after.meant["a", "Author", "Wei Wang"] != after.meant["b", "Author", "Wei Wang"]


def test_an_earlier_paper_moves_an_iri_and_the_old_one_is_still_found() -> None:
    papers = [paper("a", ["Wei Wang", "Ann Lee"], year=2020), paper("b", ["Wei Wang", "Ann Lee"], year=2010)]
    before, after = authors(papers[:1]), authors(papers)
    old, new = (found.meant["a", "Author", "Wei Wang"] for found in (before, after))
    assert old != new
    assert after.retired[old] == (new,)


def test_a_plain_iri_that_comes_to_mean_two_people_is_retired_to_both() -> None:
    papers = [paper("a", [person("Ada Lovelace", "orcid:1")]), paper("b", [person("Ada Lovelace", "orcid:2")])]
    before, after = authors(papers[:1]), authors(papers)
    old = before.entities[0].iri
    assert after.retired[old] == tuple(sorted({one.iri for one in after.entities}))


HOSTILE = [
    *(
        "",
        " ",
        ":",
        "…",
        "a",
        "ß",
        "Ⅷ",
        "J.",
        "-",
        "' '",
        ",",
        ", ,",
        "Jr.",
        "von",
        "van der",
        "\u202eevil",
        "\u200fمحمد",
    ),
    *("x" * 10_000, "A. " * 3_000, "Wei 王伟 Wang", "🤖", "\ud800", "<script>alert(1)</script>", "null", "0001", "O'"),
]


@given(st.lists(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=40), max_size=4), max_size=4))
def test_any_text_may_be_a_name(bylines: list[list[str]]) -> None:
    found = of(*bylines)
    assert set(found.meant.values()) == {one.iri for one in found.entities}


def test_names_without_letters_are_no_evidence_of_one_person() -> None:
    assert not are_one([":", "Ann Lee", "Bo Ray"], [":", "Cy Dee", "Di Eff"])


def test_co_authors_that_a_byline_cuts_off_do_not_speak_against_one_person() -> None:
    def cut(*names: str) -> list[Fact]:
        text = f"{', '.join(names)} et al."
        return [Fact(property="creator", value=name, line=3, text=text) for name in names]

    assert not are_one(["Yaodong Yang", "Ann Lee", "Bo Ray"], ["Yaodong Yang", "Cy Dee", "Di Eff"])
    assert are_one(["Yaodong Yang", "Ann Lee", "Bo Ray"], cut("Yaodong Yang", "Cy Dee", "Di Eff"))
    assert not are_one(["Wei Wang", "Ann Lee", "Bo Ray"], cut("Wei Wang", "Cy Dee", "Di Eff"))
