"""Thresholds and calibration as they come with the weights."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.neural.settings import Calibration, load_settings, log_odds

SCORES = st.floats(0.0, 1.0)
LINES = st.tuples(st.floats(0.05, 5.0), st.floats(-5.0, 5.0))
HELD: dict[str, Any] = {
    "rules": ["uses with", "isA such"],
    "entities": {"Task": 0.4},
    "relations": {"uses": 0.3},
    "results": 0.5,
    "per_word": 0.2,
    "calibration": {"entities": {"Task": [2, -1]}, "relations": {}},
}


@given(SCORES)
def test_log_odds_are_finite_and_turn_back(score: float) -> None:
    found = log_odds(score)
    assert math.isfinite(found)
    assert 1 / (1 + math.exp(-found)) == pytest.approx(score, abs=2e-6)


@given(SCORES)
def test_log_odds_of_the_opposite_are_opposite(score: float) -> None:
    assert log_odds(1.0 - score) == pytest.approx(-log_odds(score), abs=1e-6)


def test_log_odds_hold_certainty_at_bay() -> None:
    assert log_odds(0.5) == 0.0
    assert log_odds(1.0) == log_odds(2.0) == pytest.approx(-log_odds(0.0))


@given(LINES, SCORES, SCORES)
def test_a_higher_score_is_never_less_probable(line: tuple[float, float], one: float, other: float) -> None:
    calibrate = Calibration(lines={"Task": line})
    low, high = sorted((one, other))
    assert 0.0 <= calibrate("Task", low) <= calibrate("Task", high) <= 1.0


@given(SCORES)
def test_a_kind_without_a_line_keeps_its_score(score: float) -> None:
    calibrate = Calibration(lines={"Task": (3.0, 1.0)})
    assert calibrate("Method", score) == pytest.approx(score, abs=1e-4)
    assert calibrate("Method", score) == round(calibrate("Method", score), 4)


def test_settings_are_what_the_file_says() -> None:
    found = load_settings(json.dumps(HELD))
    assert found.rules == ("uses with", "isA such")
    assert (found.entities, found.relations) == ({"Task": 0.4}, {"uses": 0.3})
    assert (found.results, found.per_word) == (0.5, 0.2)
    assert found.calibration["entities"]("Task", 0.5) == pytest.approx(1 / (1 + math.e), abs=1e-4)
    assert found.calibration["relations"]("uses", 0.5) == 0.5


@pytest.mark.parametrize("missing", sorted(HELD))
def test_settings_that_lack_a_part_are_refused(missing: str) -> None:
    with pytest.raises(KeyError, match=missing):
        load_settings(json.dumps({name: value for name, value in HELD.items() if name != missing}))
