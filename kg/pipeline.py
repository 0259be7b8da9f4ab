"""Sources in, a folder of outputs out: the only module that knows every room."""

import gc
import hashlib
import json
import os
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from kg import curation, read
from kg.collector import collector_at_rest
from kg.errors import OutputError
from kg.extract import DEFAULT, MODELS, Cache, run_of
from kg.extract import extract as extract_all
from kg.graph import assemble, graphml, judge, layout
from kg.link import part, resolve
from kg.model import Decision, Document, Entity, Extraction, Ontology, Paper, Reading, Resolution, Run, Vocabulary
from kg.ontology import load_ontology, load_vocabulary
from kg.rdf.checks.check import pass_gate
from kg.rdf.files import export
from kg.staging import GENERATOR, MANIFEST, staged
from kg.staging import manifest as read_manifest
from kg.view import page, tables
from kg.view.knowledge_graph import KnowledgeGraph

Progress = Callable[[str, int, int], None]
"""Told (step, done, total) as a build goes on."""

DOCUMENTS = "documents.jsonl"
"""The output that says what all others were built from."""

_MANY = 20_000
"""Statements from which on a second process saves more time than it takes to start and to be told the graph."""
_LIBRARIES = ("papergraph", "networkx", "onnxruntime", "pyvis", "rdflib", "spacy", "tokenizers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a build is made.

    `model` names what reads the abstracts; `jobs` is the number of processes, one per core where not given; `cache`
    says whether what was extracted before is used, and what is extracted kept; `curation` is a file of decisions, the
    one in the working directory where not given and there is one.
    """

    model: str = DEFAULT
    jobs: int | None = None
    cache: bool = True
    curation: Path | str | None = None


_AS_USUAL = Settings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build made: the graph, where its files are, and what `build.json` says of it.

    `curated` says what became of each decision, None where there is no file of them; `reused` counts the documents that
    had been extracted before; `notes` are sentences about this run.
    """

    graph: KnowledgeGraph
    folder: Path
    reading: Reading
    resolution: Resolution
    manifest: dict[str, Any]
    curated: curation.Outcome | None = None
    reused: int = 0
    notes: tuple[str, ...] = ()


def build(
    sources: Path | str | Iterable[Path | str] = "seeds",
    out: Path | str = "outputs",
    *,
    add: bool = False,
    settings: Settings = _AS_USUAL,
    progress: Progress | None = None,
) -> Build:
    """Read the sources (files or folders), build their graph, and replace the outputs in `out` as one set.

    With `add`, the sources come to those that the outputs there were built from, whose files need not exist any more.
    The outputs are the same bytes for the same input, whatever its order and whether it came at once or was added.
    Where what was built would not pass `kg check`, the outputs stay as they are. Raises KgError.
    """
    folder = Path(out)
    progress = progress or _silent
    ontology, vocabulary = load_ontology(), load_vocabulary()
    decided = _decided(settings, ontology)
    with staged(folder) as stage:
        before = _before(folder, settings, decided) if add else ()
        corpus = _corpus([sources] if isinstance(sources, Path | str) else sources, before, progress)
        reading = read.reading(corpus)
        cache, extractions = _extractions(reading, vocabulary, settings, progress)
        with collector_at_rest():
            progress("link", 0, 1)
            decisions = curation.in_order(decided.decisions) if decided else ()
            resolution, graph, run = _linked(extractions, decisions, settings, ontology, vocabulary)
            judged = judge(graph, decisions)
            progress("link", 1, 1)
            (stage / DOCUMENTS).write_text(read.to_text(corpus), encoding="utf-8", newline="\n")
            _write(graph, ontology, stage, progress, settings.jobs)
            curated = curation.outcome(decided, (*resolution.applied, *judged), graph) if decided else None
            manifest = _manifest(graph, reading, resolution, settings)
            manifest |= {"run": asdict(run), "curation": _curation(curated)}
            _seal(stage, manifest)
            progress("check", 0, 1)
            pass_gate(stage, ontology)
            progress("check", 1, 1)
    return Build(
        graph=graph,
        folder=folder,
        reading=reading,
        resolution=resolution,
        manifest=manifest,
        curated=curated,
        reused=cache.reused if cache else 0,
        notes=(*(_added(before, corpus, folder) if add else ()), *_troubles(cache)),
    )


def _linked(
    extractions: Sequence[Extraction],
    decisions: Sequence[Decision],
    settings: Settings,
    ontology: Ontology,
    vocabulary: Vocabulary,
) -> tuple[Resolution, KnowledgeGraph, Run]:
    """What is one thing, under a person's decisions, the graph of it, and the run that made it."""
    extractions = tuple(part(extractions, decisions))
    resolution = resolve(extractions, vocabulary, decisions)
    run, name = run_of(settings.model, vocabulary), MODELS[settings.model]
    graph = assemble(extractions, resolution, ontology, extractor=name, run=run, vocabulary=vocabulary)
    return resolution, KnowledgeGraph.of(graph), run


def extract(documents: Sequence[Document], *, model: str = DEFAULT, jobs: int | None = None) -> Iterator[Extraction]:
    """What each document says, one extraction per document, in order."""
    return extract_all(documents, load_vocabulary(), model=model, jobs=jobs)


def _silent(_step: str, _done: int, _total: int) -> None:
    """No progress is shown."""


def _decided(settings: Settings, ontology: Ontology) -> curation.Curation | None:
    """The decisions to apply, if there is a file of them."""
    if settings.curation is not None:
        return curation.read(settings.curation, ontology)
    return curation.read(curation.DEFAULT, ontology) if Path(curation.DEFAULT).is_file() else None


def _before(folder: Path, settings: Settings, decided: curation.Curation | None) -> tuple[read.Held, ...]:
    """What the outputs in a folder were built from. Raises OutputError, or ReadError where that cannot be read."""
    found = read_manifest(folder)
    if found is None:
        raise OutputError(f"{folder}: no graph was built there to add to; build it first, without --add")
    told = found.get("settings")
    model = told.get("model") if isinstance(told, dict) else None
    if model != settings.model:
        raise OutputError(
            f"{folder}: was built with --model {model}, not {settings.model}; add with the same model, or build all "
            "papers again with the other one, without --add"
        )
    if found.get("curation") is not None and decided is None:
        raise OutputError(f"{folder}: was built with decisions; name their file with --curation")
    path = folder / DOCUMENTS
    try:
        return read.of_text(path.read_bytes(), str(path))
    except OSError as error:
        why = "is not there" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror or error}"
        raise OutputError(f"{path}: {why}; without it nothing can be added: build from all papers again") from error


