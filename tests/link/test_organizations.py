"""Which labels are one organisation, and which never are."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.people import People, organizations
from kg.model import Document, Fact, NearMiss, Paper, Source

SOURCE = Source(name="made.txt", sha256="0" * 64)


def home(label: str, handle: str | None = None, *identifiers: str) -> Fact:
    return Fact(
        property="affiliatedWith", value=label, line=3, text=label, handle=handle, identifiers=tuple(identifiers)
    )


def of(*facts: Fact) -> People:
    """The organisations of papers `p0`, `p1`, … with one label each."""
    papers = []
    for number, fact in enumerate(facts):
        key = f"p{number}"
        document = Document(key=key, id=key, source=SOURCE, line=1, title=key, abstract="A text.", facts=(fact,))
        papers.append(Paper(iri=f"https://x.org/{key}", label=key, title=key, documents=(document,)))
    return organizations(papers)


def are_one(left: Fact, right: Fact, *more: Fact) -> bool:
    found = of(left, right, *more)
    return found.meant["p0", "Organization", left.local] == found.meant["p1", "Organization", right.local]


def misses(*labels: str) -> Sequence[NearMiss]:
    return of(*map(home, labels)).near


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        ("Peking University", "PEKING UNIVERSITY", "normalised form"),
        ("Universität Zürich", "Universitat Zurich", "normalised form"),
        ("Johns Hopkins Univ.", "Johns Hopkins University", "normalised form"),
        ("University of Toronto", "Univ. of Toronto", "normalised form"),
        ("Texas A&M University", "Texas A and M University", "normalised form"),
        ("Centre for Robotics", "Center for Robotics", "normalised form"),
        ("U.S. Naval Research Laboratory", "US Naval Research Lab", "normalised form"),
        ("HuggingFace", "Hugging Face", "normalised form"),
        ("Google, Inc.", "Google", "legal form"),
        ("Robert Bosch GmbH", "Robert Bosch", "legal form"),
        ("University of Toronto", "Toronto University", "word order"),
        ("PKU", "Peking University", "vocabulary"),
        ("UC Berkeley", "University of California, Berkeley", "vocabulary"),
    ],
)
def test_spellings_of_one_label_are_one_organisation_and_say_why(left: str, right: str, rule: str) -> None:
    assert are_one(home(left), home(right))
    (entity,) = of(home(left), home(right)).entities
    (merge,) = entity.merges
    assert merge.rule == rule
    assert f"“{left}”" in merge.reason
    assert f"“{right}”" in merge.reason


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("University of California, Berkeley", "University of California, San Diego"),
        ("University of Nottingham", "University of Nottingham, Ningbo"),
        ("Washington University", "University of Washington"),
        ("York University", "University of York"),
        ("Northeastern University", "Northwestern University"),
        ("Technical University of Munich", "University of Munich"),
        ("MIT", "RMIT"),
        ("Microsoft Research", "Microsoft"),
    ],
)
def test_other_campuses_cities_and_names_are_other_organisations(left: str, right: str) -> None:
    assert not are_one(home(left), home(right))


def test_what_begins_alike_or_has_the_same_words_is_told_as_a_near_miss() -> None:
    (campus,) = misses("University of Nottingham", "University of Nottingham, Ningbo")
    assert (campus.rule, campus.doubtful) == ("part", True)
    (turned,) = misses("Washington University", "University of Washington")
    assert turned.rule == "order"
    (acronym,) = misses("IIT", "Indian Institute of Technology")
    assert acronym.rule == "acronym"


def test_a_label_may_define_its_acronym() -> None:
    full = home("Institute of Very Large Things (IVLT)")
    assert are_one(home("IVLT"), full)
    assert not are_one(home("IVLT"), full, home("Institute of Valleys, Lakes and Tides (IVLT)"))


def test_identifiers_and_handles_decide() -> None:
    assert are_one(home("Org A", None, "ror:01"), home("Another name", None, "ror:01"))
    assert not are_one(home("Org A", None, "ror:01"), home("Org A", None, "ror:02"))
    assert are_one(home("pku"), home("Peking U", "pku"))
    assert not are_one(home("Google", "google"), home("Google", "google-research"))


def test_short_names_and_old_labels_are_still_found() -> None:
    found = of(home("Toronto University"), home("University of Toronto"))
    (entity,) = found.entities
    assert all(ends == (entity.iri,) for ends in found.retired.values())
    assert len(found.retired) == 1


LABELS = st.sampled_from(
    ["MIT", "Peking University", "PKU", "pku", "Univ. of Toronto", "Toronto University", "", "()", "—"]
)
HOMES = st.builds(home, LABELS | st.text(max_size=20), st.sampled_from([None, None, "pku", "mit"]))


@given(st.lists(HOMES, max_size=6), st.randoms(use_true_random=False))
def test_any_label_in_any_order_comes_to_the_same(facts: list[Fact], random: object) -> None:
    papers = [
        Paper(
            iri=f"https://x.org/p{n}",
            label=f"p{n}",
            title=None,
            documents=(
                Document(key=f"p{n}", id=f"p{n}", source=SOURCE, line=1, title="A", abstract="B", facts=(fact,)),
            ),
        )
        for n, fact in enumerate(facts)
    ]
    mixed = list(papers)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    found = organizations(papers)
    assert organizations(mixed) == found
    assert set(found.meant.values()) == {entity.iri for entity in found.entities}
    assert len({entity.iri for entity in found.entities}) == len(found.entities)
