"""Authors with identifiers and affiliations, as common exports give them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Fact
from kg.read import contributors, read

Write = Callable[..., Path]
ORCID = "0000-0002-1825-0097"


def document(write: Write, record: dict[str, object]) -> Document:
    (found,) = read([write(json.dumps(record) + "\n", "papers.jsonl")]).documents
    return found


def people(found: Document, kind: str = "creator") -> list[Fact]:
    return [fact for fact in found.facts if fact.property == kind]


def test_openalex_works_give_names_ids_and_institutions(write: Write) -> None:
    found = document(
        write,
        {
            "id": "https://openalex.org/W1",
            "display_name": "On A",
            "abstract_inverted_index": {"We": [0], "count": [1, 3], "and": [2]},
            "publication_date": "2024-02-03",
            "doi": "https://doi.org/10.1234/x",
            "authorships": [
                {
                    "author_position": "first",
                    "author": {
                        "id": "https://openalex.org/A5023888391",
                        "display_name": "Jason Priem",
                        "orcid": f"https://orcid.org/{ORCID}",
                    },
                    "institutions": [
                        {
                            "id": "https://openalex.org/I4200000001",
                            "display_name": "OurResearch",
                            "ror": "https://ror.org/02nr0ka47",
                        }
                    ],
                    "raw_author_name": "J. Priem",
                }
            ],
        },
    )
    (author,) = people(found)
    assert found.text == "On A\nWe count and count"
    assert author.value == "Jason Priem"
    assert author.identifiers == (f"orcid:{ORCID}", "openalex:A5023888391")
    assert author.affiliations == ("OurResearch",)
    (home,) = people(found, "affiliatedWith")
    assert (home.value, home.identifiers) == ("OurResearch", ("openalex:I4200000001", "ror:02nr0ka47"))
    assert [fact.value for fact in people(found, "issued")] == ["2024-02-03"]


def test_semantic_scholar_gives_author_ids_and_external_ids(write: Write) -> None:
    found = document(
        write,
        {
            "paperId": "abc",
            "externalIds": {"DOI": "10.1234/x", "ArXiv": "2312.00690"},
            "title": "On B",
            "abstract": None,
            "authors": [
                {"authorId": "1741101", "name": "Oren Etzioni", "affiliations": ["AI2"]},
                {"authorId": None, "name": "Ann Lee", "externalIds": {"ORCID": ORCID, "DBLP": ["l/AnnLee"]}},
            ],
        },
    )
    first, second = people(found)
    assert (first.value, first.identifiers, first.affiliations) == (
        "Oren Etzioni",
        ("semanticscholar:1741101",),
        ("AI2",),
    )
    assert second.identifiers == (f"orcid:{ORCID}", "dblp:l/AnnLee")
    assert {fact.value for fact in people(found, "identifier")} == {"doi:10.1234/x", "arxiv:2312.00690"}


def test_crossref_gives_given_and_family_names(write: Write) -> None:
    found = document(
        write,
        {
            "DOI": "10.1234/y",
            "title": ["On C"],
            "issued": {"date-parts": [[2021, 5, 6]]},
            "author": [
                {
                    "given": "Laurens",
                    "family": "van der Maaten",
                    "ORCID": f"http://orcid.org/{ORCID}",
                    "affiliation": [{"name": "Delft University of Technology"}],
                },
                {"given": "Ann", "family": "Lee", "suffix": "Jr.", "affiliation": []},
                {"name": "The Big Collaboration"},
            ],
        },
    )
    assert [fact.value for fact in people(found)] == [
        "van der Maaten, Laurens",
        "Ann Lee, Jr.",
        "The Big Collaboration",
    ]
    assert people(found)[0].identifiers == (f"orcid:{ORCID}",)
    assert [fact.value for fact in people(found, "affiliatedWith")] == ["Delft University of Technology"]
    assert [fact.value for fact in people(found, "issued")] == ["2021-05-06"]


def test_parsed_authors_of_arxiv_come_before_their_string(write: Write) -> None:
    found = document(
        write,
        {
            "id": "0704.0001",
            "title": "On D",
            "authors": "C. Balázs, E. L. Berger and C.-P. Yuan",
            "authors_parsed": [["Balázs", "C.", ""], ["Berger", "E. L.", ""], ["Yuan", "C. -P.", ""]],
        },
    )
    assert [fact.value for fact in people(found)] == ["C. Balázs", "E. L. Berger", "C. -P. Yuan"]


def test_openreview_ids_stand_beside_the_names(write: Write) -> None:
    record: dict[str, object] = {"title": "On E", "authors": ["Wei Wang", "Ann Lee"]}
    found = document(write, {**record, "authorids": ["~Wei_Wang1", "ann@x.org"]})
    assert [fact.identifiers for fact in people(found)] == [("openreview:~Wei_Wang1",), ()]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ann Lee; Bo Ray", ["Ann Lee", "Bo Ray"]),
        ("Ann Lee and Bo Ray", ["Ann Lee", "Bo Ray"]),
        ("Lee, Ann and Ray, Bo", ["Lee, Ann", "Ray, Bo"]),
        ("Ann Lee, Bo Ray, and Cy Dee", ["Ann Lee", "Bo Ray", "Cy Dee"]),
        ("Wang, Yizhou", ["Wang, Yizhou"]),
        ('["Ann Lee", {"name": "Bo Ray"}]', ["Ann Lee", "Bo Ray"]),
        ("[Ann Lee]", ["[Ann Lee]"]),
    ],
)
def test_names_in_one_string_are_parted_as_people_part_them(write: Write, written: str, names: list[str]) -> None:
    assert [fact.value for fact in people(document(write, {"title": "A", "authors": written}))] == names


def test_an_orcid_may_stand_behind_a_name_of_a_table(write: Write) -> None:
    page = f"title,authors\nA,Ann Lee ({ORCID}); Bo Ray\n"
    (found,) = read([write(page, "a.csv")]).documents
    assert [(fact.value, fact.identifiers) for fact in people(found)] == [
        ("Ann Lee", (f"orcid:{ORCID}",)),
        ("Bo Ray", ()),
    ]


def test_an_orcid_whose_last_digit_is_wrong_is_left_out_and_noted(write: Write) -> None:
    record = {"title": "A", "authors": [{"name": "Ann Lee", "orcid": "0000-0002-1825-0098"}]}
    reading = read([write(json.dumps(record) + "\n", "a.jsonl")])
    assert people(reading.documents[0])[0].identifiers == ()
    assert [problem.skipped for problem in reading.problems] == [False]
    assert "no ORCID" in reading.problems[0].message


def test_two_people_of_one_name_with_different_ids_are_two_facts(write: Write) -> None:
    authors = [{"name": "Wei Wang", "authorId": "1"}, {"name": "Wei Wang", "authorId": "2"}]
    facts = people(document(write, {"title": "A", "authors": authors}))
    assert [fact.local for fact in facts] == ["Wei Wang <semanticscholar:1>", "Wei Wang <semanticscholar:2>"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["name", "author", "id", "orcid", "affiliations", "given", "family", "externalIds", "suffix"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from(contributors.AUTHOR_COLUMNS), JSON)
def test_whatever_stands_for_authors_is_read_or_noted(column: str, value: object) -> None:
    notes: list[str] = []
    found = contributors.authors({column: value}, notes)
    assert all(one.name and one.name == " ".join(one.name.split()) for one in found)
