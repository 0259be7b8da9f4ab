import gzip
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Document
from kg.read import read, read_in_order, read_text
from kg.read.decoding import decode, mend

TEXT = "We propose FooNet, a network for parsing. It is naïve – and improves accuracy by 3.5% over BarNet."


Write = Callable[..., Path]


def ids(documents: tuple[Document, ...]) -> list[str]:
    return [document.id for document in documents]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_recognised(write: Write, encoding: str) -> None:
    assert read([write(f"Abstract:{TEXT}".encode(encoding))]).documents[0].abstract == TEXT


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_are_one(write: Write, end: str) -> None:
    documents = read([write(end.join([f"Abstract:{TEXT}", f"Abstract:{TEXT}", ""]))]).documents
    assert [(document.line, document.abstract) for document in documents] == [(1, TEXT), (2, TEXT)]


def test_control_characters_are_replaced_and_reported_with_their_line(write: Write) -> None:
    reading = read([write(f"Abstract:{TEXT}\nAbstract:a\x00b\x0cc {TEXT}\n")])
    assert reading.documents[1].abstract == f"a\ufffdb c {TEXT}"
    assert [(problem.line, problem.skipped) for problem in reading.problems] == [(2, False)]


@given(st.text(alphabet=st.characters()))
def test_mending_keeps_every_offset(text: str) -> None:
    mended = mend(text)
    assert len(mended) == len(text)
    assert mend(mended) == mended
    mended.encode()
    kept = [(old, new) for old, new in zip(text, mended, strict=True) if old != new]
    assert all(not old.isprintable() for old, _ in kept)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_clear_error(data: bytes) -> None:
    with suppress(ReadError):
        assert decode(data, "f", "f")[0].encode().strip()


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_an_error(write: Write, data: bytes) -> None:
    with pytest.raises(ReadError, match=r"page\.txt: is empty"):
        read([write(data)])


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"PK\x03\x04rest", b"\x89PNG\r\n", bytes(range(256)) * 4])
def test_what_is_not_text_is_an_error(write: Write, data: bytes) -> None:
    with pytest.raises(ReadError, match="is not text"):
        read([write(data)])


def test_a_missing_path_is_an_error_even_among_good_ones(write: Write, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read([write(TEXT), tmp_path / "missing.txt"])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4\n", "is not text but a PDF; export its text"),
        (b"<html><body>x</body></html>", "is HTML or XML; save the page as text"),
        (b"buy milk\ncall mum\n", "is of an unknown shape"),
        (gzip.compress(b"x" * 100, mtime=0)[:10], "is a gzip archive that is cut short"),
    ],
)
def test_a_bad_file_in_a_folder_is_left_out_and_told(write: Write, tmp_path: Path, content: bytes, why: str) -> None:
    write(TEXT)
    bad = write(content, "bad.txt")
    reading = read([tmp_path])
    assert ids(reading.documents) == ["page#1"]
    assert [source.name for source in reading.sources] == ["page.txt"]
    (problem,) = reading.problems
    assert (problem.source, problem.line, problem.skipped) == ("bad.txt", 1, False)
    assert problem.message.startswith(f"left out: {why}")
    assert reading.records == 1
    with pytest.raises(ReadError, match=why):
        read([bad])


def test_a_folder_of_which_nothing_can_be_read_is_an_error_that_names_it(write: Write, tmp_path: Path) -> None:
    write(b"", "empty.txt")
    write(b"<html></html>", "page.txt")
    with pytest.raises(ReadError, match="holds nothing that can be read") as error:
        read([tmp_path])
    assert str(error.value).startswith(f"{tmp_path}: ")
    assert "empty.txt is empty; page.txt is HTML" in str(error.value)


def test_files_of_other_kinds_in_a_folder_are_told_once(write: Write, tmp_path: Path) -> None:
    for name in ("a.txt", "b.pdf", "c/d.html", "e.md", "f.docx", "README.md", "LICENSE", "readme.txt", ".hidden.png"):
        write(TEXT, f"in/{name}")
    reading = read([tmp_path / "in"])
    assert ids(reading.documents) == ["a#1"]
    (problem,) = reading.problems
    assert (problem.source, problem.line, problem.skipped) == ("in", 1, False)
    assert problem.message == "left out: 4 files of kinds that are not read (b.pdf, e.md, f.docx and 1 more)"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user whom files can refuse")
