"""Places in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of a document's text, counted in code points.

    >>> Span(0, 4).overlaps(Span(3, 9)), Span(0, 4).overlaps(Span(4, 9))
    (True, False)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no such span: [{self.start}, {self.end})")

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The words of `text` at this place."""
        return text[self.start : self.end]
