"""Writes a graph of a million triples and more: copies of a built folder that share half of their things.

    kg build seeds --out outputs
    python benchmarks/big_graph.py outputs big --copies 10

Each copy has papers, documents, statements and results of its own; of methods, benchmarks, tasks, metrics, authors and
organizations, those stay shared that a hash of their key says, so that a few things are spoken of by very many papers.
Texts are those of the folder. The same folder gives the same bytes.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

THING = re.compile(r"(?<=/id/)(\w+)/([^/<>\"\s]+)(?=>)")
SHARED = {"method", "benchmark", "dataset", "task", "metric", "author", "organization"}
FILES = ("graph.nt", "graph.nq")


def copied(number: int) -> Callable[[re.Match[str]], str]:
    """What turns class and key of a thing into those of its copy."""

    @cache
    def renamed(class_: str, key: str) -> str:
        digest = hashlib.sha256(f"{class_}/{key}".encode()).digest()
        is_shared = class_ in SHARED and digest[0] % 2 == 0
        return f"{class_}/{key}" if number == 0 or is_shared else f"{class_}/{key}-copy{number}"

    return lambda match: renamed(*match.groups())


def lines(path: Path, copies: int) -> Iterator[str]:
    """The lines of all copies, sorted, each once."""
    text = path.read_text(encoding="utf-8")
    found = {line for number in range(copies) for line in THING.sub(copied(number), text).split("\n") if line}
    yield from sorted(found)


def write(source: Path, target: Path, copies: int) -> int:
    """Write the big graph into a folder that looks like a built one; the number of its triples."""
    target.mkdir(parents=True, exist_ok=True)
    files, count = dict[str, str](), 0
    for name in FILES:
        if not (source / name).exists():
            continue
        digest = hashlib.sha256()
        with (target / name).open("wb") as file:
            for line in lines(source / name, copies):
                written = f"{line}\n".encode()
                digest.update(written)
                file.write(written)
                count += name == FILES[0]
        files[name] = digest.hexdigest()
    manifest = {"files": files, "generator": "papergraph"}
    (target / "build.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return count


def main() -> None:
    """Write the graph and say how large it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path, help="a built folder")
    parser.add_argument("target", type=Path, help="the folder to write")
    parser.add_argument("--copies", type=int, default=10)
    arguments = parser.parse_args()
    print(f"{write(arguments.source, arguments.target, arguments.copies):,} triples")


if __name__ == "__main__":
    main()
