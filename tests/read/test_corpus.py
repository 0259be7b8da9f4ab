"""What was read, written down: it is read again without loss, and never by half."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Fact, Problem, Source
from kg.read import Held, files, joined, of_text, read, reading, to_text
from kg.read.record import Record

ROOT = Path(__file__).resolve().parents[2]


def every_field(type_: type[Any], **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a dataclass in which no field is left to its default."""
    usual: dict[str, Any] = {"confidence": st.floats(0, 1), **known}
    return st.builds(type_, **{field.name: usual.get(field.name, ...) for field in fields(type_)})


facts = st.lists(every_field(Fact, text=st.sampled_from(["a line", "\u2028another\n", "\x85"])), max_size=3).map(tuple)
sources = st.builds(Source, name=st.sampled_from("abc"), sha256=st.sampled_from("012"))
held = every_field(
    Held,
    source=sources,
    records=st.lists(every_field(Record, facts=facts), max_size=3).map(tuple),
    problems=st.lists(every_field(Problem), max_size=2).map(tuple),
)
corpora = st.lists(held, max_size=4, unique_by=lambda file: file.source).map(joined)


@given(corpora)
def test_a_corpus_comes_back_as_it_was(corpus: tuple[Held, ...]) -> None:
    assert of_text(to_text(corpus).encode(), "x") == corpus


@given(corpora, st.randoms(use_true_random=False))
def test_the_same_corpus_has_the_same_text_in_any_order(corpus: tuple[Held, ...], dice: Any) -> None:
    shuffled = list(corpus)
    dice.shuffle(shuffled)
    assert to_text(shuffled) == to_text(corpus)
    assert joined(shuffled[:2], corpus, shuffled[1:]) == corpus


def test_the_seeds_come_back_as_one_reading() -> None:
    corpus = files([ROOT / "seeds"])
    again = reading(of_text(to_text(corpus).encode(), "x"))
    assert again == read([ROOT / "seeds"])
    assert again.records == 182


def test_a_written_corpus_is_a_source_like_any_other(tmp_path: Path) -> None:
    names = sorted((ROOT / "seeds").glob("*.txt"))
    (tmp_path / "documents.jsonl").write_text(to_text(files(names[:2])), encoding="utf-8")
    assert read([tmp_path / "documents.jsonl", *names[1:]]) == read(names)


def test_keys_of_two_files_of_one_name_do_not_depend_on_which_was_first(tmp_path: Path) -> None:
    line = json.dumps({"id": "x", "title": "T", "abstract": "We propose FooNet."})
    for name, more in (
        ("one", ""),
        ("two", json.dumps({"id": "y", "title": "U", "abstract": "We use BarNet."}) + "\n"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "papers.jsonl").write_text(f"{line}\n{more}", encoding="utf-8")
    one, two = (files([tmp_path / name]) for name in ("one", "two"))
    assert reading(joined(one, two)) == reading(joined(two, one)) == read([tmp_path / "one", tmp_path / "two"])
    assert len({document.key for document in reading(joined(one, two)).documents}) == 3


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda data: data[:-9], "changed or cut off"),
        (lambda data: data.replace(b"FooNet", b"BarNet"), "changed or cut off"),
        (lambda data: data.replace(b"\n", b"\r\n"), "changed or cut off"),
        (lambda data: data.replace(b'"version": 1', b'"version": 2'), "another version"),
        (lambda data: data[5:], "is not the list"),
        (lambda _data: b"", "is not the list"),
        (lambda data: data[: data.index(b"version")], "cannot be understood"),
    ],
)
def test_a_damaged_one_is_an_error_that_says_what_to_do(damage: Any, words: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Abstract: We propose FooNet, a method for tasks.\n", encoding="utf-8")
    data = to_text(files([tmp_path / "a.txt"])).encode()
    with pytest.raises(ReadError, match="without --add") as raised:
        of_text(damage(data), "out/documents.jsonl")
    assert words in str(raised.value)
    assert "out/documents.jsonl" in str(raised.value)
