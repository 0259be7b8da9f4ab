"""SPARQL text in tokens, as the grammar's terminals have it (SPARQL 1.1 and 1.2, section 19.8).

Every token is the longest that fits, so that nothing in a comment, a string, an IRI or a name is ever taken for a
keyword. Codepoint escapes outside strings and IRIs are resolved before anything else, inside them they stay: there they
never end what they stand in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.errors import QueryError

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_CHARS = rf"{_BASE}0-9_\-\u00b7\u0300-\u036f\u203f-\u2040"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = rf"[{_BASE}](?:[{_CHARS}]|\.+(?=[{_CHARS}])){{0,254}}"  # bounded: a.a.a.… would be read again at every dot
_LOCAL = rf"(?:[{_BASE}0-9_:]|{_PLX})(?:[{_CHARS}:]|{_PLX}|\.+(?=[{_CHARS}:%\\]))*"
_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ECHAR = rf"\\[tbnrf\\\"']|{_UCHAR}"
_BLANK = r"[\x20\t\r\n]"
_GAP = rf"(?:{_BLANK}|#[^\r\n]*[\r\n])*"

_KINDS = {
    "space": rf"{_BLANK}+",
    "comment": r"#[^\r\n]*",
    "STRING": (
        rf'"""(?:"{{0,2}}(?:[^"\\]|{_ECHAR}))*"""' + "|" + rf"'''(?:'{{0,2}}(?:[^'\\]|{_ECHAR}))*'''"
        rf'|(?!""")"(?:[^"\\\r\n]|{_ECHAR})*"' + "|" + rf"(?!''')'(?:[^'\\\r\n]|{_ECHAR})*'"
    ),
    "IRIREF": rf'<(?:[^<>"{{}}|^`\\\x00-\x20]|{_UCHAR})*>',
    "NIL": rf"\({_GAP}\)",
    "ANON": rf"\[{_GAP}\]",
    "VAR": rf"[?$][{_BASE}0-9_][{_BASE}0-9_\u00b7\u0300-\u036f\u203f-\u2040]*",
    "BLANK": rf"_:[{_BASE}0-9_](?:[{_CHARS}]|\.+(?=[{_CHARS}]))*",
    "PNAME": rf"(?:{_PREFIX})?:{_LOCAL}",
    "PNAME_NS": rf"(?:{_PREFIX})?:",
    "word": rf"[{_BASE}][{_BASE}0-9_]*",
    "LANGTAG": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?",
    "DOUBLE": r"(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+",
    "DECIMAL": r"[0-9]*\.[0-9]+",
    "INTEGER": r"[0-9]+",
    "SIGNED": r"[+-](?:(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)",
    "mark": r"<<\(|\)>>|<<|>>|\{\||\|\}|\^\^|\|\||&&|!=|<=|>=|[{}()\[\];,.=<>+\-*/|^!?~]",
    "bad": r".",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.DOTALL)

# What may hold a codepoint escape that is to stay, or text that only looks like one.
_ESCAPES = re.compile(rf"{_KINDS['STRING']}|{_KINDS['IRIREF']}|#[^\r\n]*|(?P<escape>{_UCHAR})", re.DOTALL)
_OF_NAMES = re.compile(f"[{_CHARS}:.]")
_ANY_ESCAPE = re.compile(_ECHAR)
_SHORT = {
    "\\t": "\t",
    "\\b": "\b",
    "\\n": "\n",
    "\\r": "\r",
    "\\f": "\f",
    "\\\\": "\\",
    '\\"': '"',
    "\\'": "'",
}
_LAST, _HALVES = 0x10FFFF, range(0xD800, 0xE000)
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a query: `kind` is a terminal of the grammar, a keyword in capitals, or "space" or "comment"."""

    kind: str
    text: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A query's text, escapes resolved, and where each place of it stood in what was written."""

    text: str
    written: str
    shifts: tuple[tuple[int, int], ...] = field(default=())

    def place(self, at: int) -> tuple[int, int]:
        """Line and column, from 1, of a place of `text` as it was written."""
        at += sum(shift for start, shift in self.shifts if start <= at)
        before = _LINE_END.split(self.written[:at])
        return len(before), len(before[-1]) + 1


def resolved(written: str) -> Text:
    """The text with the codepoint escapes outside strings and IRIs resolved. Raises QueryError."""
    if "\\u" not in written and "\\U" not in written:
        return Text(text=written, written=written)
    parts, shifts, end, gone = list[str](), list[tuple[int, int]](), 0, 0
    for match in _ESCAPES.finditer(written):
        escape = match["escape"]
        if escape is None:
            _check_within(match, written)
            continue
        char = _char(escape) or ""
        if not _OF_NAMES.fullmatch(char):
            what = f"outside strings and IRIs an escape stands for a character of a name; {escape} does not"
            raise _wrong(what, match.start(), written)
        parts += (written[end : match.start()], char)
        end = match.end()
        shifts.append((match.start() - gone + 1, len(escape) - 1))
        gone += len(escape) - 1
    return Text(text="".join((*parts, written[end:])), written=written, shifts=tuple(shifts))


def _check_within(match: re.Match[str], written: str) -> None:
    """Refuse escapes within a string or an IRI that stand for no character; a comment may have them."""
    piece = match.group()
    if piece.startswith("#"):
        return
    for escape in _ANY_ESCAPE.finditer(piece):
        if escape.group() not in _SHORT and _char(escape.group()) is None:
            raise _wrong(f"{escape.group()} stands for no character", match.start() + escape.start(), written)


def _char(escape: str) -> str | None:
    """What a numeric escape stands for; None beyond the last code point and for halves of surrogate pairs."""
    code = int(escape.lstrip("\\uU"), 16)
    return chr(code) if code <= _LAST and code not in _HALVES else None


def _wrong(what: str, at: int, written: str) -> QueryError:
    line, column = Text(text=written, written=written).place(at)
    return QueryError(f"line {line}, column {column}: {what}", line=line, column=column)


def tokens(text: str) -> Sequence[Token]:
    """All of a text in tokens, space and comments too; what is no token is "bad", and nothing is read after it."""
    found = list[Token]()
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "bad"
        if kind == "bad":
            found.append(Token(kind, text[match.start() :], match.start()))
            break
        piece = match.group()
        if kind == "word":
            kind = piece.upper() if piece.isascii() and piece != "a" else piece  # ſ is no S, though its capital is
        found.append(Token(piece if kind == "mark" else kind, piece, match.start()))
    return found


def unescaped(text: str) -> str:
    """What the escapes within an IRI or a string stand for."""
    return _ANY_ESCAPE.sub(lambda match: _SHORT.get(match.group()) or chr(int(match.group().lstrip("\\uU"), 16)), text)
