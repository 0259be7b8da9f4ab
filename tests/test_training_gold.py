"""Annotations without texts: what is committed of them holds no words, and they become annotations again."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parent.parent
COMMITTED = ROOT / "training" / "gold" / "arxiv.jsonl"
TYPES = ("Method", "Benchmark", "Dataset", "Task", "Metric")
ROLES = ("proposed", "used", "compared", "background", "introduced", "evaluated", "trained", "addressed", "reported")
RELATIONS = (
    *("proposes", "introducesBenchmark", "introducesDataset", "evaluatedOn", "trainedOn", "addresses"),
    *("outperforms", "comparedWith", "uses", "isA"),
)
KINDS = ("absolute", "gain", "reduction")


def load() -> ModuleType:
    """The module `training/gold.py`, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("training_gold", ROOT / "training" / "gold.py")
    if spec is None or spec.loader is None:
        raise ImportError("training/gold.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GOLD = load()
WORDS = st.text(alphabet="abcXYZ é中😀$\\%-.", min_size=1, max_size=12).filter(lambda word: bool(word.strip()))


@st.composite
def annotated(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A small made-up paper and annotations whose words it holds."""
    names = draw(st.lists(WORDS, min_size=1, max_size=5, unique=True))
    aliases = draw(st.lists(WORDS, max_size=3))
    values = draw(st.lists(WORDS, max_size=3))
    sentences = [" ".join(draw(st.permutations([*names, *aliases, *values]))) for _ in range(draw(st.integers(1, 3)))]
    paper = {"id": "p1", "arxiv_id": "2101.00001v2", "title": draw(WORDS), "abstract": "\n".join(sentences)}

    def some_name() -> str:
        return draw(st.sampled_from(names))

    entities = [
        {
            "type": draw(st.sampled_from(TYPES)),
            "name": name,
            "aliases": aliases if name is names[0] else [],
            "named": draw(st.booleans()),
            "role": draw(st.sampled_from(ROLES)),
        }
        for name in names
    ]
    relations = [
        {
            "head": draw(st.sampled_from(["PAPER", *names])),
            "type": draw(st.sampled_from(RELATIONS)),
            "tail": some_name(),
            "evidence": draw(st.sampled_from(["", *sentences])),
        }
        for _ in range(draw(st.integers(0, 4)))
    ]
    results = [
        {slot: draw(st.sampled_from([None, *names])) for slot in ("method", "on", "metric", "baseline")}
        | {
            "value": value,
            "kind": draw(st.sampled_from(KINDS)),
            "evidence": draw(st.sampled_from(["", *sentences])),
        }
        for value in values
    ]
    return {"id": "p1", "entities": entities, "relations": relations, "results": results}, paper


def labels(row: dict[str, Any]) -> set[Any]:
    """Everything in a packed line that is neither a number nor a key."""
    found: set[Any] = set()
    todo: list[Any] = [row["entities"], row["relations"], row["results"]]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            todo += value.values()
        elif isinstance(value, list):
            todo += value
        elif not isinstance(value, int) and value is not None:
            found.add(value)
    return found


@given(annotated())
def test_annotations_come_back_as_they_were(made: tuple[dict[str, Any], dict[str, Any]]) -> None:
    gold, paper = made
    packed = json.loads(json.dumps(GOLD.pack(gold, paper)))
    assert GOLD.unpack(packed, paper) == gold


@given(annotated())
def test_packed_annotations_hold_no_words(made: tuple[dict[str, Any], dict[str, Any]]) -> None:
    packed = GOLD.pack(*made)
    assert set(packed) == {"arxiv_id", "text", "entities", "relations", "results"}
    assert labels(packed) <= {*TYPES, *ROLES, *RELATIONS, *KINDS}


@given(annotated())
def test_offsets_are_places_of_the_words_in_title_newline_abstract(made: tuple[dict[str, Any], dict[str, Any]]) -> None:
    gold, paper = made
    text = f"{paper['title']}\n{paper['abstract']}"
    for entity, (_, _, _, *places) in zip(gold["entities"], GOLD.pack(gold, paper)["entities"], strict=True):
        assert [text[start:end] for start, end in places] == [entity["name"], *entity["aliases"]]


@given(annotated(), st.sampled_from(["title", "abstract"]))
def test_a_text_that_changed_is_refused(made: tuple[dict[str, Any], dict[str, Any]], part: str) -> None:
    gold, paper = made
    packed = GOLD.pack(gold, paper)
    with pytest.raises(ValueError, match=r"2101\.00001v2"):
        GOLD.unpack(packed, paper | {part: paper[part] + " "})


def test_a_name_that_the_text_lacks_cannot_be_packed() -> None:
    entity = {"type": "Task", "name": "grasping", "aliases": [], "named": False, "role": "addressed"}
    paper = {"arxiv_id": "1", "title": "A", "abstract": "B"}
    with pytest.raises(ValueError, match="grasping"):
        GOLD.pack({"entities": [entity], "relations": [], "results": []}, paper)


def test_changed_and_missing_texts_are_reported_and_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    papers = [
        {"arxiv_id": f"2101.0000{n}v1", "title": f"Grasping {n}", "abstract": "We study grasping."} for n in range(3)
    ]
    entity = {"type": "Task", "name": "grasping", "aliases": ["Grasping"], "named": False, "role": "addressed"}
    packed = [GOLD.pack({"entities": [entity], "relations": [], "results": []}, paper) for paper in papers]
    records = [papers[0], papers[1] | {"abstract": "We study grasping!"}, {"arxiv_id": "other"}]
    gold, found = GOLD.matched(packed, records)
    assert [row["id"] for row in gold] == [row["id"] for row in found] == ["2101.00000v1"]
    assert gold[0]["entities"] == [entity]
    reported = capsys.readouterr().err.splitlines()
    assert len(reported) == 2
    assert "2101.00001v1" in reported[0]
    assert "2101.00002v1" in reported[1]


def test_annotations_are_written_and_read_as_they_are(tmp_path: Path) -> None:
    rows = [{"a": "é中😀\u2028x"}, {"b": [1, None]}]
    GOLD.write(tmp_path / "rows.jsonl", rows)
    assert GOLD.read(tmp_path / "rows.jsonl") == rows


def test_what_is_committed_of_the_annotations_holds_no_text() -> None:
    lines = COMMITTED.read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 600
    seen = set()
    for line in lines:
        row = json.loads(line)
        assert set(row) == {"arxiv_id", "text", "entities", "relations", "results"}
        assert re.fullmatch(r"(\d{4}\.\d{4,5}|[a-z.-]+(\.[A-Z]{2})?/\d{7})(v\d+)?", row["arxiv_id"], re.ASCII)
        assert re.fullmatch(r"[0-9a-f]{32}", row["text"])
        assert labels(row) <= {*TYPES, *ROLES, *RELATIONS, *KINDS}
        seen.add(row["arxiv_id"].split("v")[0])
    assert len(seen) == len(lines)


def test_what_is_committed_of_the_annotations_is_well_formed() -> None:
    for line in COMMITTED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for type_, role, named, *places in row["entities"]:
            assert (type_ in TYPES, role in ROLES, named in (0, 1)) == (True, True, True)
            assert places
            assert all(0 <= start < end for start, end in places)
        for head, type_, tail, evidence in row["relations"]:
            assert type_ in RELATIONS
            assert -1 <= head < len(row["entities"])
            assert 0 <= tail < len(row["entities"])
            assert evidence is None or 0 <= evidence[0] < evidence[1]
        for result in row["results"]:
            assert set(result) <= {"method", "on", "metric", "baseline", "value", "kind", "evidence"}
            assert {"value", "kind"} <= set(result)
            assert result["kind"] in KINDS
            for place in (value for name, value in result.items() if name != "kind" and value):
                assert 0 <= place[0] < place[1]
