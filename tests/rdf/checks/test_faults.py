"""A corpus of faults: each is put into a sound build, and a line of the check finds it that finds no other."""

import ast
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.model import Ontology
from kg.rdf.checks import check as module
from kg.rdf.checks import shacl
from kg.rdf.checks.check import check
from kg.rdf.checks.constraints import BY_KIND, BY_VALUE, WHOLE
from kg.rdf.checks.graph import Graph
from kg.rdf.checks.lines import read
from kg.rdf.checks.native import Breach, Native, Rule
from kg.rdf.checks.shapes import shapes

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Fault:
    """What is wrong, the rule that finds it (with its shape), how it comes about, and words of the message."""

    name: str
    rule: str
    spoil: Callable[[Any], object]
    says: str

    def __str__(self) -> str:
        return self.name


def _in_graph() -> list[Fault]:
    rows = [
        line for line in (HERE / "faults.txt").read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")
    ]
    return [_of_row(*row.split(" | ")) for row in rows]


def _of_row(name: str, rule: str, how: str, says: str) -> Fault:
    def spoil(world: Any) -> None:
        for operation in how.split(" & "):
            world.do(operation)

    return Fault(name, rule, spoil, says)


def _told(name: str, rule: str, change: Callable[[dict[str, Any]], object], says: str) -> Fault:
    return Fault(name, rule, lambda world: world.tell(change), says)


def _bytes(name: str, rule: str, change: Callable[[bytes], bytes], says: str, file: str = "graph.nt") -> Fault:
    return Fault(name, rule, lambda world: world.change(file, change), says)


def _edited(name: str, rule: str, pattern: str, new: str, says: str) -> Fault:
    def change(text: bytes) -> bytes:
        found, count = re.subn(pattern, new, text.decode("utf-8"), count=1)
        assert count == 1
        return found.encode("utf-8")

    return _bytes(name, rule, change, says, "dataset.ttl")


def _swapped(text: bytes) -> bytes:
    first, second, rest = text.split(b"\n", 2)
    return b"\n".join([second, first, rest])


def _misplaced(text: bytes) -> bytes:
    """The quads with a statement's type in the graph of a paper that is not the statement's."""
    line = next(line for line in text.split(b"\n") if re.match(rb"<[^>]*/statement/\w+> <[^>]*#type> ", line))
    paper = line.rsplit(b" ", 2)[1]
    other = min(set(re.findall(rb"(<[^>]*/paper/[^>]*>) \.\n", text)) - {paper})
    return text.replace(line, line.replace(paper, other))


NQ = "graph.nq"
IN_FILES = [
    Fault("no build.json", "manifest", lambda world: (world.folder / "build.json").unlink(), "no finished build"),
    Fault(
        "bad JSON", "manifest is JSON", lambda world: (world.folder / "build.json").write_text("{"), "cannot be read"
    ),
    _told("a manifest of nothing", "manifest tells", lambda told: told.pop("counts"), "names no files or no counts"),
    _told("a graph that is not named", "file named", lambda told: told["files"].pop("graph.nt"), "not name graph.nt"),
    _told("too few nodes", "nodes counted", lambda told: told["counts"]["nodes"].update(Method=1), "nodes of Method"),
    _told("too many edges", "facts counted", lambda told: told["counts"]["facts"].update(isA=9), "facts of isA"),
    _told(
        "no denials", "statements counted", lambda told: told["counts"]["statements"].update(negated=0), "of negated"
    ),
    _told("a document more", "documents counted", lambda told: told["counts"].update(documents=5), "it says 5"),
    _told("no sources", "source named", lambda told: told["sources"].clear(), "names no such source"),
    _told("a run of another model", "run named", lambda told: told["run"].update(model="other"), "names the run"),
    Fault("a missing file", "file there", lambda world: (world.folder / "graph.ttl").unlink(), "and not there"),
    Fault(
        "a changed file", "file unchanged", lambda world: (world.folder / "graph.jsonld").write_text("{}"), "SHA-256"
    ),
    _bytes("an empty graph", "any triple", lambda _: b"", "holds no triple"),
    _bytes("bytes of Latin-1", "encoded as UTF-8", lambda text: text.replace("Ü".encode(), b"\xdc"), "is not UTF-8"),
    _bytes("a byte order mark", "byte order mark", lambda text: b"\xef\xbb\xbf" + text, "graph.nt:1: "),
    _bytes("line ends of Windows", "line feeds", lambda text: text.replace(b"\n", b"\r\n"), "carriage return"),
    _bytes("a graph cut off", "last line", lambda text: text[:-30], "the file was cut off"),
    _bytes("a line cut in two", "three terms", lambda text: text.replace(b"> <", b">\n<", 1), "graph.nt:1: is no tri"),
    _bytes("a tab", "spaces", lambda text: text.replace(b"> <", b">\t<", 1), "graph.nt:1: has other white space"),
    _bytes("lines out of order", "sorted", _swapped, "graph.nt:2: comes before"),
    _bytes("a line twice", "once", lambda text: text.split(b"\n")[0] + b"\n" + text, "graph.nt:2: is the same"),
    _bytes("quads that cannot be read", "quads readable", lambda text: b"\xff" + text, "cannot be read", NQ),
    _bytes("quads out of order", "quads sorted", _swapped, "graph.nq:2: ", NQ),
    _bytes("quads without the first", "triple in quads", lambda text: text.split(b"\n", 1)[1], "lacks a triple", NQ),
    _bytes("quads without the last", "quads end", lambda text: text[: text.rindex(b"\n<") + 1], "ends before", NQ),
    _bytes("a quad of its own", "quad is triple", lambda text: text.replace(b'"QMIX"', b'"QM"', 1), "is no triple", NQ),
    _bytes(
        "a graph of nobody", "graph of paper", lambda text: text.replace(b"/shared>", b"/own>", 1), "neither a pap", NQ
    ),
    _edited("a description in no Turtle", "description readable", r"@prefix", "@prefx", "cannot be read as Turtle"),
    _edited("a description of nothing", "whole described", r"void:classes", "void:documents", "no dataset"),
    _edited(
        "too few things", "whole counted", r"void:distinctObjects \d+", "void:distinctObjects 1", "is 1, and in gra"
    ),
    _edited(
        "too many authors", "classes counted", r"(kg:Author ;\s+void:entities) \d+", r"\1 99", "is 99, and in graph"
    ),
    _edited(
        "too many mentions",
        "properties counted",
        r"(kg:mentions ;\s+void:triples) \d+",
        r"\1 99",
        "99, and",
    ),
    _edited(
        "a digest of its own", "files described", r'checksumValue "\w', 'checksumValue "x', "build.json says other"
    ),
    _bytes("a statement astray", "graph of what is said", _misplaced, "is in the graph paper:", NQ),
]
IN_GRAPH = _in_graph()
FAULTS = [*IN_FILES, *IN_GRAPH]
OF_SHAPES = [fault for fault in FAULTS if fault.rule.startswith("sh:")]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_is_found_placed_and_told(fault: Fault, world: Any, ontology: Ontology) -> None:
    fault.spoil(world)
    if fault in IN_GRAPH:
        world.write()
    found = check(world.folder, ontology).violations
    told = [str(one) for one in found if fault.rule == (f"{one.rule} of shape:{one.shape}" if one.shape else one.rule)]
    assert any(fault.says in text for text in told), [str(one) for one in found]
    assert all(one.where and one.message and "\n" not in str(one) for one in found)
    assert all(re.match(r"(graph\.n[tq](:\d+)?|[\w.]+)(: |$)", one.where) for one in found)


