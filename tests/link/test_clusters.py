"""Union-find that never joins across a veto."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kg.link.entities.clusters import Clusters

ITEMS = st.integers(min_value=0, max_value=9)
PAIRS = st.lists(st.tuples(ITEMS, ITEMS), max_size=40)


def clusters(vetoes: list[tuple[int, int]]) -> Clusters[int]:
    forbidden = {frozenset(pair) for pair in vetoes if len(set(pair)) > 1}
    return Clusters(lambda one, other: frozenset((one, other)) in forbidden)


def test_a_chain_of_joins_stops_at_a_veto_between_its_ends() -> None:
    found = clusters([(0, 3)])
    assert [found.join(*pair) for pair in ((0, 1), (1, 2), (2, 3))] == [True, True, False]
    assert found.members(3) == (3,)
    assert set(found.members(0)) == {0, 1, 2}


@given(PAIRS, PAIRS)
def test_no_set_ever_holds_a_vetoed_pair(joins: list[tuple[int, int]], vetoes: list[tuple[int, int]]) -> None:
    found = clusters(vetoes)
    for one, other in joins:
        joined = found.join(one, other)
        assert joined == found.same(one, other)
    forbidden = {frozenset(pair) for pair in vetoes if len(set(pair)) > 1}
    for members in found.sets(range(10)):
        assert not forbidden & {frozenset(pair) for pair in combinations(members, 2)}


@given(PAIRS)
def test_sets_are_a_partition(joins: list[tuple[int, int]]) -> None:
    found = clusters([])
    for one, other in joins:
        found.join(one, other)
    assert sorted(item for members in found.sets(range(10)) for item in members) == list(range(10))
    assert all(found.same(one, other) for members in found.sets(range(10)) for one, other in combinations(members, 2))
