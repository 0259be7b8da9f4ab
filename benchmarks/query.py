"""What our query path costs over the engine's own: every question on one graph, CPU seconds.

    python benchmarks/big_graph.py outputs big
    python benchmarks/query.py big

Both ways end with every row as a tuple of what each cell holds, taken in turns, the fastest of each counted. Ours
reads and admits the text (once, unless --cold), limits its rows, and gives terms; theirs is Store.query with the text
as it is.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from kg.errors import KgError
from kg.ontology import load_ontology
from kg.sparql.given import filled
from kg.sparql.graph import RdfGraph, load
from kg.sparql.limits import Limits
from kg.sparql.questions import Question, questions, values

BOUND = 1.15
"""What our way may cost, for each of theirs."""
SLOW = 3.0
"""CPU seconds from which on a question is asked in fewer turns."""


def pair(found: Question, graph: RdfGraph) -> tuple[Callable[[], int], Callable[[], int]]:
    """Our way and theirs to the number of rows of a question without narrowing."""
    given = values(found, {}, graph)
    text, prefixes = filled(found.text, given), graph.names.prefixes
    limits = Limits(query_kb=1024)

    def ours() -> int:
        return len(graph.query(found.text, given, limits).rows)

    def theirs() -> int:
        return len([tuple(solution) for solution in graph.store.query(text, prefixes=prefixes)])  # type: ignore[union-attr]

    return ours, theirs


def measured(
    ours: Callable[[], int], theirs: Callable[[], int], turns: int, before: Callable[[], None]
) -> tuple[float, float, int]:
    """The least CPU seconds of each way, taken in turns, and the number of rows. Raises where they differ in that."""
    best = [float("inf"), float("inf")]
    rows = [0, 0]
    turn = 0
    while turn < turns:
        before()
        for way, run in enumerate((ours, theirs)):
            start = time.process_time()
            rows[way] = run()
            best[way] = min(best[way], time.process_time() - start)
        if rows[0] != rows[1]:
            raise KgError(f"{rows[0]} rows and {rows[1]}")
        turn += turns if max(best) > SLOW else 1
    return best[0], best[1], rows[0]


def main() -> None:
    """Print a line per question, and the sums."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a built folder, or one that big_graph.py wrote")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--only", default="", help="the beginning of the questions' names")
    parser.add_argument("--cold", action="store_true", help="let our way read every text anew in every turn")
    arguments = parser.parse_args()
    start = time.process_time()
    graph = load(arguments.folder, load_ontology())
    print(f"{len(graph.store):,} triples, loaded in {time.process_time() - start:.1f} CPU s")
    before = graph.admitted.cache_clear if arguments.cold else lambda: None
    sums = [0.0, 0.0]
    ratios = []
    for found in (one for one in questions() if one.name.startswith(arguments.only)):
        mine, theirs, rows = measured(*pair(found, graph), arguments.turns, before)
        sums[0], sums[1] = sums[0] + mine, sums[1] + theirs
        ratios.append(mine / theirs)
        print(f"{found.name:28} {rows:8,} rows  {mine:8.4f} s  {theirs:8.4f} s  {mine / theirs:5.2f}", flush=True)
    above = sum(ratio > BOUND for ratio in ratios)
    print(f"all: {sums[0]:.2f} s, {sums[1]:.2f} s, {sums[0] / sums[1]:.3f}; above {BOUND}: {above} of {len(ratios)}")


if __name__ == "__main__":
    main()
