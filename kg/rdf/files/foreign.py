"""RDF/XML, which rdflib writes, and HexTuples. What XML cannot carry is refused: it has no control characters."""

import json
import re
from collections.abc import Iterator, Mapping

from kg.errors import TermError
from kg.model import Literal, Ontology
from kg.rdf.memory import bound, in_memory
from kg.rdf.terms import XSD, check_iri, check_literal
from kg.rdf.triples import Properties, rows

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rdfxml(things: Mapping[str, Properties], ontology: Ontology) -> Iterator[str]:
    """The document. Raises TermError where a text holds what XML cannot."""
    for iri, predicate, object_ in rows(things):
        if isinstance(object_, Literal) and (odd := _NOT_XML.search(object_.value)):
            what = f"{check_iri(predicate)} of {check_iri(iri)} holds U+{ord(odd[0]):04X}"
            raise TermError(f"{what}, which XML cannot carry; write another format")
    ordered = {
        iri: {verb: sorted(things[iri][verb], key=str) for verb in sorted(things[iri])} for iri in sorted(things)
    }
    yield bound(in_memory(rows(ordered)), ontology).serialize(format="xml")


def hextuples(graphs: Mapping[str, Mapping[str, Properties]]) -> Iterator[str]:
    """A line of JSON for each triple of each graph, by graph, subject and predicate; "" is the default graph.

    Raises TermError.
    """
    for graph in sorted(graphs):
        for iri in sorted(graphs[graph]):
            properties = graphs[graph][iri]
            for verb in sorted(properties):
                for value, datatype in sorted({_hextuple(one) for one in properties[verb]}):
                    line = (check_iri(iri), check_iri(verb), value, datatype, "", graph)
                    yield json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"


def _hextuple(term: str | Literal) -> tuple[str, str]:
    if isinstance(term, str):
        return check_iri(term), "globalId"
    return check_literal(term).value, f"{XSD}{term.datatype}"
