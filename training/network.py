"""The network in torch: the encoder with marks, its heads, and how they are fitted."""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy
import torch
from prepare import words_of
from samples import IGNORED, Asked, Sample
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from kg.extract.neural.inputs import pools
from kg.extract.neural.pieces import KNOWN, SHAPES, Pieces

WIDTH = 384
HIDDEN = 256
OUT = {"candidates": 7, "roles": 9, "pairs": 7, "numbers": 4, "slots": 1}
"""How many scores each head gives."""


class Encoder(nn.Module):
    """BERT whose pieces carry marks: the spelling of the word, whether it is in the title, its known type."""

    def __init__(self, folder: Path, *, layers: int | None = None, attention: str = "sdpa") -> None:
        super().__init__()
        quiet = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}  # on a processor they cost as much
        self.bert = AutoModel.from_pretrained(folder, attn_implementation=attention, add_pooling_layer=False, **quiet)
        if layers:
            self.bert.encoder.layer = self.bert.encoder.layer[:layers]
        self.bert.embeddings.word_embeddings.weight.requires_grad = False
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.part = nn.Embedding(2, WIDTH)
        self.known = nn.Embedding(len(KNOWN), WIDTH)
        for table in (self.shape, self.part, self.known):
            nn.init.normal_(table.weight, std=0.005)

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor | None = None) -> Tensor:
        """Vectors of shape (texts, pieces, WIDTH)."""
        words = self.bert.embeddings.word_embeddings(ids)
        words = words + self.shape(marks[..., 0]) + self.part(marks[..., 1]) + self.known(marks[..., 2])
        out: Tensor = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return out


class Head(nn.Module):
    """One hidden layer over the pooled vectors of every view and the numbers."""

    def __init__(self, views: int, numbers: int, out: int, dropout: float) -> None:
        super().__init__()
        self.numbers = numbers
        self.inner = nn.Linear(views * WIDTH + numbers, HIDDEN)
        self.outer = nn.Linear(HIDDEN, out)
        self.dropout = nn.Dropout(dropout)

    def forward(self, vectors: Tensor, pooling: Tensor, numbers: Tensor) -> Tensor:
        """Scores of shape (rows, out)."""
        seen = (pooling @ vectors).transpose(0, 1).flatten(1)
        inner = functional.gelu(self.inner(self.dropout(torch.cat([seen, numbers], dim=1))))
        out: Tensor = self.outer(self.dropout(inner))
        return out


@dataclass(kw_only=True)
class Recipe:
    """How the network is fitted."""

    rounds: int = 12
    batch: int = 8
    rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    dropout: float = 0.2
    average: float = 0.995
    hidden: float = 0.1
    """The share of pieces that the encoder does not see in training."""
    layers: int | None = None
    seed: int = 0
    weights: Mapping[str, float] = field(
        default_factory=lambda: {"candidates": 1.0, "roles": 0.5, "pairs": 1.0, "numbers": 0.3, "slots": 0.5}
    )


class Net(nn.Module):
    """The encoder and its heads."""

    def __init__(self, folder: Path, shapes: Mapping[str, tuple[int, int]], recipe: Recipe) -> None:
        super().__init__()
        self.encoder = Encoder(folder, layers=recipe.layers)
        self.heads = nn.ModuleDict({k: Head(views, n, OUT[k], recipe.dropout) for k, (views, n) in shapes.items()})


def shapes_of(samples: Sequence[Sample]) -> dict[str, tuple[int, int]]:
    """Views and numbers of each head's input."""
    return {k: (a.views, a.numbers.shape[1]) for s in samples for k, listed in s.asked.items() for a in listed}


def empty(listed: Sequence[Sequence[Sample]], folder: Path, recipe: Recipe) -> Net:
    """A network that is not fitted yet, for samples of these shapes."""
    return Net(folder, shapes_of([s for ways in listed for s in ways]), recipe)


