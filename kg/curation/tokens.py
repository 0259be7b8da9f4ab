"""The words of one line of a curation file: quoted names, IRIs in angle brackets, bare words, and the comment."""

import re
from dataclasses import dataclass
from enum import StrEnum

_TOKEN = re.compile(r'"(?P<quoted>(?:[^"\\]|\\.)*)"|<(?P<iri>[^<>"\s]+)>|(?P<bare>[^\s"<>#][^\s"<>]*)')
_ESCAPE = re.compile(r'\\(?:(["\\])|u([0-9A-Fa-f]{4})|U(000[0-9A-Fa-f]{5}|0010[0-9A-Fa-f]{4})|(.))')
_SHORT = 0xFFFF
_CURLY = "“”„«»‘’"
_BARE = re.compile(r"(?!#)[\w.:/#@+-]+")
_IRI = re.compile(r'https?://[^<>"\s]+')


class FaultError(ValueError):
    """What is wrong with a line, and what would be right."""


class Kind(StrEnum):
    """What a token is."""

    QUOTED = "quoted"
    IRI = "iri"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a line, without its quotes or brackets."""

    kind: Kind
    text: str


def tokens(line: str) -> tuple[list[Token], str]:
    """The words of a line, and its comment without the `#`. Raises FaultError."""
    found: list[Token] = []
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        if line[at] == "#":
            return found, tidy(line[at + 1 :])
        match = _TOKEN.match(line, at)
        if match is None:
            raise _no_token(line, at)
        kind = Kind(match.lastgroup or "")
        text = match[kind.value]
        if kind is Kind.BARE and text[0] in _CURLY + "'":
            raise FaultError(
                f"names stand in straight double quotes: {quoted(text.strip(_CURLY + chr(39)))}, not {text}"
            )
        found.append(Token(kind, _unescaped(text) if kind is Kind.QUOTED else text))
        at = match.end()
        if at < len(line) and not line[at].isspace() and line[at] != "#":
            raise FaultError(f"put a space between {match[0]} and {line[at:].split(maxsplit=1)[0]}")
    return found, ""


def tidy(comment: str) -> str:
    """A comment on one line, its spaces single and its control characters gone."""
    return " ".join("".join(char if char.isprintable() else " " for char in comment).split())


def quoted(name: str) -> str:
    r"""A name as the file writes it.

    >>> quoted('the "big" one'), quoted(r"\oni"), quoted("a\nb")
    ('"the \\"big\\" one"', '"\\\\oni"', '"a\\u000ab"')
    """
    return f'"{"".join(_escaped(char) for char in name)}"'


def word(text: str) -> str:
    """A record's id as the file writes it: bare where it can be read back so, else quoted."""
    return text if _BARE.fullmatch(text) else quoted(text)


def is_iri(name: str) -> bool:
    """Whether a name can only be an IRI."""
    return _IRI.fullmatch(name) is not None and name.isprintable()


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= _SHORT else f"\\U{ord(char):08x}"


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    plain, short, long, other = match.groups()
    if other:
        raise FaultError(f"\\{other} means nothing in a quoted name; write \\\\ for a backslash")
    return plain or chr(int(short or long, 16))


def _no_token(line: str, at: int) -> FaultError:
    if line[at] == '"':
        return FaultError(
            f"the quote before {line[at + 1 :].strip()[:40]!r} is not closed; put a double quote behind the name"
        )
    if line[at] == "<":
        return FaultError("an IRI stands between < and >, without spaces or quotes")
    return FaultError(f"{line[at]!r} is out of place; put names into double quotes")
