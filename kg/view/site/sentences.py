"""Texts cut at the places where things are named in them."""

from collections.abc import Iterable

from kg.view.site.nouns import Piece, Thing

Mark = tuple[int, int, str, Thing]
"""Start and end in the document's text, by code points, the role of the words, and what they name."""


def cut(text: str, marks: Iterable[Mark], *, start: int = 0) -> tuple[Piece, ...]:
    """The text in pieces, marked ones between plain ones; `start` is where the text begins in its document.

    Where two marks meet, the one that begins first wins, of two that begin together the longer one; marks that reach
    out of the text are left out.
    """
    pieces, at = [], 0
    inside = ((a - start, b - start, role, thing) for a, b, role, thing in marks)
    known = sorted((m for m in inside if 0 <= m[0] < m[1] <= len(text)), key=lambda m: (m[0], -m[1], m[2], m[3].iri))
    for begin, end, role, thing in known:
        if begin < at:
            continue
        if begin > at:
            pieces.append(Piece(text=text[at:begin]))
        pieces.append(Piece(text=text[begin:end], role=role, thing=thing))
        at = end
    if at < len(text):
        pieces.append(Piece(text=text[at:]))
    return tuple(pieces)
