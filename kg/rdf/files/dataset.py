"""What the files hold, for catalogues and federated queries: VoID counts and DCAT distributions, without a clock.

The description is of one state of the data and is named by its digest, so that two states are never taken for one.
What is not known is not said: the texts' licences, and where the files will be published.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from kg.model import Literal, Ontology
from kg.rdf.files.counts import Counts
from kg.rdf.files.turtle import turtle
from kg.rdf.names import Names
from kg.rdf.terms import LABEL, TYPE, integer
from kg.rdf.triples import Properties, Things

VOID, DCAT, SPDX = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#", "http://spdx.org/rdf/terms#"
DCTERMS, PROV = "http://purl.org/dc/terms/", "http://www.w3.org/ns/prov#"
_PREFIXES = {"dcat": DCAT, "spdx": SPDX, "void": VOID}
_MEDIA = "https://www.iana.org/assignments/media-types/"
_FEATURES = "http://www.w3.org/ns/formats/"
_HASH = 20
_ABOUT = (
    "What abstracts of papers state about methods, benchmarks, datasets, tasks, metrics and results, each statement "
    "with its sentence, its place in the text and a confidence."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A syntax of RDF: its media type, and its name among the W3C's format IRIs."""

    media: str
    feature: str


FORMATS = {
    ".nt": Format(media="application/n-triples", feature="N-Triples"),
    ".nq": Format(media="application/n-quads", feature="N-Quads"),
    ".ttl": Format(media="text/turtle", feature="Turtle"),
    ".jsonld": Format(media="application/ld+json", feature="JSON-LD"),
}
"""The syntaxes of the files, by what their names end with."""


def dataset(
    counts: Counts, files: Iterable[Path], things: Mapping[str, Properties], ontology: Ontology
) -> Iterator[str]:
    """A Turtle document about the files, the first of which tells states of the data apart."""
    digests = {path: _sha256(path) for path in files}
    iri = f"{Names(ontology).things}build/{next(iter(digests.values()))[:_HASH]}"
    description = _Description(iri, ontology)
    description.counted(counts)
    description.made_of(things)
    for path, digest in digests.items():
        description.distribution(path, digest)
    return turtle(description.things, replace(ontology, prefixes={**_PREFIXES, "build": f"{iri}#"}))


class _Description:
    """Triples about one dataset."""

    def __init__(self, iri: str, ontology: Ontology) -> None:
        self.things: Things = {}
        self._iri = iri
        self._ontology = ontology
        self._names = Names(ontology)
        self._about = self._thing(iri, f"{VOID}Dataset", f"{DCAT}Dataset")

    def counted(self, counts: Counts) -> None:
        """How much there is of what."""
        about, papers = self._about, counts.classes.get(self._ontology.class_("Paper").iri, 0)
        about[f"{DCTERMS}title"] = [_text(f"Knowledge graph of {papers:,} papers")]
        about[f"{DCTERMS}description"] = [_text(_ABOUT)]
        about[f"{VOID}triples"] = [integer(counts.triples)]
        about[f"{VOID}entities"] = [integer(counts.subjects)]
        about[f"{VOID}distinctSubjects"] = [integer(counts.subjects)]
        about[f"{VOID}distinctObjects"] = [integer(counts.objects)]
        about[f"{VOID}classes"] = [integer(len(counts.classes))]
        about[f"{VOID}properties"] = [integer(len(counts.properties))]
        about[f"{VOID}uriSpace"] = [_text(self._names.things)]
        terms = (*counts.classes, *(count.iri for count in counts.properties))
        for vocabulary in sorted({_namespace(term) for term in terms}):
            self._add(self._iri, f"{VOID}vocabulary", vocabulary)
        for iri, count in counts.classes.items():
            part = self._part("classPartition", "class", iri)
            part[f"{VOID}entities"] = [integer(count)]
        for found in counts.properties:
            part = self._part("propertyPartition", "property", found.iri)
            part[f"{VOID}triples"] = [integer(found.triples)]
            part[f"{VOID}distinctSubjects"] = [integer(found.subjects)]
            part[f"{VOID}distinctObjects"] = [integer(found.objects)]

    def made_of(self, things: Mapping[str, Properties]) -> None:
        """What made it, and one of the papers to look at."""
        generator = self._thing(f"{self._iri}#generator", f"{PROV}SoftwareAgent")
        generator[LABEL] = [_text(f"papergraph {version('papergraph')}")]
        self._add(self._iri, f"{PROV}wasAttributedTo", f"{self._iri}#generator")
        for name, verb, most in (("Run", f"{PROV}wasGeneratedBy", None), ("Paper", f"{VOID}exampleResource", 1)):
            class_ = self._ontology.class_(name).iri
            for iri in sorted(iri for iri, said in things.items() if class_ in said.get(TYPE, ()))[:most]:
                self._add(self._iri, verb, iri)

    def distribution(self, path: Path, digest: str) -> None:
        """One file: its syntax, its size and its digest."""
        format_ = FORMATS[path.suffix]
        iri = f"{self._iri}#{path.name}"
        self._add(self._iri, f"{DCAT}distribution", iri)
        self._add(self._iri, f"{VOID}feature", f"{_FEATURES}{format_.feature}")
        found = self._thing(iri, f"{DCAT}Distribution")
        found[f"{DCTERMS}title"] = [_text(path.name)]
        found[f"{DCAT}mediaType"] = [f"{_MEDIA}{format_.media}"]
        found[f"{DCAT}byteSize"] = [integer(path.stat().st_size)]
        found[f"{SPDX}checksum"] = [f"{iri}-sha256"]
        checksum = self._thing(f"{iri}-sha256", f"{SPDX}Checksum")
        checksum[f"{SPDX}algorithm"] = [f"{SPDX}checksumAlgorithm_sha256"]
        checksum[f"{SPDX}checksumValue"] = [Literal(value=digest, datatype="hexBinary")]

    def _part(self, partition: str, kind: str, term: str) -> Properties:
        """The things of one class, or the triples of one property."""
        prefix, local = self._names.split(term) or ("", quote(term, safe=""))
        iri = f"{self._iri}#{kind}-{prefix}-{local}"
        self._add(self._iri, f"{VOID}{partition}", iri)
        part = self.things.setdefault(iri, {})
        part[f"{VOID}{kind}"] = [term]
        return part

    def _thing(self, iri: str, *classes: str) -> Properties:
        found = self.things.setdefault(iri, {})
        found[TYPE] = [*classes]
        return found

    def _add(self, iri: str, verb: str, object_: str) -> None:
        found = self.things[iri].setdefault(verb, [])
        if object_ not in found:
            found.append(object_)


def _text(text: str) -> Literal:
    return Literal(value=text)


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
