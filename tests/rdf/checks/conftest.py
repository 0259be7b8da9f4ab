"""A small real build, sound, and the means to spoil a copy of it."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from kg.model import Ontology
from kg.pipeline import Settings, build
from kg.rdf.names import Names

_SHORT = re.compile(r"(?<![<\w:/^\"])([a-z]+):([\w\-]+)(?![\w>])|(?<=\^\^)(xsd):(\w+)")
_PARTS = re.compile(r" \.\. (?![^{]*\})")
_MACRO = re.compile(r"\{(\w+) ([^{}]*)\}")

_TEAMS = (
    "We propose HAPPO, a trust region method for cooperative multi-agent reinforcement learning. HAPPO outperforms "
    "QMIX on the StarCraft Multi-Agent Challenge (SMAC)."
)
RECORDS = (
    {
        "id": "2101.00001v1",
        "title": "HAPPO for Teams",
        "abstract": f"{_TEAMS} HAPPO reaches a win rate of 95.40% on SMAC. Code: https://github.com/example/happo.",
        "authors": ["Ada Lovelace", "Zoë Ünal"],
        "published": "2021-01-04",
    },
    {
        "id": "2101.00001v2",
        "title": "HAPPO for Teams",
        "abstract": f"{_TEAMS} HAPPO improves the win rate on SMAC by 12.5% over MAPPO.",
        "authors": ["Ada Lovelace", "Zoë Ünal"],
        "published": "2021-02-01",
    },
    {
        "id": "2102.00002",
        "title": "QMIX Again",
        "abstract": "We evaluate QMIX on SMAC. HAPPO does not outperform MAPPO on SMAC. QMIX may outperform HAPPO.",
        "authors": ["Ada Lovelace"],
        "published": "2021-03-05",
    },
    {
        "id": "2103.00003",
        "title": "GridWorld Plus: A Benchmark for Exploration",
        "abstract": "We introduce GridWorld Plus, a benchmark for exploration, and GridData, a dataset of moves.",
        "authors": ["Grace Hopper"],
        "published": "2021-06-07",
    },
)


@pytest.fixture(scope="session")
def small_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `kg build` makes of four short records: two versions of one paper, a denial, a doubt, results, a link."""
    folder = tmp_path_factory.mktemp("small")
    records = folder / "papers.jsonl"
    records.write_text("".join(f"{json.dumps(record)}\n" for record in RECORDS), encoding="utf-8")
    build(records, folder / "outputs", settings=Settings(model="rules", jobs=1))
    return folder / "outputs"


@dataclass
class World:
    """A copy of a sound build, to be spoiled; short names (`method:qmix`) stand for IRIs."""

    folder: Path
    prefixes: Mapping[str, str]

    @cached_property
    def lines(self) -> list[str]:
        return self.nt.read_text(encoding="utf-8").removesuffix("\n").split("\n")

    @property
    def nt(self) -> Path:
        return self.folder / "graph.nt"

    def long(self, text: str) -> str:
        """A text with its macros and short names written out: `{said kg:uses}` is a statement of `kg:uses`."""
        text = _MACRO.sub(lambda match: getattr(self, match[1])(match[2]), text)
        return _SHORT.sub(lambda m: f"<{self.prefixes[m[1] or m[3]]}{m[2] or m[4]}>", text)

    def at(self, parts: str) -> int:
        """The first line that holds all these parts."""
        wanted = [self.long(part) for part in _PARTS.split(parts)]
        return next(at for at, line in enumerate(self.lines) if all(part in line for part in wanted))

    def one(self, parts: str) -> str:
        """What the first line with these parts is about."""
        return self.lines[self.at(parts)].split(" ")[0]

    def other(self, parts: str) -> str:
        """What the last such line is about."""
        wanted = [self.long(part) for part in _PARTS.split(parts)]
        return next(line for line in reversed(self.lines) if all(part in line for part in wanted)).split(" ")[0]

    def said(self, what: str) -> str:
        """A statement of a predicate, asserted unless another polarity is named after it."""
        predicate, _, polarity = what.partition(" ")
        ends = self.long(f"rdf:predicate {predicate} .")
        told = [line.split(" ")[0] for line in self.lines if line.endswith(ends)]
        wanted = f'{self.long("kg:polarity")} "{polarity or "asserted"}" .'
        return next(iri for iri in told if f"{iri} {wanted}" in self.lines)

    def do(self, operation: str) -> None:
        """Spoil the lines in one of the ways that `faults.txt` names."""
        if operation.startswith("+ "):
            self.lines.append(f"{self.long(operation[2:])} .")
        elif operation.startswith("- "):
            del self.lines[self.at(operation[2:])]
        elif " => " in operation:
            old, new = operation.split(" => ")
            new, _, parts = new.partition(" .. ")
            at = self.at(f"{old} .. {parts}" if parts else old)
            self.lines[at] = self.lines[at].replace(self.long(old), self.long(new))
        elif " ++ " in operation:
            old, new = map(self.long, operation.split(" ++ "))
            self.lines += [line.replace(old, new, 1) for line in self.lines if line.startswith(f"{old} ")]
        elif " = " in operation:
            thing, value = map(self.long, operation.split(" = "))
            del self.lines[self.at(f"{thing} ")]
            self.lines.append(f"{thing} {value} .")
        else:
            thing, what, by = self.long(operation).split(" ")
            self._shift(thing, what, int(by))

    def _shift(self, thing: str, what: str, by: int) -> None:
        for end in ("Start", "End"):
            at = self.at(f"{thing} .. kg:{what}{end}")
            self.lines[at] = re.sub(r'"(\d+)"', lambda match: f'"{int(match[1]) + by}"', self.lines[at])

    def write(self) -> None:
        """Write the lines as a build would have, and of what tells the same again, nothing."""
        self.nt.write_text("".join(f"{line}\n" for line in sorted(set(self.lines))), encoding="utf-8", newline="\n")
        self.tell(lambda told: [told["files"].pop(name) for name in ("graph.nq", "dataset.ttl")])
        self.sign("graph.nt")

    def sign(self, name: str) -> None:
        digest = hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
        self.tell(lambda told: told["files"].update({name: digest}))

    def tell(self, change: Callable[[dict[str, Any]], object]) -> None:
        """Change what `build.json` says."""
        path = self.folder / "build.json"
        told = json.loads(path.read_text(encoding="utf-8"))
        change(told)
        path.write_text(json.dumps(told), encoding="utf-8")

    def change(self, name: str, change: Callable[[bytes], bytes]) -> None:
        """Change the bytes of a file, and sign it as a build would have."""
        path = self.folder / name
        path.write_bytes(change(path.read_bytes()))
        self.sign(name)


@pytest.fixture
def world(small_build: Path, tmp_path: Path, ontology: Ontology) -> World:
    """A copy of the RDF files of the small build."""
    for path in (*small_build.glob("graph.[njt]*"), small_build / "dataset.ttl", small_build / "build.json"):
        shutil.copy(path, tmp_path)
    found = World(tmp_path, Names(ontology).prefixes)
    here = {path.name for path in tmp_path.iterdir()}
    found.tell(lambda told: told.update(files={name: told["files"][name] for name in here & told["files"].keys()}))
    return found


@pytest.fixture
def untouched(small_build: Path, ontology: Ontology) -> Callable[[], World]:
    """Makes worlds over the small build itself, for those who only look at lines and write nothing."""
    return lambda: World(small_build, Names(ontology).prefixes)
