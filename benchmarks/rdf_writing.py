"""How fast are canonical N-Triples written from Python rows, beside pyoxigraph and rdflib?

    python benchmarks/rdf_writing.py --triples 1000000 --repeats 5

Every writer starts from the same rows, tuples of strings, and ends with a file. Ours is sorted and unique; the others
write in the order of the rows. The writers take turns, and CPU seconds are counted, so that other work on the machine
touches all alike. rdflib writes a tenth of the rows, and its seconds are shown as measured.
"""

import argparse
import gc
import hashlib
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.model import Literal
from kg.rdf.files import ntriples
from kg.rdf.memory import rdf_literal
from kg.rdf.terms import DERIVED, RDF, TYPE, XSD, Triple, decimal, integer

ID, KG = "https://w3id.org/papergraph/id/", "https://w3id.org/papergraph/ontology#"
_WORDS = ("policy", "reward", "agent", "model", "search", "tree", "value", "transfer", "graph", "planning", "deep")
_OF_PAPER, _SENTENCES, _NEW_SUBJECT, _NEW_OBJECT = 24, 8, 8, (4, 9)
_TENTH = 10


def statements(count: int) -> Iterator[Triple]:
    """So many triples of statements, the same ones every time.

    As in the graph of the seeds: 17 triples to a statement, 24 statements and 8 sentences to a paper, a new thing in
    every eighth subject and in four of nine objects.
    """
    chance = random.Random(7)
    methods, things = [f"{ID}method/first"], [f"{ID}task/first"]
    made, number = 0, 0
    while made < count:
        if number % _OF_PAPER == 0:
            paper = f"{ID}paper/{'-'.join(chance.choices(_WORDS, k=6))}-{number:08x}"
            sentences = [" ".join(chance.choices(_WORDS, k=21)) + ' "95\\%", says Zoë.' for _ in range(_SENTENCES)]
        number += 1
        if number % _NEW_SUBJECT == 0:
            methods.append(f"{ID}method/{'-'.join(chance.choices(_WORDS, k=2))}-{number}")
        if number % _NEW_OBJECT[1] < _NEW_OBJECT[0]:
            things.append(f"{ID}benchmark/{'-'.join(chance.choices(_WORDS, k=2))}-{number}")
        key = hashlib.sha256(str(number).encode()).hexdigest()[:20]
        ends = chance.choice(methods), chance.choice(things)
        for predicate, object_ in _statement(chance, paper, chance.choice(sentences), ends):
            yield f"{ID}statement/{key}", predicate, object_
            made += 1
            if made == count:
                return


def _statement(
    chance: random.Random, paper: str, sentence: str, ends: tuple[str, str]
) -> Iterator[tuple[str, str | Literal]]:
    start = chance.randrange(1200)
    yield TYPE, f"{KG}Statement"
    yield f"{RDF}subject", ends[0]
    yield f"{RDF}predicate", f"{KG}{chance.choice(('uses', 'outperforms', 'evaluatedOn', 'addresses', 'mentions'))}"
    yield f"{RDF}object", ends[1]
    yield DERIVED, paper
    yield f"{KG}fromPaper", paper
    yield f"{KG}fromDocument", paper.replace("/paper/", "/document/")
    yield f"{KG}confidence", decimal(chance.random())
    yield f"{KG}polarity", Literal(value="asserted")
    yield f"{KG}extractor", Literal(value=f"papergraph 0.1.0/relations: {chance.choice(_WORDS)} {chance.randrange(8)}")
    yield f"{KG}evidenceKind", Literal(value="text")
    yield f"{KG}evidenceText", Literal(value=sentence)
    yield f"{KG}evidenceLine", integer(chance.randrange(300))
    yield f"{KG}evidenceStart", integer(start)
    yield f"{KG}evidenceEnd", integer(start + len(sentence))
    yield f"{KG}objectStart", integer(start + 40)
    yield f"{KG}objectEnd", integer(start + 60)


