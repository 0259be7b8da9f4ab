"""What was extracted once is reused, and never in the place of something else."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.extract.cache.fingerprint import document_key, fingerprint
from kg.extract.cache.store import FILE, Cache
from kg.model import Concept, Document, Extraction, Fact, Source, Vocabulary
from kg.model.places import default_folder

ROOT = Path(__file__).resolve().parent.parent
NOTHING = Vocabulary(concepts={})
THING = Concept(iri="https://w3id.org/papergraph/id/method/foonet", type="Method", label="FooNet")
SENTENCES = (
    "We propose FooNet, a method that outperforms BarNet on ImageNet by 3.2%.",
    "We introduce BazBench, a benchmark for planning; code is at https://example.org/baz.",
    "GPT-4 (GPT) does not outperform FooNet on BazBench.",
)


def document(abstract: str, title: str | None = "A title", **other: Any) -> Document:
    key = hashlib.sha256(f"{title}{abstract}{other}".encode()).hexdigest()
    return replace(
        Document(key=key, id="x", source=Source(name="a", sha256=""), line=1, title=title, abstract=abstract), **other
    )


DOCUMENTS = tuple(document(sentence) for sentence in SENTENCES)


def found(folder: Path, documents: tuple[Document, ...] = DOCUMENTS, **more: Any) -> tuple[list[Extraction], Cache]:
    with Cache(folder, **more) as cache:
        return list(extract(documents, NOTHING, model="rules", jobs=1, cache=cache)), cache


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    path = tmp_path / "papers.jsonl"
    path.write_text(
        "".join(json.dumps({"id": f"x{n}", "title": "T", "abstract": s}) + "\n" for n, s in enumerate(SENTENCES))
    )
    return path


def test_what_the_cache_gives_is_what_extraction_gives(tmp_path: Path) -> None:
    plain = list(extract(DOCUMENTS, NOTHING, model="rules", jobs=1))
    first, cold = found(tmp_path)
    second, warm = found(tmp_path)
    assert first == second == plain
    assert (cold.reused, warm.reused) == (0, 3)
    assert any(extraction.relations for extraction in second)


def test_a_reused_extraction_is_of_the_document_that_asked(tmp_path: Path) -> None:
    found(tmp_path)
    facts = (Fact(property="creator", value="Ann", line=4, text="Ann"),)
    other = replace(DOCUMENTS[0], key="other", id="y", line=7, facts=facts)
    twice, cache = found(tmp_path, (other, DOCUMENTS[0]))
    assert [extraction.document for extraction in twice] == [other, DOCUMENTS[0]]
    assert cache.reused == 2


def test_title_and_abstract_are_what_a_key_depends_on() -> None:
    one = document("b c", "a")
    keys = [document_key("f", d) for d in (one, document("c", "a b"), document("a\nb c", None), document("b c", ""))]
    assert len(set(keys)) == 4
    assert document_key("f", replace(one, key="k", id="i", line=9)) == keys[0]
    assert document_key("g", one) != keys[0]


@pytest.mark.parametrize(
    "path", ["weights/encoder.onnx", "lexicon/cues.txt", "results.py", "entities/finder.py", "spacy.cfg"]
)
def test_any_byte_of_weights_words_or_code_makes_another_fingerprint(path: str, tmp_path: Path) -> None:
    copy = tmp_path / "extract"
    shutil.copytree(ROOT / "kg" / "extract", copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = fingerprint("x 1", NOTHING, [copy])
    (copy / "__pycache__").mkdir()
    (copy / "__pycache__" / "a.pyc").write_bytes(b"1")
    assert fingerprint("x 1", NOTHING, [copy]) == before
    with (copy / path).open("ab") as file:
        file.write(b"\n")
    assert fingerprint("x 1", NOTHING, [copy]) != before


def test_so_do_the_extractor_and_every_word_of_the_vocabulary() -> None:
    vocabularies = [
        NOTHING,
        *(
            Vocabulary(concepts={THING.iri: concept})
            for concept in (
                THING,
                replace(THING, aliases=("Foo Net",)),
                replace(THING, named=False),
                replace(THING, cased=frozenset({"FooNet"})),
                replace(THING, type="Benchmark"),
            )
        ),
    ]
    marks = [fingerprint(name, vocabulary, []) for name in ("rules 1", "rules 2") for vocabulary in vocabularies]
    assert len(set(marks)) == len(marks)


def test_an_entry_that_was_damaged_is_extracted_again(tmp_path: Path) -> None:
    plain, _ = found(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE entries SET value = substr(value, 1, 20) WHERE key = (SELECT min(key) FROM entries)")
        connection.execute("UPDATE entries SET value = 7 WHERE key = (SELECT max(key) FROM entries)")
    connection.close()
    again, cache = found(tmp_path)
    assert again == plain
    assert cache.reused == 1
    assert found(tmp_path)[1].reused == 3


def test_a_file_that_is_no_cache_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"my own notes\n" * 999)
    extractions, cache = found(tmp_path)
    assert len(extractions) == 3
    assert cache.trouble is not None
    assert "delete it" in cache.trouble
    assert (tmp_path / FILE).read_bytes() == b"my own notes\n" * 999


def test_a_folder_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    extractions, cache = found(tmp_path / "file")
    assert len(extractions) == 3
    assert cache.trouble is not None
    assert "KG_CACHE" in cache.trouble


def test_what_was_not_used_for_longest_goes_when_there_is_too_much(tmp_path: Path) -> None:
    many = tuple(document(f"{SENTENCES[n % 3]} We study task {n}.") for n in range(40))
    found(tmp_path, many[:20])
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE entries SET used = 1")
    connection.close()
    found(tmp_path, many[20:])
    found(tmp_path, (), most=(tmp_path / FILE).stat().st_size * 3 // 4)
    with sqlite3.connect(tmp_path / FILE) as connection:
        old, new = connection.execute("SELECT sum(used = 1), sum(used > 1) FROM entries").fetchall()[0]
    connection.close()
    assert new == 20
    assert 0 < old < 20


def test_the_folder_is_the_users_or_what_the_environment_says(tmp_path: Path) -> None:
    assert default_folder({"KG_CACHE": str(tmp_path), "XDG_CACHE_HOME": "/x", "HOME": "/h"}) == tmp_path
    assert default_folder({"XDG_CACHE_HOME": "/x", "HOME": "/h"}) == Path("/x/papergraph")
    assert default_folder({"KG_CACHE": "", "HOME": "/h"}).is_relative_to("/h")


def test_no_cache_cold_cache_and_warm_cache_give_the_same_bytes(papers: Path, tmp_path: Path, kg: Any) -> None:
    cache = {"KG_CACHE": str(tmp_path / "cache")}
    runs = [
        kg("build", papers, "--model", "rules", "--out", tmp_path / "out" / name, *more, environment=cache)
        for name, more in (("none", ["--no-cache"]), ("cold", []), ("warm", []))
    ]
    assert [run.returncode for run in runs] == [0, 0, 0], runs[0].stderr
    outs = [files(tmp_path / "out" / name) for name in ("none", "cold", "warm")]
    assert outs[0] == outs[1] == outs[2]
    assert (
        len(
            {
                run.stdout.replace(f"/{name} ", "/ ").replace(f"/{name}:", "/:")
                for run, name in zip(runs, ("none", "cold", "warm"), strict=True)
            }
        )
        == 1
    )
    assert ["3 of 3 records had been read before" in run.stderr for run in runs] == [False, False, True]


def test_no_cache_leaves_none(papers: Path, tmp_path: Path, kg: Any) -> None:
    folder = tmp_path / "cache"
    done = kg(
        "build",
        papers,
        "--model",
        "rules",
        "--no-cache",
        "--out",
        tmp_path / "o",
        environment={"KG_CACHE": str(folder)},
    )
    assert done.returncode == 0
    assert not folder.exists()


def test_a_damaged_cache_is_one_line_and_no_loss(papers: Path, tmp_path: Path, kg: Any) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / FILE).write_bytes(b"\x00" * 5000)
    done = kg(
        "build",
        papers,
        "--model",
        "rules",
        "-q",
        "--out",
        tmp_path / "o",
        environment={"KG_CACHE": str(tmp_path / "cache")},
    )
    assert done.returncode == 0
    assert [line.startswith("note: ") and FILE in line for line in done.stderr.splitlines()].count(True) == 1
    assert (tmp_path / "o" / "build.json").is_file()


def test_builds_at_the_same_time_share_a_cache(papers: Path, tmp_path: Path, kg: Any) -> None:
    environment = {"KG_CACHE": str(tmp_path / "cache")}
    code = "import sys; from kg.cli.main import run; sys.exit(run())"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, "build", papers, "--model", "rules", "-q", "--out", tmp_path / f"o{n}"],
            env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(3)
    ]
    told = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], told
    assert not any("cache" in words for words in told)
    assert files(tmp_path / "o0") == files(tmp_path / "o1") == files(tmp_path / "o2")
    again = kg("build", papers, "--model", "rules", "--out", tmp_path / "o0", environment=environment)
    assert "3 of 3 records" in again.stderr
