"""The check as a whole: it fails on nothing that it reads, builds pass it, and its shapes are those of the schema."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph
from rdflib.namespace import SH

from kg.errors import ReadError, UnsoundError
from kg.model import Class, Ontology, Property
from kg.ontology import data_folder
from kg.pipeline import Settings, build
from kg.rdf.checks import shacl
from kg.rdf.checks.check import check
from kg.rdf.checks.constraints import BY_KIND, BY_VALUE, WHOLE
from kg.rdf.checks.extras import EXTRAS, NAMED, Extra
from kg.rdf.checks.shapes import shapes

MEND = "kg check --shapes > ontology/shapes.ttl"


def test_the_shapes_of_the_data_folder_are_those_of_the_schema(ontology: Ontology) -> None:
    written = (data_folder() / "shapes.ttl").read_text(encoding="utf-8")
    assert written == shacl.turtle(shapes(ontology), ontology), f"the schema changed: {MEND}"


def test_every_class_and_property_has_its_shape(ontology: Ontology) -> None:
    graph = Graph().parse(data_folder() / "shapes.ttl", format="turtle")
    targets = {str(end) for _, end in graph.subject_objects(SH.targetClass)}
    assert targets == {class_.iri for class_ in ontology.classes.values()}
    subjects = {str(end) for _, end in graph.subject_objects(SH.targetSubjectsOf)}
    assert subjects == {one.iri for one in ontology.properties.values() if one.domain or one.range or one.datatype}
    assert EXTRAS.keys() <= ontology.classes.keys()
    assert set(NAMED) <= ontology.classes.keys()


def test_the_shapes_are_in_the_part_of_shacl_that_both_interpreters_know(ontology: Ontology) -> None:
    graph = Graph().parse(data_folder() / "shapes.ttl", format="turtle")
    known = {"path", "property", "targetClass", "targetSubjectsOf", *BY_KIND, *BY_VALUE, *WHOLE}
    used = {str(one).removeprefix(str(SH)) for one in graph.predicates() if str(one).startswith(str(SH))}
    assert used <= known
    assert len(set(graph.subjects(RDF.type, SH.PropertyShape))) == sum(len(one.properties) for one in shapes(ontology))


def test_a_domain_of_a_schema_becomes_a_shape() -> None:
    one, other = (
        Class(name=name, iri=f"http://ex.org/o#{name}", label=name, definition=name) for name in ("One", "Other")
    )
    property_ = Property(
        name="p", iri="http://ex.org/o#p", label="p", definition="p", domain=("One",), range=("Other",)
    )
    label = Property(name="label", iri="http://ex.org/o#label", label="l", definition="l", datatype="string")
    alias = Property(name="alias", iri="http://ex.org/o#alias", label="a", definition="a", datatype="string")
    known = {term.name: term for term in (property_, label, alias)}
    small = Ontology(namespace="http://ex.org/o#", classes={"One": one, "Other": other}, properties=known, prefixes={})
    text = shacl.turtle(shapes(small), small)
    assert "shape:p a sh:NodeShape ;\n    sh:targetSubjectsOf kg:p ;\n    sh:class kg:One ;" in text
    assert "shape:p-range a sh:PropertyShape ;\n    sh:path kg:p ;\n    sh:class kg:Other ." in text


def test_a_build_that_is_not_sound_fails_and_leaves_the_outputs_as_they_were(
    small_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers, out = small_build.parent / "papers.jsonl", tmp_path / "out"
    build(papers, out, settings=Settings(model="rules", jobs=1))
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    monkeypatch.setitem(cast(dict[str, Any], EXTRAS), "Author", (Extra(path="named", most=0),))
    with pytest.raises(UnsoundError, match=r"stay as they were: graph\.nt:\d+: author:ada-lovelace: has 1 kg:named"):
        build(papers, out, settings=Settings(model="rules", jobs=1))
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name != ".out.kg-lock"] == ["out"]


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"files": 1, "counts": {}}', "\ud7ff{"])
def test_a_folder_without_a_manifest_is_one_violation(content: str | None, world: Any, ontology: Ontology) -> None:
    (world.folder / "build.json").unlink()
    if content is not None:
        (world.folder / "build.json").write_text(content, encoding="utf-8")
    assert len(check(world.folder, ontology).violations) == 1


@pytest.mark.parametrize("told", [{"counts": {"nodes": []}}, {"sources": 1, "run": []}, {"sources": [1, {}]}])
def test_a_manifest_of_another_form_is_told(told: dict[str, Any], world: Any, ontology: Ontology) -> None:
    world.tell(lambda manifest: manifest.update(told))
    report = check(world.folder, ontology)
    assert {one.where.partition(":")[0] for one in report.violations} <= {"build.json", "graph.nt"}


def test_a_violation_says_the_line_of_its_triple(world: Any, ontology: Ontology) -> None:
    world.do('+ method:happo kg:colour "red"')
    world.do("+ method:happo kg:outperforms author:ada-lovelace")
    world.write()
    lines = world.nt.read_text(encoding="utf-8").split("\n")
    for rule, part in (("property defined", "#colour>"), ("sh:class", "/author/ada-lovelace>")):
        (where,) = {one.where for one in check(world.folder, ontology).violations if one.rule == rule}
        line = lines[int(where.split(":")[1]) - 1]
        assert part in line
        assert where.endswith(": method:happo")


@given(seed=st.integers(0, 2**32), damage=st.sampled_from(["flip", "cut", "double", "swap", "token"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_files_hold_the_check_tells_and_does_not_fail(
    seed: int, damage: str, world: Any, small_build: Path, ontology: Ontology
) -> None:
    chance = random.Random(seed)
    name = chance.choice(["graph.nt", "graph.nq", "dataset.ttl", "build.json"])
    sound = (small_build / name).read_bytes()
    (world.folder / name).write_bytes(DAMAGE[damage](sound, chance))
    report = check(world.folder, ontology)
    assert name == "build.json" or report.violations
    assert all("\n" not in str(one) for one in report.violations)
    (world.folder / name).write_bytes(sound)


def _flip(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + bytes([text[at] ^ (1 << chance.randrange(8))]) + text[at + 1 :]


def _token(text: bytes, chance: random.Random) -> bytes:
    """One word is put in the place of another."""
    words = text.split(b" ")
    words[chance.randrange(len(words))] = chance.choice(words)
    return b" ".join(words) + b" "


def _swap(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(1, len(text))
    return text[at:] + text[:at]


DAMAGE: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "flip": _flip,
    "cut": lambda text, chance: text[: chance.randrange(len(text))],
    "double": lambda text, chance: text + text[chance.randrange(len(text)) :],
    "swap": _swap,
    "token": _token,
}


def test_pyshacl_finds_nothing_in_a_sound_build_and_wants_a_graph_that_can_be_read(
    world: Any, small_build: Path, ontology: Ontology
) -> None:
    assert shacl.violations(small_build, ontology) == []
    world.change("graph.nt", lambda text: text.replace(b" .", b" ,", 1))
    with pytest.raises(ReadError, match=r"graph\.nt:1: is no triple .*, and pySHACL has to read it"):
        shacl.violations(world.folder, ontology)


def test_the_command_prints_shapes_violations_and_how_many(
    kg: Callable[..., Any], world: Any, ontology: Ontology
) -> None:
    assert kg("check", "--shapes").stdout == shacl.turtle(shapes(ontology), ontology)
    world.do('+ method:happo kg:unit "%"')
    world.write()
    done = kg("check", "--shacl", world.folder)
    assert done.returncode == 1
    assert (
        "method:happo: is of class kg:Entity, kg:Method, kg:NamedThing and has kg:unit, which is for kg:Result"
        in done.stdout
    )
    assert done.stdout.endswith("1 violation\n")
    assert json.loads((world.folder / "build.json").read_text(encoding="utf-8"))["files"].keys() >= {"graph.nt"}
