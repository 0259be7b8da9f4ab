"""What documents say, from the cache or by an extractor, and how many processes share the work."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

from kg.errors import KgError, UnknownTermError
from kg.extract.cache.fingerprint import document_key, fingerprint
from kg.extract.cache.store import Cache
from kg.extract.models import DEFAULT, MODELS
from kg.model import Document, Extraction, Extractor, Vocabulary

_CHUNK = 16
"""Documents that a process takes at a time."""
_FEW = 64
"""Documents per process below which starting it takes longer than it saves."""

_KEPT_AT_ONCE = 64
"""Documents after which a build that is broken off loses no work."""

_own: list[Extractor | KgError] = []
"""The extractor of a worker process, or why it has none."""


def make_extractor(vocabulary: Vocabulary, *, model: str = DEFAULT) -> Extractor:
    """The extractor of that name, knowing the vocabulary's names.

    Raises UnknownTermError for an unknown model, ModelError where its weights cannot be loaded.
    """
    if model not in MODELS:
        raise UnknownTermError("extractor", model, MODELS)
    from kg.extract.extractor import NetworkExtractor, RulesExtractor  # noqa: PLC0415 - spaCy is for who reads anew

    return RulesExtractor(vocabulary) if model == "rules" else NetworkExtractor(vocabulary)


def extract(
    documents: Sequence[Document],
    vocabulary: Vocabulary,
    *,
    model: str = DEFAULT,
    jobs: int | None = None,
    cache: Cache | None = None,
) -> Iterator[Extraction]:
    """What each document says, in order; the same whatever the number of processes (one per core where not given).

    What an open cache holds is taken from there, and what it lacks is put there.
    """
    if cache is None:
        yield from _extract(documents, vocabulary, model=model, jobs=jobs)
        return
    if model not in MODELS:
        raise UnknownTermError("extractor", model, MODELS)
    mark = fingerprint(MODELS[model], vocabulary)
    keys = [document_key(mark, document) for document in documents]
    known = cache.find(dict(zip(keys, documents, strict=True)))
    missing = [document for key, document in zip(keys, documents, strict=True) if key not in known]
    cache.reused += len(documents) - len(missing)
    fresh = _extract(missing, vocabulary, model=model, jobs=jobs) if missing else iter(())
    waiting: list[tuple[bytes, Extraction]] = []
    try:
        for key, document in zip(keys, documents, strict=True):
            if key in known:
                yield replace(known[key], document=document)
                continue
            extraction = next(fresh)
            waiting.append((key, extraction))
            if len(waiting) == _KEPT_AT_ONCE:
                cache.keep(waiting)
                waiting.clear()
            yield extraction
    finally:
        cache.keep(waiting)


def _extract(
    documents: Sequence[Document], vocabulary: Vocabulary, *, model: str, jobs: int | None
) -> Iterator[Extraction]:
    jobs = min(jobs or os.cpu_count() or 1, 1 + len(documents) // _FEW)
    if jobs == 1:
        yield from make_extractor(vocabulary, model=model)(documents)
        return
    chunks = [documents[at : at + _CHUNK] for at in range(0, len(documents), _CHUNK)]
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (vocabulary, model)) as pool:
        for found in pool.map(_work, chunks):
            yield from found


def _start(vocabulary: Vocabulary, model: str) -> None:
    try:
        _own.append(make_extractor(vocabulary, model=model))
    except KgError as error:  # raised here it would only break the pool
        _own.append(error)


def _work(documents: Sequence[Document]) -> list[Extraction]:
    extractor = _own[0]
    if isinstance(extractor, KgError):
        raise extractor
    return list(extractor(documents))
