"""From torch to what ships: ONNX files whose weights are integers of eight bits, a scale per channel.

The encoder's products are computed in integers: their inputs are scaled as they come, over one window of one text, so
that a text's scores never depend on its neighbours. Everything else
is unfolded into floats once, when onnxruntime loads it.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy
import onnx
import torch
from network import WIDTH, Encoder, Net
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

OPSET = 17
SMALL = 4096
"""Tensors of fewer numbers stay as they are."""


class Reader(nn.Module):
    """The encoder for one text that fills its window."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, marks: Tensor) -> Tensor:
        """Vectors of shape (1, pieces, WIDTH)."""
        return self.encoder(ids, marks)  # type: ignore[no-any-return]


def export(net: Net, words: Sequence[str], out: Path) -> None:
    """Write the encoder and every head into the folder."""
    out.mkdir(parents=True, exist_ok=True)
    net.encoder.bert.set_attn_implementation("eager")
    ids = torch.randint(1000, 2000, (1, 40))
    marks = torch.zeros((1, 40, 3), dtype=torch.long)
    axes = {"ids": {1: "pieces"}, "marks": {1: "pieces"}, "vectors": {1: "pieces"}}
    model = _onnx(Reader(net.encoder), (ids, marks), ["ids", "marks"], "vectors", axes, whole=True)
    helper.set_model_props(model, {"words": "\n".join(words)})
    onnx.save(model, out / "encoder.onnx")
    for name, head in net.heads.items():
        views = (head.inner.in_features - head.numbers) // WIDTH
        given = torch.zeros((40, WIDTH)), torch.zeros((views, 5, 40)), torch.zeros((5, head.numbers))
        axes = {
            "vectors": {0: "pieces"},
            "pools": {1: "rows", 2: "pieces"},
            "numbers": {0: "rows"},
            "scores": {0: "rows"},
        }
        onnx.save(_onnx(head, given, ["vectors", "pools", "numbers"], "scores", axes), out / f"{name}.onnx")


def _onnx(
    module: nn.Module, given: tuple[Tensor, ...], names: list[str], out: str, axes: Any, *, whole: bool = False
) -> Any:
    buffer = BytesIO()
    torch.onnx.export(
        module.eval(),
        given,
        buffer,
        input_names=names,
        output_names=[out],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    model = onnx.load_from_string(buffer.getvalue())
    if whole:
        model = in_integers(model)
    quantise(model)
    onnx.checker.check_model(model)
    return model


def in_integers(model: Any) -> Any:
    """The model with its products by constant matrices computed in integers."""
    with TemporaryDirectory() as folder:
        before, after = Path(folder) / "before.onnx", Path(folder) / "after.onnx"
        onnx.save(model, before)
        options = {"MatMulConstBOnly": True}
        quantize_dynamic(
            before,
            after,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options=options,
        )
        return onnx.load(after)


def quantise(model: Any) -> None:
    """Turn every large matrix of the graph into integers, a scale per channel, and the nodes that unfold it."""
    graph = model.graph
    gathered = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    nodes = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != numpy.float32 or values.ndim != 2 or values.size < SMALL:  # noqa: PLR2004
            continue
        axis = 1 if tensor.name in gathered else 0
        scale = numpy.maximum(numpy.abs(values).max(axis=axis, keepdims=True) / 127.0, 1e-12).astype(numpy.float32)
        whole = numpy.clip(numpy.rint(values / scale), -127, 127).astype(numpy.int8)
        graph.initializer.remove(tensor)
        name = tensor.name
        graph.initializer.extend(
            [numpy_helper.from_array(whole, f"{name}_whole"), numpy_helper.from_array(scale, f"{name}_scale")]
        )
        nodes.append(helper.make_node("Cast", [f"{name}_whole"], [f"{name}_float"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [f"{name}_float", f"{name}_scale"], [name]))
    for node in reversed(nodes):
        graph.node.insert(0, node)
