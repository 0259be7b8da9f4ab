"""Which run an extraction belongs to: all that decides what is found, in words that are the same on every machine."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from kg.extract.cache.fingerprint import vocabulary_digest
from kg.model import Run, Vocabulary

_PROGRAM = "papergraph"
_WEIGHTS = {
    "rules": ("entities.json", "roles.json"),
    "trained": (
        *("candidates.onnx", "encoder.onnx", "entities.json", "network.json", "numbers.onnx", "pairs.onnx"),
        *("roles.json", "roles.onnx", "slots.onnx"),
    ),
}
"""The files of `weights` that each model reads; the network asks the rules first."""
_DIGITS = 12


def run_of(model: str, vocabulary: Vocabulary) -> Run:
    """The run of this program with that model (a name of `MODELS`) and these known names."""
    return Run(
        software=f"{_PROGRAM} {version(_PROGRAM)}",
        model=f"{model} {_weights(model)}",
        settings=f"vocabulary={vocabulary_digest(vocabulary)[:_DIGITS]}",
    )


@cache
def _weights(model: str) -> str:
    """The first digits of a hash over the names and bytes of a model's weights."""
    digest = hashlib.sha256()
    for name in _WEIGHTS[model]:
        data = (files("kg.extract") / "weights" / name).read_bytes()
        digest.update(f"{name} {hashlib.sha256(data).hexdigest()}\n".encode())
    return digest.hexdigest()[:_DIGITS]
