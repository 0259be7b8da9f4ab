"""Words of scientific text: one linear pass of one regular expression, so that no text is slow."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

ABBREVIATIONS = (
    *("e.g.", "i.e.", "et al.", "al.", "etc.", "vs.", "cf.", "viz.", "resp.", "approx.", "ca.", "w.r.t.", "a.k.a."),
    *("Fig.", "Figs.", "Eq.", "Eqs.", "Sec.", "Sect.", "Tab.", "Ref.", "Refs.", "Alg.", "Thm.", "Def.", "No.", "Nos."),
    *("vol.", "pp.", "Dr.", "Prof.", "Mr.", "Mrs.", "Ms.", "St.", "Inc.", "Ltd.", "Corp.", "Jr.", "U.S.", "U.K."),
)
_ALNUM = r"[^\W_](?:[\u0300-\u036f])?"
_WORD = rf"(?:{_ALNUM}|\$[^$\n]{{1,60}}\$)"
_JOINER = (
    r"(?:[-‐‑–_^@](?=[^\W_]|\$)"  # multi-agent, actor–critic, pass@1, R^2
    r"|\.(?=\d)|(?<=[A-Z])\.(?=[A-Z]\b)|(?<=[a-z0-9])\.(?=[a-z])"  # Qwen2.5, U.S, ai.org
    r"|(?<=\d),(?=\d{3}(?!\d))|(?<=[A-Z])&(?=[A-Z]))"  # 30,000, Q&A
)
_TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>{}\"|\\^`]*[^\s<>{}\"|\\^`.,;:!?')\]]"
    rf"|(?<!\w)(?:{'|'.join(re.escape(a) for a in ABBREVIATIONS)})(?!\w)"
    r"|\d+(?:,\d{3})*(?:\.\d+)?\s?\\?%"
    rf"|{_WORD}+(?:{_JOINER}{_WORD}+)*(?:\+{{1,2}}|\*|-(?=\s))?"
    r"|\\[A-Za-z]+|\\[%&$#_{}~]"
    r"|['’](?:s|t|re|ve|ll|d|m)\b"
    r"|\.{2,}|-{2,}|\S"
)


class ScientificTokenizer:
    """Splits a text into words that keep `multi-agent`, `UniDexGrasp++`, `30,000+`, `85.4%` and URLs whole.

    Deterministic and linear in the text's length; the words with their spaces give the text back exactly.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        pieces = list(_pieces(text))
        return Doc(self.vocab, words=[word for word, _ in pieces], spaces=[space for _, space in pieces])

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> "ScientificTokenizer":
        """The tokenizer itself: it has no state."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: the tokenizer has no state."""

    def from_disk(self, _path: Any, **_: Any) -> "ScientificTokenizer":
        """The tokenizer itself: it has no state."""
        return self


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Words with whether one blank follows; further white space is a word of its own, as spaCy wants it."""
    at = 0
    for match in _TOKEN.finditer(text):
        yield from _blank(text[at : match.start()])
        at = match.end()
        space = text[at : at + 1] == " "
        yield match.group(), space
        at += space
    yield from _blank(text[at:])


def _blank(gap: str) -> Iterator[tuple[str, bool]]:
    if gap:
        ends = len(gap) > 1 and gap.endswith(" ")
        yield (gap[:-1] if ends else gap), ends


def create_tokenizer() -> Callable[[Language], ScientificTokenizer]:
    """A maker of tokenizers, as spaCy's config asks for it."""
    return lambda nlp: ScientificTokenizer(nlp.vocab)