def _corpus(sources: Iterable[Path | str], before: tuple[read.Held, ...], progress: Progress) -> tuple[read.Held, ...]:
    progress("read", 0, 1)
    corpus = read.joined(before, read.files([Path(source) for source in sources]))
    progress("read", 1, 1)
    return corpus


def _added(before: tuple[read.Held, ...], corpus: tuple[read.Held, ...], folder: Path) -> Iterator[str]:
    """What became more, and which new file has the name of another one."""
    old = {held.source for held in before}
    new = [held for held in corpus if held.source not in old and not held.left_out]
    names = {source.name for source in old}
    records = sum(len(held.records) for held in new)
    yield f"added {records:,} records of {len(new)} sources" if new else f"nothing is new: {folder} has it all already"
    for held in new:
        if held.source.name in names:
            yield (
                f"{held.source.name}: another file of this name is in {folder} already, and both count from now on; "
                "build without --add to replace it"
            )


def _extractions(
    reading: Reading, vocabulary: Vocabulary, settings: Settings, progress: Progress
) -> tuple[Cache | None, tuple[Extraction, ...]]:
    """What each document says, and the cache that was used, if any."""
    cache = Cache() if settings.cache else None
    total = len(reading.documents)
    progress("extract", 0, total)
    extractions = []
    with cache or nullcontext():
        for extraction in extract_all(
            reading.documents, vocabulary, model=settings.model, jobs=settings.jobs, cache=cache
        ):
            extractions.append(extraction)
            progress("extract", len(extractions), total)
    return cache, tuple(extractions)


