"""`kg export`: every profile in every format, as a file or printed, or a sentence that says what would be right."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Dataset, Graph

from kg.cli.main import run
from kg.graph import KnowledgeGraph
from kg.model import Literal, Node, Ontology
from kg.rdf.files import export
from kg.rdf.files.formats import WRITERS
from kg.rdf.memory import to_rdflib

Run = Callable[..., subprocess.CompletedProcess[str]]
FORMATS = {"nt": "nt", "ttl": "turtle", "jsonld": "json-ld", "n3": "n3", "xml": "xml", "hext": "hext"}
PAIRS = [(profile, name) for profile, writers in WRITERS.items() for name in writers]
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset.|Graph.parse|ConjunctiveGraph):DeprecationWarning")


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory, assembled_in: Callable[..., KnowledgeGraph], ontology: Ontology
) -> Path:
    """The small graph, in the words that XML can carry too."""
    folder = tmp_path_factory.mktemp("built")
    graph = assembled_in(list).subgraph([n.iri for n in assembled_in(list).nodes() if "odd" not in n.label.casefold()])
    export.write_all(graph, ontology, folder)
    return folder


def read(path: Path, format_: str) -> set[tuple[str, ...]]:
    """The triples of a file, a plain text and one of xsd:string being the same."""
    return {
        tuple(term.n3().removesuffix("^^<http://www.w3.org/2001/XMLSchema#string>") for term in triple)
        for triple in Graph().parse(data=path.read_text(encoding="utf-8"), format=format_)
    }


@pytest.fixture(scope="module")
def exported(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """What the command writes for each profile and format."""
    folder = tmp_path_factory.mktemp("exported")
    found = {}
    for profile, name in PAIRS:
        found[profile, name] = folder / f"{profile}.{name}"
        assert run(["export", str(built), "--profile", profile, "--out", str(found[profile, name])]) == 0
    return found


def test_the_formats_of_a_profile_have_the_same_triples(exported: dict[tuple[str, str], Path], built: Path) -> None:
    for profile in ("core", "full", "annotations"):
        expected = read(exported[profile, "nt"], "nt")
        assert len(expected) > 100
        for name, format_ in FORMATS.items():
            assert read(exported[profile, name], format_) == expected, (profile, name)
    assert read(exported["full", "nt"], "nt") == {tuple(term.n3() for term in triple) for triple in to_rdflib(built)}


def test_the_formats_of_quads_have_the_same_quads(exported: dict[tuple[str, str], Path]) -> None:
    found = []
    for name, format_ in (("nq", "nquads"), ("trig", "trig"), ("hext", "hext")):
        quads = Dataset().parse(data=exported["quads", name].read_text(encoding="utf-8"), format=format_).quads()
        string = "^^<http://www.w3.org/2001/XMLSchema#string>"
        found.append({(s.n3(), p.n3(), o.n3().removesuffix(string), str(graph)) for s, p, o, graph in quads})
    assert found[0] == found[1] == found[2]
    assert len({graph for *_, graph in found[0]}) == 4


def test_an_export_of_what_a_build_writes_too_is_the_same_bytes(
    exported: dict[tuple[str, str], Path], built: Path
) -> None:
    for pair in (("full", "nt"), ("full", "ttl"), ("full", "jsonld"), ("quads", "nq")):
        assert exported[pair].read_bytes() == (built / f"graph.{pair[1]}").read_bytes()


@pytest.mark.parametrize(
    ("profile", "name"), [("core", "xml"), ("quads", "trig"), ("quads", "hext"), ("annotations", "jsonld")]
)
def test_an_export_is_the_same_bytes_whatever_the_hash_seed(
    profile: str, name: str, built: Path, kg: Run, tmp_path: Path
) -> None:
    found = []
    for seed in ("1", "4711"):
        out = tmp_path / seed
        kg("export", built, "--profile", profile, "--format", name, "--out", out, environment={"PYTHONHASHSEED": seed})
        found.append(out.read_bytes())
    assert found[0] == found[1]


def test_without_a_file_it_is_printed_in_the_first_format_of_the_profile(
    built: Path, kg: Run, exported: dict[tuple[str, str], Path]
) -> None:
    done = kg("export", built, "--profile", "annotations")
    assert json.loads(done.stdout)["@graph"]
    assert done.stdout == exported["annotations", "jsonld"].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--profile", "rdf12", "--format", "ttl"], "--profile rdf12 is written as nt, not as ttl"),
        (["--profile", "quads", "--out", "x.ttl"], "--profile quads is written as nq, trig, hext, not as ttl"),
        (["--profile", "cor"], "'cor' is not one of 'core', 'full', 'quads', 'rdf12', 'annotations'"),
        (["--out", "nowhere/x.nt"], "nowhere/x.nt: cannot be written: there is no folder nowhere"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(
    arguments: list[str],
    sentence: str,
    built: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["export", str(built), *arguments]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_graph_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, sentence in ((tmp_path / "none", "no such folder; run 'kg build"), (tmp_path, "is not there; run kg")):
        assert run(["export", str(folder)]) == 2
        assert sentence in capsys.readouterr().err


def test_the_outputs_of_a_build_are_not_overwritten(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = {"generator": "papergraph", "files": {"graph.nt": "…"}}
    (built / "build.json").write_text(json.dumps(told), encoding="utf-8")
    before = (built / "graph.nt").read_bytes()
    for name in ("graph.nt", "build.json"):
        assert run(["export", str(built), "--profile", "core", "--format", "nt", "--out", str(built / name)]) == 2
        assert "is an output of the build; name another file" in capsys.readouterr().err
    assert (built / "graph.nt").read_bytes() == before


def test_what_xml_cannot_carry_is_refused_and_no_file_is_left(
    ontology: Ontology, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = KnowledgeGraph()
    text = (Literal(value="a\x1b[31m"),)
    graph.add_node(
        Node(iri="https://w3id.org/papergraph/id/document/d", type="Document", label="d", properties={"text": text})
    )
    export.write_all(graph, ontology, tmp_path)
    out = tmp_path / "x.xml"
    assert run(["export", str(tmp_path), "--out", str(out)]) == 2
    assert "holds U+001B, which XML cannot carry; write another format" in capsys.readouterr().err
    assert not out.exists()


def test_help_and_documentation_name_every_format_of_every_profile(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--help"]) == 0
    told = [line.split() for line in capsys.readouterr().out.splitlines()]
    page = (Path(__file__).resolve().parents[2] / "docs" / "rdf.md").read_text(encoding="utf-8").splitlines()
    for profile, writers in WRITERS.items():
        assert any(line[:1] == [profile] and line[-len(writers) :] == list(writers) for line in told)
        assert any(line.startswith(f"| `{profile}`") and line.endswith(f"| {' '.join(writers)} |") for line in page)
