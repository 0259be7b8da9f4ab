import os
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph

from kg.errors import ReadError
from kg.model import Ontology
from kg.sparql.graph import RdfGraph, load
from kg.sparql.store import opened

EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"


def test_a_large_graph_is_kept_on_disk_and_answers_the_same(outputs: Path, ontology: Ontology, tmp_path: Path) -> None:
    in_memory = RdfGraph(opened(outputs), ontology).query(EVERYTHING)
    on_disk = RdfGraph(opened(outputs, large=1, cache=tmp_path), ontology)
    assert on_disk.query(EVERYTHING) == in_memory
    (kept,) = (tmp_path / "stores").glob("oxigraph-*")
    before = kept.stat().st_ino
    assert len(opened(outputs, large=1, cache=tmp_path)) == len(on_disk.store)
    assert kept.stat().st_ino == before


def test_what_was_interrupted_is_made_anew_and_old_stores_make_room(outputs: Path, tmp_path: Path) -> None:
    home = tmp_path / "stores"
    opened(outputs, large=1, cache=tmp_path)
    (made,) = home.glob("oxigraph-*")
    made.rename(made.with_name(f"{made.name}.part"))
    for number in range(5):
        (home / f"oxigraph-old-{number}").mkdir()
        os.utime(home / f"oxigraph-old-{number}", (number, number))
    assert len(opened(outputs, large=1, cache=tmp_path)) > 0
    assert {path.name for path in home.glob("oxigraph-*")} == {made.name, "oxigraph-old-4", "oxigraph-old-3"}


def test_named_graphs_are_read_on_request(outputs: Path, tmp_path: Path) -> None:
    assert list(opened(outputs).named_graphs()) == []
    for store in (opened(outputs, named=True), opened(outputs, named=True, large=1, cache=tmp_path)):
        assert len(list(store.named_graphs())) > 0
        everything = list(store.quads_for_pattern(None, None, None, DefaultGraph()))
        assert len(everything) == len((outputs / "graph.nt").read_text(encoding="utf-8").split("\n")) - 1


def test_a_folder_without_a_graph_is_a_clear_error(ontology: Ontology, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="run kg build"):
        load(tmp_path, ontology)
    for written, message in (
        (b"\xff\xfe", "not UTF-8"),
        (b"@prefix a: <b> .\n", r"graph\.nt:1:"),
        (b"<a:b> <a:c> <a:d> .\n<a:b> <a:c> 'x' .\n", r"graph\.nt:2: is no triple"),
    ):
        (tmp_path / "graph.nt").write_bytes(written)
        for large in (1, 10**9):
            with pytest.raises(ReadError, match=message):
                opened(tmp_path, large=large, cache=tmp_path)


def test_a_folder_that_cannot_be_written_is_a_clear_error(outputs: Path, tmp_path: Path) -> None:
    (tmp_path / "stores").write_text("no folder")
    with pytest.raises(ReadError, match="stores: cannot be"):
        opened(outputs, large=1, cache=tmp_path)
