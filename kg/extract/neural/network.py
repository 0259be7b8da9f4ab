"""The trained network: an encoder that reads pieces in context, and heads that judge what the rules propose."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Protocol

import numpy
from onnxruntime import InferenceSession, SessionOptions
from onnxruntime.capi import onnxruntime_pybind11_state as states
from tokenizers import Tokenizer

from kg.errors import ModelError
from kg.extract.neural.inputs import Floats, Input
from kg.extract.neural.pieces import Pieces, make_tokenizer
from kg.extract.neural.settings import Settings, load_settings

HEADS = ("candidates", "roles", "pairs", "numbers", "slots")
_BROKEN = (
    *(OSError, KeyError, TypeError, ValueError),
    *(states.Fail, states.InvalidArgument, states.InvalidGraph, states.InvalidProtobuf, states.NoSuchFile),
    *(states.NotImplemented, states.RuntimeException),
)
"""What files that are not there, cut short or something else raise."""
_DIGITS = 5
"""Decimals of a score that count: two runs on one kind of CPU agree in them."""


class Network(Protocol):
    """What the finders ask; training answers with torch, the program with onnxruntime."""

    @property
    def settings(self) -> Settings:
        """Thresholds, calibration, and the names of the rules that the heads know."""
        ...

    @property
    def tokenizer(self) -> Tokenizer:
        """What cuts texts into the pieces that the encoder knows."""
        ...

    def encode(self, pieces: Pieces) -> Floats:
        """A row for the document and one per piece."""
        ...

    def ask(self, head: str, vectors: Floats, asked: Input) -> Floats:
        """The head's scores, a row per row of the input."""
        ...


@dataclass(frozen=True, kw_only=True)
class OnnxNetwork:
    """The network as it ships, on one thread: one document at a time, so that its neighbours never matter."""

    settings: Settings
    tokenizer: Tokenizer
    encoder: InferenceSession
    heads: Mapping[str, InferenceSession]
    ends: tuple[int, int]
    """The ids of the pieces that open and close a window."""

    def encode(self, pieces: Pieces) -> Floats:
        """A row for the document and one per piece; long texts are read in overlapping windows."""
        first, last = self.ends
        windows = list(pieces.windows())
        rows: list[Floats] = []
        for number, (start, end) in enumerate(windows):
            ids = numpy.concatenate([[first], pieces.ids[start:end], [last]])[None]
            marks = numpy.pad(pieces.marks[start:end], ((1, 1), (0, 0)))[None]
            vectors: Floats = self.encoder.run(None, {"ids": ids, "marks": marks})[0][0]
            left = (start + windows[number - 1][1]) // 2 if number else start
            right = (windows[number + 1][0] + end) // 2 if number + 1 < len(windows) else end
            rows.append(vectors[(1 if number else 0) + left - start : 1 + right - start])
        return numpy.vstack(rows)

    def ask(self, head: str, vectors: Floats, asked: Input) -> Floats:
        """The head's scores, a row per row of the input."""
        session = self.heads[head]
        scores = [
            session.run(None, {"vectors": vectors, "pools": pools, "numbers": numbers})[0]
            for pools, numbers in asked.parts(len(vectors) - 1)
        ]
        return numpy.asarray(numpy.round(numpy.vstack(scores), _DIGITS), dtype=numpy.float32)


@cache
def load_network() -> OnnxNetwork:
    """The network of `kg/extract/weights`, read once per process. Raises ModelError where it cannot be loaded."""
    try:
        return open_network(files("kg.extract") / "weights")
    except _BROKEN as error:
        why = " ".join(str(error).split())[:200]
        raise ModelError(f"the trained model cannot be loaded ({why}); `--model rules` does without it") from error


def open_network(folder: Traversable) -> OnnxNetwork:
    """The network whose files are in this folder."""
    encoder = _session((folder / "encoder.onnx").read_bytes())
    words = encoder.get_modelmeta().custom_metadata_map["words"].split("\n")
    return OnnxNetwork(
        settings=load_settings((folder / "network.json").read_text(encoding="utf-8")),
        tokenizer=make_tokenizer(words),
        encoder=encoder,
        heads={name: _session((folder / f"{name}.onnx").read_bytes()) for name in HEADS},
        ends=(words.index("[CLS]"), words.index("[SEP]")),
    )


def _session(model: bytes) -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])
