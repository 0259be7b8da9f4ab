"""A curation file through builds of a corpus that changes."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.build import command
from kg.errors import CurationError
from kg.graph import KnowledgeGraph, statement_key
from kg.model import Polarity
from kg.ontology import load_ontology
from kg.pipeline import Build, Settings, build
from kg.rdf.checks.check import check

FOO = {
    "id": "r1",
    "title": "FooNet: deep planning",
    "abstract": "We propose FooNet, a method for robot planning. FooNet outperforms BarNet on TeamBench. "
    "We evaluate FooNet on the SkyBench benchmark.",
}
BAR = {
    "id": "r2",
    "title": "A look at BarNet",
    "abstract": "We evaluate BarNet on TeamBench and on SkyBench. BarNet outperforms QuuxNet on TeamBench.",
}
QUUX = {
    "id": "r3",
    "title": "QuuxNet revisited",
    "abstract": "We propose QuuxNet, a method for grasping. QuuxNet outperforms FooNet on GripBench. "
    "We train QuuxNet on the GripSet dataset.",
}
NEW = {
    "id": "r0",
    "title": "Sky Bench in the wild",
    "abstract": "We evaluate FooNet on Sky Bench. ZedNet outperforms FooNet on SkyBench.",
}
NAMES = (
    'same "SkyBench" "TeamBench"  # two names of one suite',
    'type "GripSet" Benchmark',
    'rename "FooNet" "Foo Network"',
    'drop "grasping"',
)


def corpus(path: Path, *records: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def built(source: Path, out: Path, decisions: Path | None) -> Build:
    return build(source, out, settings=Settings(model="rules", jobs=1, cache=False, curation=decisions))


def digests(folder: Path) -> dict[str, str]:
    """What a build wrote, but for build.json, which names the file of decisions by its digest."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "build.json"
    }


def key(graph: KnowledgeGraph, subject: str, predicate: str, object_: str) -> str:
    fact = graph.find(subject).iri, predicate, graph.find(object_).iri
    return statement_key(graph, graph.facts()[fact][0])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("curated")


@pytest.fixture(scope="module")
def plain(place: Path) -> Build:
    return built(corpus(place / "first.jsonl", FOO, BAR, QUUX), place / "plain", None)


@pytest.fixture(scope="module")
def lines(plain: Build) -> list[str]:
    misread = key(plain.graph, "BarNet", "outperforms", "QuuxNet")
    right = key(plain.graph, "FooNet", "outperforms", "BarNet")
    return [*NAMES, f"reject {misread}", f"confirm {right}"]


def decided(place: Path, name: str, lines: list[str]) -> Path:
    path = place / name
    path.write_text("# decided\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_every_decision_does_what_it_says(place: Path, plain: Build, lines: list[str]) -> None:
    source, path = place / "first.jsonl", decided(place, "all.kg", lines)
    done = built(source, place / "decided", path)
    graph = done.graph
    assert done.manifest["curation"] == {
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "decisions": 6,
        "applied": {"confirm": 1, "drop": 1, "reject": 1, "rename": 1, "same": 1, "type": 1},
        "stale": [],
    }
    assert graph.find("SkyBench") == graph.find("TeamBench") != plain.graph.find("SkyBench")
    assert graph.find("GripSet").type == "Benchmark"
    assert graph.find("FooNet").label == "Foo Network"
    assert plain.graph.find("grasping").label == "grasping"
    assert all(node.label != "grasping" for node in graph.nodes())
    facts = graph.facts()
    assert (graph.find("BarNet").iri, "outperforms", graph.find("QuuxNet").iri) not in facts
    assert facts[graph.find("FooNet").iri, "outperforms", graph.find("BarNet").iri][0].confidence == 1.0
    assert done.manifest["counts"]["statements"]["rejected"] == 1


def test_decisions_survive_a_changed_corpus_and_those_without_a_subject_are_told(place: Path, lines: list[str]) -> None:
    source = corpus(place / "second.jsonl", NEW, BAR, FOO)
    done = built(source, place / "changed", decided(place, "changed.kg", lines))
    told = done.manifest["curation"]
    assert told["applied"] == {"confirm": 1, "reject": 1, "rename": 1, "same": 1}
    assert [(stale["line"], stale["decision"]) for stale in told["stale"]] == [
        (3, 'type "GripSet" Benchmark'),
        (5, 'drop "grasping"'),
    ]
    assert "there is no node named 'GripSet'" in told["stale"][0]["reason"]
    rejected = [s for s in done.graph.statements() if s.polarity is Polarity.REJECTED]
    assert [s.evidence.text for s in rejected] == ["BarNet outperforms QuuxNet on TeamBench."]
    assert done.graph.find("Sky Bench") == done.graph.find("TeamBench")


def test_a_line_taken_out_leaves_the_bytes_that_were_there_without_it(
    place: Path, plain: Build, lines: list[str]
) -> None:
    source = place / "first.jsonl"
    with_none = built(source, place / "none", decided(place, "none.kg", []))
    assert digests(with_none.folder) == digests(plain.folder)
    for at in range(len(lines)):
        rest = [line for line in lines if line != lines[at]]
        without = digests(built(source, place / "without", decided(place, "one.kg", rest)).folder)
        again = built(source, place / "again", decided(place, "one.kg", rest[::-1]))
        assert digests(again.folder) == without, lines[at]
        assert without != digests(plain.folder)


def test_a_wrong_file_stops_the_build_before_anything_is_read(place: Path) -> None:
    with pytest.raises(CurationError, match=r"wrong\.kg:2: "):
        built(place / "missing.jsonl", place / "never", decided(place, "wrong.kg", ["sme"]))
    assert not (place / "never").exists()


def test_the_file_beside_the_seeds_is_applied_and_the_user_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus(tmp_path / "papers.jsonl", FOO, BAR)
    text = 'rename "FooNet" "Foo"\ndrop "FoNet"\nrename "FooNet" "Foo"\ndrop "FooNet" in r22\n'
    (tmp_path / "curation.kg").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(command, ["papers.jsonl", "--model", "rules", "--jobs", "1", "--no-cache"])
    assert done.exit_code == 0, done.output
    assert "curation: 1 decision of curation.kg applied (rename 1), 2 stale" in done.stdout
    assert 'curation.kg:2: stale: drop "FoNet": there is no node named' in done.stderr
    assert "FooNet" in done.stderr
    assert "curation.kg:3: note: says the same as line 1; remove one" in done.stderr
    assert 'curation.kg:4: stale: drop "FooNet" in r22: there is no record r22; nearest: r2' in done.stderr


def test_a_curated_build_is_sound(place: Path, lines: list[str]) -> None:
    """The checks of `kg check` on RDF, tables and page of a graph with rejected and confirmed statements."""
    done = built(place / "first.jsonl", place / "sound", decided(place, "sound.kg", lines))
    assert check(done.folder, load_ontology()).violations == ()
    turtle = (done.folder / "graph.ttl").read_text(encoding="utf-8")
    assert 'kg:polarity "rejected"' in turtle
    assert "+curation" in turtle
