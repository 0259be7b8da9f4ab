"""Acquaint the encoder with abstracts before it is fitted: it guesses words that are masked.

    python training/language.py RECORDS.jsonl[.gz]... --encoder FOLDER --out WEIGHTS [--rounds N] [--stop N] [--seed N]

Whole words are masked (Devlin et al., 2019, with a share of 20 %), and the spelling of a masked word stays visible, so
that the marks for it are learnt as well. RECORDS hold `title` and `abstract`; annotations are not used.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
import torch
from gold import read, text_of
from network import WIDTH, Encoder
from prepare import say, words_of
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.neural.pieces import Pieces, cut, make_tokenizer

BATCH = 16
SHARE = 0.2
KEPT = 0.1
"""The share of masked pieces that stay as they are."""
RATE = 2e-4
HEAD_RATE = 1e-3


class Guesser(nn.Module):
    """The encoder with a head that guesses pieces by their embeddings."""

    def __init__(self, encoder: Encoder, size: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.LayerNorm(WIDTH))
        self.bias = nn.Parameter(torch.zeros(size))

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor, asked: Tensor) -> Tensor:
        """Scores of shape (asked pieces, words)."""
        vectors = self.head(self.encoder(ids, marks, mask)[asked])
        return vectors @ self.encoder.bert.embeddings.word_embeddings.weight.T + self.bias


def batches(texts: Sequence[Pieces], words: Sequence[str]) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Ids with masks, marks, which pieces there are, and the answers (-100 where nothing is asked), in random order."""
    order = list(range(len(texts)))
    random.shuffle(order)
    pools = [
        sorted(order[n : n + 20 * BATCH], key=lambda t: len(texts[t].ids)) for n in range(0, len(order), 20 * BATCH)
    ]
    groups = [pool[n : n + BATCH] for pool in pools for n in range(0, len(pool), BATCH)]
    random.shuffle(groups)
    inner = numpy.array([word.startswith("##") for word in words])
    first, last, masked = (words.index(word) for word in ("[CLS]", "[SEP]", "[MASK]"))
    for group in groups:
        longest = max(len(texts[n].ids) for n in group) + 2
        ids = torch.zeros((len(group), longest), dtype=torch.long)
        marks = torch.zeros((len(group), longest, 3), dtype=torch.long)
        mask = torch.zeros((len(group), longest))
        answers = torch.full((len(group), longest), -100)
        for row, n in enumerate(group):
            pieces = texts[n].ids
            end = len(pieces) + 1
            ids[row, 0], ids[row, end] = first, last
            ids[row, 1:end] = torch.from_numpy(pieces)
            marks[row, 1:end] = torch.from_numpy(texts[n].marks)
            mask[row, : end + 1] = 1
            word = numpy.cumsum(~inner[pieces])
            picked = torch.from_numpy(
                numpy.random.default_rng(random.getrandbits(32)).random(word[-1] + 1)[word] < SHARE
            )
            answers[row, 1:end][picked] = ids[row, 1:end][picked]
        hidden = (answers >= 0) & (torch.rand(ids.shape) >= KEPT)
        yield torch.where(hidden, masked, ids), marks, mask, answers


def main() -> None:
    """Read the arguments, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path, nargs="+")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=4, help="rounds over which the rate falls to nothing")
    parser.add_argument("--stop", type=int, help="stop after so many rounds")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    words = words_of(arguments.encoder)
    tokenizer = make_tokenizer(words)
    texts = []
    for record in (record for path in arguments.records for record in read(path)):
        pieces = cut(tokenizer, text_of(record), len(record["title"]))
        texts += [
            Pieces(pieces.ids[a:b], pieces.marks[a:b], pieces.starts[a:b], pieces.ends[a:b])
            for a, b in pieces.windows()
        ]
    guesser = Guesser(Encoder(arguments.encoder), len(words))
    guesser.encoder.bert.embeddings.word_embeddings.weight.requires_grad = True
    rates = [
        {"params": list(guesser.encoder.parameters()), "lr": RATE},
        {"params": [*guesser.head.parameters(), guesser.bias], "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = arguments.rounds * len(list(batches(texts, words)))
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / 100, max(0.0, (steps - step) / max(1, steps - 100)))
    )
    for number in range(arguments.stop or arguments.rounds):
        total, count = 0.0, 0
        for ids, marks, mask, answers in batches(texts, words):
            asked = answers >= 0
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = guesser(ids, marks, mask, asked)
            loss = functional.cross_entropy(scores.float(), answers[asked])
            loss.backward()
            nn.utils.clip_grad_norm_(guesser.encoder.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
            total, count = total + float(loss.detach()), count + 1
            if count % 50 == 0:
                say(f"round {number}, {count}: {total / count:.3f}")
        torch.save(guesser.encoder.state_dict(), arguments.out)


if __name__ == "__main__":
    main()
