"""Keys: one for everything that decides what an extractor finds, one for each text that it reads."""

import hashlib
import json
import platform
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from kg.model import Concept, Document, Vocabulary

_PACKAGES = ("kg.extract", "kg.model", "kg.ontology")
"""Where the code, the weights and the word lists are."""
_LIBRARIES = ("numpy", "onnxruntime", "spacy", "tokenizers")
_MADE = "__pycache__"


def fingerprint(extractor: str, vocabulary: Vocabulary, parts: Iterable[Traversable] | None = None) -> str:
    """A digest of an extractor's name, code, weights, word lists and libraries, and of the vocabulary.

    `parts` are the folders that hold the code and the weights, those of this program where not given.
    """
    folders = [files(name) for name in _PACKAGES] if parts is None else parts
    about = {
        "extractor": extractor,
        "python": sys.version_info[:3],
        "machine": [platform.machine(), platform.processor()],
        "libraries": {name: version(name) for name in _LIBRARIES},
        "files": [[name, _digest(data)] for folder in folders for name, data in _contents(folder, "")],
        "vocabulary": vocabulary_digest(vocabulary),
    }
    return _digest(json.dumps(about, sort_keys=True).encode())


def vocabulary_digest(vocabulary: Vocabulary) -> str:
    """A digest of everything that a vocabulary knows."""
    concepts = [_concept(concept) for _, concept in sorted(vocabulary.concepts.items())]
    return _digest(json.dumps(concepts).encode())


def document_key(fingerprint_: str, document: Document) -> bytes:
    """What one document's extraction is found by: the fingerprint, its title and its abstract, nothing else."""
    return hashlib.sha256(json.dumps([fingerprint_, document.title, document.abstract]).encode()).digest()


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            if entry.name != _MADE:
                yield from _contents(entry, name)
        else:
            yield name, entry.read_bytes()


def _concept(concept: Concept) -> list[Any]:
    values = [getattr(concept, field.name) for field in fields(concept)]
    return [sorted(value) if isinstance(value, frozenset) else value for value in values]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