def fit(
    listed: Sequence[Sequence[Sample]], folder: Path, recipe: Recipe, start: Path | None = None, log: Any = None
) -> Net:
    """The network fitted to samples; every sample comes in one or more ways, of which each round takes one."""
    random.seed(recipe.seed)
    torch.manual_seed(recipe.seed)
    net = empty(listed, folder, recipe)
    if start:
        net.encoder.load_state_dict(torch.load(start), strict=False)
    words = words_of(folder)
    ends = words.index("[CLS]"), words.index("[SEP]")
    optimizer, scheduler = _optimizer(net, recipe, recipe.rounds * math.ceil(len(listed) / recipe.batch))
    held = {name: value for name, value in net.named_parameters() if value.requires_grad}
    average = {name: value.detach().clone() for name, value in held.items()}
    step = 0
    for number in range(recipe.rounds):
        order = alike(listed, recipe.batch)
        total: dict[str, float] = {}
        net.train()
        for at in range(0, len(order), recipe.batch):
            batch = [random.choice(listed[n]) for n in order[at : at + recipe.batch]]
            losses = _losses(net, [hide(s, recipe.hidden, words.index("[MASK]")) for s in batch], ends)
            loss = sum(recipe.weights[k] * v for k, v in losses.items())
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
            step += 1
            keep = min(recipe.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, value in held.items():
                    average[name].lerp_(value, 1 - keep)
            for k, v in losses.items():
                total[k] = total.get(k, 0.0) + float(v.detach()) * recipe.batch / len(order)
        if log:
            log(number, total)
    net.load_state_dict(average, strict=False)
    return net.eval()


def _optimizer(net: Net, recipe: Recipe, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW with a rate for the encoder and one for the heads, both rising for a tenth of the steps, then falling."""
    groups = [
        {
            "params": [p for p in net.encoder.parameters() if p.requires_grad],
            "lr": recipe.rate,
            "weight_decay": recipe.decay,
        },
        {"params": net.heads.parameters(), "lr": recipe.head_rate, "weight_decay": recipe.decay},
    ]
    optimizer = torch.optim.AdamW(groups)
    warm = max(1, steps // 10)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (steps - step) / max(1, steps - warm))
    )
    return optimizer, scheduler


def alike(listed: Sequence[Sequence[Sample]], size: int) -> list[int]:
    """A new order in which the texts of one batch are about equally long."""
    order = list(range(len(listed)))
    random.shuffle(order)
    pools_ = [order[at : at + 16 * size] for at in range(0, len(order), 16 * size)]
    batches = []
    for pool in pools_:
        pool.sort(key=lambda n: len(listed[n][0].pieces.ids))
        batches += [pool[at : at + size] for at in range(0, len(pool), size)]
    random.shuffle(batches)
    return [n for batch in batches for n in batch]


def hide(sample: Sample, share: float, mask: int) -> Sample:
    """The sample with a share of its pieces masked, so that the heads learn from what stands around."""
    hidden = numpy.random.default_rng(random.getrandbits(32)).random(len(sample.pieces.ids)) < share
    return replace(sample, pieces=replace(sample.pieces, ids=numpy.where(hidden, mask, sample.pieces.ids)))


def _losses(net: Net, batch: Sequence[Sample], ends: tuple[int, int]) -> dict[str, Tensor]:
    vectors = encode(net.encoder, [s.pieces for s in batch], ends)
    losses: dict[str, list[Tensor]] = {}
    for rows, sample in zip(vectors, batch, strict=True):
        for name, listed in sample.asked.items():
            for asked in listed:
                pooling = torch.from_numpy(pools(asked.places, asked.views, len(asked.numbers), len(rows) - 1))
                scores = net.heads[name](rows, pooling, torch.from_numpy(asked.numbers))
                loss = LOSSES[name](scores, torch.from_numpy(asked.answers))
                losses.setdefault(name, []).append(loss / len(listed))
    return {name: torch.stack(found).sum() / len(batch) for name, found in losses.items()}


def _classes(scores: Tensor, answers: Tensor) -> Tensor:
    return functional.cross_entropy(scores, answers.long(), reduction="sum") / 10


def _claims(scores: Tensor, answers: Tensor) -> Tensor:
    asked = answers != IGNORED
    loss = functional.binary_cross_entropy_with_logits(scores, answers.clamp(min=0), reduction="none")
    return (loss * asked).sum() / 10


def _values(scores: Tensor, answers: Tensor) -> Tensor:
    stands = functional.binary_cross_entropy_with_logits(scores[:, 0], answers[:, 0], reduction="sum")
    kinds = answers[:, 1].long()
    return stands + functional.cross_entropy(scores[:, 1:], kinds, reduction="sum", ignore_index=IGNORED)


def _slots(scores: Tensor, answers: Tensor) -> Tensor:
    total = scores.sum() * 0.0
    for question in answers[:, 1].unique():
        rows = answers[:, 1] == question
        right = answers[rows, 0]
        if (right == 1).any():
            held = scores[rows, 0]
            total = total + torch.logsumexp(held, 0) - torch.logsumexp(held[right == 1], 0)
    return total


LOSSES = {"candidates": _classes, "roles": _classes, "pairs": _claims, "numbers": _values, "slots": _slots}


def encode(encoder: Encoder, listed: Sequence[Pieces], ends: tuple[int, int]) -> list[Tensor]:
    """For each text a row for the document and one per piece; of a long text only the first window."""
    cut = [next(pieces.windows()) for pieces in listed]
    longest = max(end for _, end in cut) + 2
    ids = torch.zeros((len(listed), longest), dtype=torch.long)
    marks = torch.zeros((len(listed), longest, 3), dtype=torch.long)
    mask = torch.zeros((len(listed), longest))
    for n, (pieces, (_, end)) in enumerate(zip(listed, cut, strict=True)):
        ids[n, 0], ids[n, end + 1] = ends
        ids[n, 1 : end + 1] = torch.from_numpy(pieces.ids[:end])
        marks[n, 1 : end + 1] = torch.from_numpy(pieces.marks[:end])
        mask[n, : end + 2] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = encoder(ids, marks, mask).float()
    return [
        _padded(vectors[n, : end + 1], len(pieces.ids) + 1)
        for n, (pieces, (_, end)) in enumerate(zip(listed, cut, strict=True))
    ]


def _padded(rows: Tensor, count: int) -> Tensor:
    return functional.pad(rows, (0, 0, 0, count - len(rows))) if len(rows) < count else rows


__all__ = ["Asked", "Net", "Recipe", "empty", "fit"]
