"""Bytes to text that every output can hold, one character for one."""

import re
import zlib
from collections.abc import Iterable, Iterator

from kg.errors import ReadError
from kg.model import Problem

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_KINDS = (
    (b"%PDF", "a PDF; export its text"),
    (b"PK\x03\x04", "a ZIP archive or an office document; export its text"),
    (b"\xd0\xcf\x11\xe0", "an office document; export its text"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"SQLite format 3", "a database; export its rows"),
)
_GZIP = b"\x1f\x8b"
_STEP = 1 << 16
_LIMIT = 1 << 32
"""Bytes that an archive may unpack to."""

_SPACES = re.compile(r"[\x0b\x0c\x1c-\x1f\x85]")
_INVALID = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_BINARY_SHARE = 0.03
_BINARY_LEAST = 3
_WIDE_SHARE = 0.3
_KINDS_TOLD = 5


def decode(data: bytes, where: str, source: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, gzipped or not, and what had to be mended. Raises ReadError.

    UTF-8, UTF-16 and UTF-32 are recognised, and Windows-1252 is what is left. Characters that XML and RDF cannot hold
    give way to U+FFFD or a space, one for one.
    """
    problems: list[Problem] = []
    if data.startswith(_GZIP):
        data, whole = _unpacked(data, where)
        if not whole:
            message = "the archive is cut short or damaged; what could be unpacked was read"
            problems.append(Problem(source=source, line=1 + data.count(b"\n"), message=message, skipped=False))
    for magic, kind in _KINDS:
        if data.startswith(magic):
            raise ReadError(where, f"is not text but {kind}")
    text, note = _text(data, where)
    if not text.strip():
        raise ReadError(where, "is empty")
    if note:
        problems.append(Problem(source=source, line=1, message=note, skipped=False))
    return _mended(text, source, problems)


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text, ended by LF, CRLF or CR; the last may be empty."""
    return tuple(_LINE_END.split(text))


def mend(text: str) -> str:
    r"""The same text without carriage returns and what XML and RDF cannot hold, one character for one.

    >>> mend("a\r\nb\x00c")
    'a \nb�c'
    """
    text = _INVALID.sub("\ufffd", _SPACES.sub(" ", text))
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def replaced(bad: Iterable[str]) -> str:
    """How characters that had to be replaced are told: their number and the first five kinds."""
    found = list(bad)
    kinds = sorted(set(found))
    names = ", ".join([*(f"U+{ord(char):04X}" for char in kinds[:_KINDS_TOLD]), *["…"][: len(kinds) - _KINDS_TOLD]])
    return f"{len(found)} character(s) that no text may hold ({names}) replaced"


def unfit(text: str) -> list[str]:
    """The characters of a text that XML and RDF cannot hold, in their order."""
    return _INVALID.findall(text)


def _mended(text: str, source: str, problems: list[Problem]) -> tuple[str, tuple[Problem, ...]]:
    bad = list(_bad(text))
    if bad:
        first, *_ = bad
        message = f"{replaced(char for _, char in bad)}, the first on this line"
        line = len(_LINE_END.findall(text, 0, first[0])) + 1
        problems.append(Problem(source=source, line=line, message=message, skipped=False))
        text = _INVALID.sub("\ufffd", _SPACES.sub(" ", text))
    return text, tuple(problems)


def _bad(text: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), found[0]) for found in _INVALID.finditer(text))


def _text(data: bytes, where: str) -> tuple[str, str | None]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _as(data[len(bom) :], encoding)
    if wide := _wide(data):
        return _as(data, wide)
    controls = len(_CONTROL.findall(data))
    if controls > max(_BINARY_LEAST, _BINARY_SHARE * len(data)):
        raise ReadError(where, "is not text; name a text, JSON Lines or CSV file")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        whole = data.decode("utf-8", "replace")
        broken = whole.count("\ufffd")
        line = data.count(b"\n", 0, error.start) + 1
    if broken <= len(_MULTIBYTE.findall(data)) - broken:
        return whole, f"is not whole UTF-8: {broken} piece(s) replaced, the first on line {line}"
    return data.decode("cp1252", "replace"), f"is not UTF-8 (first seen on line {line}); read as Windows-1252"


def _as(data: bytes, encoding: str) -> tuple[str, str | None]:
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), f"is not whole {encoding.upper()}: what is broken was replaced"


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero in every other byte."""
    head = data[:4096]
    pairs = max(len(head) // 2, 1)
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > _WIDE_SHARE * pairs and even < odd / 8:
        return "utf-16-le"
    return "utf-16-be" if even > _WIDE_SHARE * pairs and odd < even / 8 else None


def _unpacked(data: bytes, where: str) -> tuple[bytes, bool]:
    """What a gzip archive of one or more members holds, as far as it goes, and whether it goes to its end."""
    out = bytearray()
    rest = data
    while rest.startswith(_GZIP):
        member = zlib.decompressobj(wbits=31)
        for start in range(0, len(rest), _STEP):
            try:
                out += member.decompress(rest[start : start + _STEP])
            except zlib.error:
                break
            if member.eof:
                rest = member.unused_data + rest[start + _STEP :]
                break
            if len(out) > _LIMIT:
                raise ReadError(where, "unpacks to more than 4 GiB; split it")
        if not member.eof:
            break
    else:
        return bytes(out), True
    if not out:
        raise ReadError(where, "is a gzip archive that is cut short or damaged; make it anew")
    return bytes(out), False
