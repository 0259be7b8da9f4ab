"""The triples of a folder that `kg build` wrote."""

from collections.abc import Iterator
from pathlib import Path

from kg.errors import ReadError
from kg.rdf.files import ntriples
from kg.rdf.files.export import NTRIPLES
from kg.rdf.terms import Triple


def triples_of(folder: Path) -> Iterator[Triple]:
    """The triples of a built folder, sorted, each once. Raises ReadError where there is none, or none of ours."""
    path = folder / NTRIPLES
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise ReadError(str(path), "is not there; run kg build, or name the folder of another build") from None
    except UnicodeDecodeError:
        raise ReadError(str(path), "is not UTF-8; build the graph again") from None
    except OSError as error:
        raise ReadError(str(path), f"cannot be read: {error.strerror or error}") from None
    return ntriples.read(text, str(path))
