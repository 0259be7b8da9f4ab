"""A Turtle file that was parsed, and where in it things stand."""

import re
from pathlib import Path

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node, URIRef

from kg.errors import OntologyError

_REASON = re.compile(r"Bad syntax \((.*)\) at", re.DOTALL)


class TurtleFile:
    """The triples of one file; errors name the file and the line. Raises OntologyError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise OntologyError(f"{path}: {error.strerror or 'cannot be read'}") from error
        except UnicodeDecodeError as error:
            raise OntologyError(f"{path}: is not UTF-8 text (byte {error.start}): save it as UTF-8") from error
        self.graph = Graph(bind_namespaces="none")
        try:
            self.graph.parse(data=self._text, format="turtle")
        except BadSyntax as error:
            why = _REASON.search(error.message)
            reason = why.group(1) if why else "something is missing"
            raise OntologyError(f"{path}:{error.lines + 1}: is not Turtle: {reason}") from error

    def error(self, subject: Node, what: str) -> OntologyError:
        """An error about a subject of this file, with the line where the subject first stands."""
        line = self.line(subject)
        return OntologyError(f"{self.path}:{line}: {what}" if line else f"{self.path}: {what}")

    def line(self, subject: Node) -> int | None:
        """The line where a subject first stands, from 1; None where it stands behind something else."""
        spellings = (self.short(subject), f"<{subject}>")
        for number, line in enumerate(self._text.splitlines(), start=1):
            if line.split(maxsplit=1)[:1] in ([spelling] for spelling in spellings):
                return number
        return None

    def short(self, term: Node) -> str:
        """A term as the file writes it: with a prefix where one fits."""
        iri = str(term)
        found = [
            f"{prefix}:{iri.removeprefix(str(namespace))}"
            for prefix, namespace in self.graph.namespaces()
            if isinstance(term, URIRef) and iri.startswith(str(namespace))
        ]
        return min(found, key=len, default=iri)