def test_a_file_without_the_right_to_read_is_an_error(write: Write) -> None:
    path = write(TEXT)
    path.chmod(0)
    with pytest.raises(ReadError, match="right to read"):
        read([path])


def test_a_folder_gives_its_readable_files_and_no_others(write: Write, tmp_path: Path) -> None:
    for name in ("b.txt", "deep/er/a.TXT", ".hidden.txt", ".git/c.txt", "readme.md", "picture.png"):
        write(f"{TEXT} {name}", name)
    assert ids(read([tmp_path]).documents) == ["a#1", "b#1"]


def test_a_folder_without_readable_files_is_an_error(write: Write, tmp_path: Path) -> None:
    write("x", "picture.png")
    with pytest.raises(ReadError, match="holds no file to read"):
        read([tmp_path])


def test_outputs_of_our_own_in_a_folder_are_left_out(write: Write, tmp_path: Path) -> None:
    write(f"{TEXT}", "b.txt")
    write("title,abstract\nA,b\n", "out/tables/papers.csv")
    write("title,abstract\nA,b\n", "out/mine.csv")
    write(json.dumps({"generator": "papergraph", "files": {"tables/papers.csv": "0"}}), "out/build.json")
    write('{"id": "a", "entities": [], "relations": [], "results": []}\n', "found.jsonl")
    assert ids(read([tmp_path]).documents) == ["b#1", "mine#2"]
    with pytest.raises(ReadError, match="kg extract"):
        read([tmp_path / "found.jsonl"])


def test_one_file_under_two_paths_is_read_once(write: Write) -> None:
    paths = [write(TEXT, "one/a.txt"), write(TEXT, "two/a.txt"), write(f"{TEXT} More.", "three/a.txt")]
    reading = read([*paths, *paths])
    assert len(reading.documents) == len(reading.sources) == 2


def test_documents_come_in_one_order_or_in_that_of_the_sources(write: Write) -> None:
    paths = [write(f"Abstract:{TEXT} {name}\nAbstract:{TEXT}", f"{name}.txt") for name in "cab"]
    assert ids(read(paths).documents) == ["a#1", "a#2", "b#1", "b#2", "c#1", "c#2"]
    assert ids(read_in_order(paths).documents) == ["c#1", "c#2", "a#1", "a#2", "b#1", "b#2"]
    keys = {document.id: document.key for document in read(paths).documents}
    assert all(keys[document.id] == document.key for document in read_in_order(paths).documents)


def test_a_text_is_one_abstract_named_stdin() -> None:
    (document,) = read_text(f"Abstract: {TEXT}\n\nMore.\n".encode()).documents
    assert (document.id, document.title, document.abstract) == ("stdin#1", None, f"{TEXT}\nMore.")
    (document,) = read_text(f"Foo Networks\n\n{TEXT}".encode()).documents
    assert (document.title, document.abstract) == ("Foo Networks", TEXT)
    with pytest.raises(ReadError, match="stdin: is empty"):
        read_text(b"\n")
    with pytest.raises(ReadError, match="stdin: holds no abstract"):
        read_text(b"Abstract:\n")


_PIECES = st.sampled_from(
    [
        *("\n", "·\n", "  • 4 authors\n·\n", "Sep 4, 2023\n", "Abstract:", "36.1ROJun 17, 2022Code\n", "\r", '"'),
        *("title,abstract\n", '{"title": 1}\n', "A Title of Five Words\n\n", f"{TEXT}\n", "Doe, Roe et al. · mit\n"),
    ]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PIECES, max_size=25))
def test_pages_torn_and_pasted_are_read_or_a_clear_error(write: Write, pieces: list[str]) -> None:
    with suppress(ReadError):
        reading = read([write("".join(pieces))])
        assert all(document.text.strip() for document in reading.documents)