def test_what_was_not_spoiled_is_sound(small_build: Path, ontology: Ontology) -> None:
    report = check(small_build, ontology)
    assert [str(one) for one in report.violations] == []
    assert report.sound
    assert report.triples > 1_000


def test_no_two_kinds_of_fault_are_found_by_the_same_line_of_the_check() -> None:
    rules = [fault.rule for fault in FAULTS]
    assert len(set(rules)) == len(rules) - 1  # a date that is none, and one that is a text
    own = [rule for rule in rules if not rule.startswith("sh:")]
    constants = _constants()
    assert {rule: constants.count(rule) for rule in own} == dict.fromkeys(own, 1)
    parameters = {fault.rule.split(" ")[0].removeprefix("sh:") for fault in OF_SHAPES}
    functions = {**BY_KIND, **BY_VALUE, **WHOLE}
    assert parameters == functions.keys()
    assert len(set(functions.values())) == len(parameters)
    assert len(own) + len(parameters) >= 80


def _constants() -> list[object]:
    """Every constant in the code of the check, once for each place where it stands."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in Path(module.__file__).parent.glob("*.py"))
    return [node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]


def test_pyshacl_finds_the_same_breaches_in_all_spoiled_graphs(
    untouched: Callable[[], Any], tmp_path: Path, ontology: Ontology
) -> None:
    """All faults are put into one graph, each into copies of the things that it touches, because pySHACL is slow."""
    path = tmp_path / "graph.nt"
    lines = set(untouched().lines).union(*(_apart(fault, untouched()) for fault in READ_BY_OTHERS))
    path.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8", newline="\n")
    graph = Graph(ontology)
    assert {one.rule for one in read(path, graph)} <= {fault.rule for fault in READ_BY_OTHERS}
    ours = _told_apart(Native(shapes(ontology), graph).breaches())
    theirs = _told_apart(shacl.reference(path, shapes(ontology), ontology))
    assert ours == theirs
    found = {
        (f"sh:{rule.constraint.parameter} of shape:{rule.shape}", focus.rpartition("--")[2])
        for rule, focus, _ in theirs
    }
    assert {fault.name for fault in OF_SHAPES if (fault.rule, f"{IN_GRAPH.index(fault)}>") not in found} == set()


UNREAD = {"subject and predicate", "absolute IRI", "well-formed IRI", "literal"}
READ_BY_OTHERS = [fault for fault in IN_GRAPH if fault.rule not in UNREAD]


def _apart(fault: Fault, world: Any) -> set[str]:
    """The lines of what a fault touches, and of what leads there, under names of its own."""
    before = set(world.lines)
    fault.spoil(world)
    after = set(world.lines)
    touched = {line.split(" ")[0] for line in before ^ after}
    mine = touched | {line.split(" ")[0] for line in after if line.split(" ", 2)[2].removesuffix(" .") in touched}
    number = IN_GRAPH.index(fault)

    def renamed(match: re.Match[str]) -> str:
        return f"{match[0][:-1]}--{number}>" if match[0] in mine else match[0]

    return {re.sub(r"<[^<>\"]*>", renamed, line) for line in after if line.split(" ")[0] in mine}


def _told_apart(breaches: Iterable[Breach]) -> set[tuple[Rule, str, str | None]]:
    """What is broken, where, by what; the names of blank nodes are left out."""
    return {(one.rule, one.focus, "_:" if (one.value or "").startswith("_:") else one.value) for one in breaches}