def ours(rows: list[Triple], path: Path) -> None:
    """Sorted and unique."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(ntriples.canonical(rows))


def with_pyoxigraph(rows: list[Triple], path: Path) -> None:
    """Objects of every triple, one after the other, as they are written."""
    _serialize(rows, path, ox.NamedNode, _ox_literal)


def with_pyoxigraph_and_known_terms(rows: list[Triple], path: Path) -> None:
    """The same, with each IRI and each literal made once."""
    _serialize(rows, path, cache(ox.NamedNode), cache(_ox_literal))


def with_pyoxigraph_and_sorted(rows: list[Triple], path: Path) -> None:
    """The same file as ours: pyoxigraph's lines, sorted, each once."""
    _serialize(rows, path, ox.NamedNode, _ox_literal)
    path.write_bytes(b"".join(sorted(set(path.read_bytes().splitlines(keepends=True)))))


def _serialize(
    rows: list[Triple], path: Path, iri: Callable[[str], ox.NamedNode], literal: Callable[[Literal], ox.Literal]
) -> None:
    triples = (ox.Triple(iri(s), iri(p), iri(o) if isinstance(o, str) else literal(o)) for s, p, o in rows)
    ox.serialize(triples, output=path, format=ox.RdfFormat.N_TRIPLES)


def _ox_literal(literal: Literal) -> ox.Literal:
    return ox.Literal(literal.value, datatype=_ox_datatype(literal.datatype))


@cache
def _ox_datatype(name: str) -> ox.NamedNode:
    return ox.NamedNode(XSD + name)


def with_rdflib(rows: list[Triple], path: Path) -> None:
    """A graph in memory, and its serializer for N-Triples."""
    graph = rdflib.Graph()
    for s, p, o in rows:
        object_ = rdflib.URIRef(o) if isinstance(o, str) else rdf_literal(o)
        graph.add((rdflib.URIRef(s), rdflib.URIRef(p), object_))
    graph.serialize(path, format="nt", encoding="utf-8")


def seconds(write: Callable[[list[Triple], Path], None], rows: list[Triple], path: Path) -> float:
    """CPU seconds of one run."""
    gc.collect()
    start = time.process_time()
    write(rows, path)
    return time.process_time() - start


def same(one: Path, other: Path) -> bool:
    """Whether the second file has the lines of the first, in whatever order and however often."""
    return one.read_bytes() == b"".join(sorted(set(other.read_bytes().splitlines(keepends=True))))


def measured(rows: list[Triple], repeats: int, folder: Path) -> dict[str, list[float]]:
    """CPU seconds of every writer on the rows; of rdflib and ours on a tenth of them too."""
    few = rows[: len(rows) // _TENTH]
    runs: tuple[tuple[str, Callable[[list[Triple], Path], None], list[Triple]], ...] = (
        ("ours", ours, rows),
        ("pyoxigraph", with_pyoxigraph, rows),
        ("pyoxigraph, known terms", with_pyoxigraph_and_known_terms, rows),
        ("pyoxigraph, then sorted", with_pyoxigraph_and_sorted, rows),
        ("ours, a tenth", ours, few),
        ("rdflib, a tenth", with_rdflib, few),
    )
    found: dict[str, list[float]] = {name: [] for name, _, _ in runs}
    for _ in range(repeats):
        for name, write, part in runs:
            found[name].append(seconds(write, part, folder / f"{name}.nt"))
    for mine, other in (
        ("ours", "pyoxigraph"),
        ("ours", "pyoxigraph, known terms"),
        ("ours, a tenth", "rdflib, a tenth"),
    ):
        if not same(folder / f"{mine}.nt", folder / f"{other}.nt"):
            raise SystemExit(f"{mine} and {other} wrote other triples")
    return found


def main() -> None:
    """Print the medians, and what they come to beside each other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=5)
    arguments = parser.parse_args()
    rows = list(statements(arguments.triples))
    for order in ("by subject", "shuffled"):
        if order == "shuffled":
            random.Random(1).shuffle(rows)
        with tempfile.TemporaryDirectory() as folder:
            found = measured(rows, arguments.repeats, Path(folder))
        print(f"{len(rows):,} rows, {order}; CPU seconds: median (least to most) of {arguments.repeats}")
        for name, times in found.items():
            print(f"  {name:<30} {statistics.median(times):6.2f} ({min(times):.2f} to {max(times):.2f})")
        for mine, other in (
            ("ours", "pyoxigraph"),
            ("ours", "pyoxigraph, then sorted"),
            ("ours, a tenth", "rdflib, a tenth"),
        ):
            ratios = [one / two for one, two in zip(found[mine], found[other], strict=True)]
            print(f"  ours ÷ {other:<23} {statistics.median(ratios):6.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
