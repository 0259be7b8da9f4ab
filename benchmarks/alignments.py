"""Do the schema and its alignments hold beside the ontologies that they speak of?

    python benchmarks/alignments.py outputs/graph.nt fabio.ttl MLSchema.ttl …

Draws all conclusions by the rules of OWL 2 RL (owlrl): from each ontology alone, and from it with the schema, the
alignments and the graph. Prints the contradictions that the second has and the first has not, and the classes of others
that things come to have. The ontologies are taken as files: nothing is fetched.
"""

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import owlrl  # type: ignore[import-untyped]
from rdflib import OWL, RDF, Graph, URIRef

from kg.ontology import data_folder

THINGS = "https://w3id.org/papergraph/id/"
OWN = "https://w3id.org/papergraph/ontology#"


def closed(graphs: Iterable[Graph]) -> Graph:
    """All that follows."""
    whole = Graph(bind_namespaces="none")
    for graph in graphs:
        whole += graph
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(whole)
    return whole


def contradictions(graph: Graph) -> set[str]:
    """What the rules found that cannot be, in words."""
    return {str(text) for text in graph.objects(None, owlrl.Namespaces.ERRNS.error)}


def foreign_classes(graph: Graph) -> dict[str, set[str]]:
    """By class of ours, as the IRIs of things name it, the named classes of others that its things are of."""
    found: dict[str, set[str]] = {}
    for thing, class_ in graph.subject_objects(RDF.type):
        is_ours = isinstance(thing, URIRef) and thing.startswith(THINGS)
        if is_ours and isinstance(class_, URIRef) and not class_.startswith(OWN) and class_ != OWL.Thing:
            found.setdefault(str(thing).removeprefix(THINGS).partition("/")[0], set()).add(str(class_))
    return found


def main() -> int:
    """Print what follows; 1 where something contradicts itself."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path, help="graph.nt of a build")
    parser.add_argument("ontologies", type=Path, nargs="*", help="Turtle, RDF/XML, JSON-LD or N-Triples")
    arguments = parser.parse_args()
    own = [Graph().parse(data_folder() / name) for name in ("schema.ttl", "alignments.ttl")]
    own.append(Graph().parse(arguments.graph, format="nt"))
    new = 0
    for path in (None, *arguments.ontologies):
        theirs = [Graph().parse(path)] if path else []
        start = time.process_time()
        whole = closed([*own, *theirs])
        found = sorted(contradictions(whole) - (contradictions(closed(theirs)) if theirs else set()))
        new += len(found)
        seconds = time.process_time() - start
        print(f"{path or 'no other ontology'}: {len(whole)} triples follow or stand, {len(found)} contradictions, "
              f"{seconds:.1f} CPU s")  # fmt: skip
        for text in found:
            print(f"  {text}")
        for class_, others in sorted(foreign_classes(whole).items()):
            print(f"  {class_}: {', '.join(sorted(others))}")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
