"""IRIs that RDF accepts, whatever a thing is called."""

import re
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.iris import THINGS, assign, slug

IRIREF = re.compile(r"[^\x00-\x20<>\"{}|^`\\\ud800-\udfff]+")  # N-Triples 1.1, production IRIREF, without escapes


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("StarCraft Multi-Agent Challenge", "starcraft-multi-agent-challenge"),
        ("UniDexGrasp++", "unidexgrasp-plus-plus"),
        ("A*", "a-star"),
        ("GPT-3.5 Turbo", "gpt-3.5-turbo"),
        (r"$\beta$-VAE", "β-vae"),
        ("Prisoner's Dilemma", "prisoners-dilemma"),
        ("हिन्दी मॉडल", "हिन्दी-मॉडल"),
        ("强化学习", "强化学习"),
    ],
)
def test_slugs_are_readable(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_every_name_makes_a_valid_iri(name: str) -> None:
    found = f"{THINGS}/method/{slug(name)}"
    assert IRIREF.fullmatch(found)
    assert "/" not in slug(name)
    assert slug(name) not in ("", ".", "..")


def test_long_names_are_cut_and_stay_apart() -> None:
    one, other = slug("very " * 40 + "long"), slug("very " * 40 + "longer")
    assert one != other
    assert len(one) < 80


def test_things_that_want_one_iri_get_one_each_whatever_the_order() -> None:
    claims = ["answer set", "adaptive staircase", "autonomous system"]
    found = [assign({"asp": order, "mat": ["alone"]}) for order in permutations(claims)]
    assert all(one == found[0] for one in found)
    assert len(set(found[0].values())) == 4
    assert found[0]["alone"] == "mat"