def _write(graph: KnowledgeGraph, ontology: Ontology, stage: Path, progress: Progress, jobs: int | None) -> None:
    """Write all that shows the graph; of a large one, a process of its own writes the RDF files at the same time."""
    steps: tuple[Callable[[], object], ...] = (
        lambda: graphml.write(graph, stage / "graph.graphml"),
        lambda: page.write_page(graph, layout.lay_out(graph), stage / "graph.html"),
        lambda: tables.write_tables(graph, stage / "tables"),
    )
    shared = len(graph.statements()) >= _MANY and (jobs or os.cpu_count() or 1) > 1
    with ProcessPoolExecutor(1, get_context("spawn"), gc.disable) if shared else nullcontext() as pool:
        # Pickled here and now: the pool would do it in a thread, while the graph works out what it is asked for.
        last: Callable[[], object] = (
            pool.submit(export.write_pickled, pickle.dumps((graph, ontology)), stage).result
            if pool
            else partial(export.write_all, graph, ontology, stage)
        )
        for done, step in enumerate((*steps, last)):
            progress("write", done, len(steps) + 1)
            step()
    progress("write", len(steps) + 1, len(steps) + 1)


def _manifest(graph: KnowledgeGraph, reading: Reading, resolution: Resolution, settings: Settings) -> dict[str, Any]:
    documents = Counter(document.source for document in reading.documents)
    return {
        "generator": GENERATOR,
        "settings": {"model": settings.model, "extractor": MODELS[settings.model]},
        "versions": {name: version(name) for name in _LIBRARIES},
        "sources": [{**asdict(source), "documents": documents[source]} for source in sorted(reading.sources)],
        "counts": {
            "records": reading.records,
            "documents": len(reading.documents),
            "nodes": graph.class_counts(),
            "facts": graph.predicate_counts(),
            "statements": dict(sorted(Counter(s.polarity.value for s in graph.statements()).items())),
        },
        "merged": {"documents": _rules(resolution.papers), "names": _rules(resolution.entities)},
        "refused": [refusal._asdict() for refusal in graph.refused],
        "problems": [asdict(problem) for problem in sorted(reading.problems)],
    }


def _curation(curated: curation.Outcome | None) -> dict[str, Any] | None:
    """What was decided by which file, whatever its path; stale decisions one by one."""
    if curated is None:
        return None
    return {
        "sha256": curated.curation.sha256,
        "decisions": len(curated.curation.decisions),
        "applied": dict(sorted(Counter(decision.verdict.value for decision in curated.applied).items())),
        "stale": [
            {"line": stale.decision.line, "decision": curation.decision_line(stale.decision), "reason": stale.reason}
            for stale in curated.stale
        ],
    }


def _troubles(cache: Cache | None) -> tuple[str, ...]:
    return (cache.trouble,) if cache and cache.trouble else ()


def _seal(stage: Path, manifest: dict[str, Any]) -> None:
    """Write `build.json` with the digests of all other files."""
    manifest["files"] = _digests(stage)
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (stage / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def _rules(things: Iterable[Paper | Entity]) -> dict[str, int]:
    """How many merges each rule made."""
    return dict(sorted(Counter(merge.rule for thing in things for merge in thing.merges).items()))


def _digests(stage: Path) -> dict[str, str]:
    files = sorted(path for path in stage.rglob("*") if path.is_file())
    with ThreadPoolExecutor() as pool:
        return {
            path.relative_to(stage).as_posix(): digest
            for path, digest in zip(files, pool.map(_digest, files), strict=True)
        }


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
