"""`kg export`: the graph of a built folder, in a profile and a format."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from kg.collector import collector_at_rest
from kg.errors import KgError, OutputError
from kg.ontology import load_ontology
from kg.rdf.files.folder import triples_of
from kg.rdf.files.formats import WRITERS
from kg.rdf.triples import gathered
from kg.staging import MANIFEST, manifest, write_atomically

_FORMATS = tuple(dict.fromkeys(name for writers in WRITERS.values() for name in writers))


@click.command()
@click.argument("folder", default="outputs", type=click.Path(path_type=Path))
@click.option("--profile", default="full", show_default=True, type=click.Choice(list(WRITERS)), help="How much of it.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    help="Its syntax.  [default: as the file is called, else the first of the profile]",
)
@click.option("--out", default="-", show_default=True, type=click.Path(path_type=Path), help="The file; - prints it.")
def command(folder: Path, profile: str, format_: str | None, out: Path) -> None:
    """Write the graph of FOLDER in another profile or format of RDF.

    \b
    core         what holds: things, names, direct edges; no reasons   nt ttl jsonld n3 xml hext
    full         all of it                                             nt ttl jsonld n3 xml hext
    quads        all of it, a graph for each paper                     nq trig hext
    rdf12        all of it, statements reify their triples (RDF 1.2)   nt
    annotations  where in the texts it stands (Web Annotation)         jsonld nt ttl n3 xml hext
    aligned      all of it, the ontology, and what others call that   nt ttl jsonld n3 xml hext

    The same folder gives the same bytes every time.

    \b
    kg export --profile core --out core.ttl
    kg export outputs --profile quads --format trig --out graph.trig
    kg export outputs --profile annotations | gzip > annotations.jsonld.gz
    """
    writers = WRITERS[profile]
    format_ = format_ or _named_by(out, writers)
    if format_ not in writers:
        raise KgError(f"--profile {profile} is written as {', '.join(writers)}, not as {format_}")
    if not folder.is_dir():
        raise KgError(f"{folder}: there is no such folder; run 'kg build --out {folder}' first")
    _refuse_outputs(folder, out)
    with collector_at_rest():
        _write(out, writers[format_](gathered(triples_of(folder)), load_ontology()))


def _named_by(out: Path, writers: Iterable[str]) -> str:
    """The format that a file's name ends with, if a profile has it; else the profile's first."""
    name = out.suffix.removeprefix(".").casefold()
    return name if name in _FORMATS else next(iter(writers))


def _refuse_outputs(folder: Path, out: Path) -> None:
    """A build's own files are described by its `build.json`, and stay as they are."""
    files = (manifest(folder) or {}).get("files")
    named = {MANIFEST, *(files if isinstance(files, dict) else ())}
    if any(out.absolute() == (folder / name).absolute() for name in named):
        raise OutputError(f"{out}: is an output of the build; name another file")


def _write(out: Path, parts: Iterable[str]) -> None:
    if out != Path("-"):
        write_atomically(out, parts)
        return
    stream = sys.stdout.buffer
    for part in parts:
        stream.write(part.encode("utf-8"))
    stream.flush()
