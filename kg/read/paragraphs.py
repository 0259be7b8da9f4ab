"""Paragraphs of a saved page, and which of them read as a title or as running text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TITLE_MOST = 500
_LONG = 200
_PROSE_LEAST_WORDS = 8
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\bvs)(?<!\bet al)(?<!\bDr)\.[\"'”)]?\s+(?=[A-Z\"'“$\\])")
_ENDS_SENTENCE = re.compile(r"(?:[.;,:]|\.[\"'”)\]])$")
_LIST_ITEM = re.compile(r"^(?:[-*•·–—]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")
_LOWER_START = re.compile(r"^[a-z]+[\s,]")
_HEADINGS = (
    "abstract background introduction motivation objective objectives purpose aim aims method methods methodology"
    " approach results findings conclusion conclusions contribution contributions significance discussion summary"
    " keywords limitations code data availability experiment experiments evaluation overview setting settings design"
    " outcomes interpretation analysis implementation problem solution participants measurements outlook impact"
)
_JOINING = "and & our the main key related work materials"
_HEADING_WORDS = frozenset(f"{_HEADINGS} {_JOINING}".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that no blank line parts; `line` is the first one's number."""

    line: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines, trimmed, joined by spaces: a page's own line breaks mean nothing."""
        return " ".join(stripped for line in self.lines if (stripped := line.strip()))


def paragraphs(numbered: Iterable[tuple[int, str]]) -> list[Paragraph]:
    """The paragraphs of some (number, line) pairs; a title directly above its text is one of its own."""
    found: list[Paragraph] = []
    block: list[tuple[int, str]] = []
    last = 0
    for number, line in (*numbered, (0, "")):
        if block and (not line.strip() or number != last + 1):
            found += _split(block)
            block = []
        if line.strip():
            block.append((number, line))
        last = number
    return found


def reads_as_title(text: str) -> bool:
    """Whether a paragraph could be a title: short, one phrase, with no end of a sentence."""
    if not text or len(text) > _TITLE_MOST or "://" in text or _LIST_ITEM.match(text) or _LOWER_START.match(text):
        return False
    if _HEADING_WORDS.issuperset(text.casefold().rstrip(":. ").split()) or not any(char.isalpha() for char in text):
        return False
    return not _ENDS_SENTENCE.search(text) and not _SENTENCE_END.search(text)


def reads_as_prose(text: str, after: str = "") -> bool:
    """Whether a paragraph could be (the start of) an abstract, given the title before it."""
    words = text.split(maxsplit=_PROSE_LEAST_WORDS)[:_PROSE_LEAST_WORDS]
    if sum(any(map(str.isalpha, word)) for word in words) < _PROSE_LEAST_WORDS - 2:
        return False
    return not reads_as_title(text) or (len(text) >= _LONG and len(text) > 1.5 * len(after))


def has_title_case(text: str) -> bool:
    """Whether most of the longer words are capitalised, as in a headline of at least four words."""
    words = text.split()
    long = [word for word in words if len(word) > 3]  # noqa: PLR2004
    return len(words) > 3 and sum(word[0].isupper() for word in long) >= 0.6 * max(len(long), 1)  # noqa: PLR2004


def _split(block: list[tuple[int, str]]) -> list[Paragraph]:
    first, second = block[0][1].strip(), block[1][1].strip() if len(block) > 1 else ""
    whole = Paragraph(line=block[0][0], lines=tuple(line for _, line in block))
    if len(second) < _LONG or len(first) >= _LONG or not reads_as_title(first):
        return [whole]
    rest = Paragraph(line=block[1][0], lines=whole.lines[1:])
    return [Paragraph(line=whole.line, lines=whole.lines[:1]), rest]


def joined(parts: Iterable[Paragraph]) -> str:
    """The text of paragraphs, one to a line."""
    return "\n".join(part.text for part in parts)
