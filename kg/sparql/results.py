"""Answers to queries, and how they are written: for people as table or Markdown, for programs as the W3C has it."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, NamedTuple
from typing import Literal as Choice

from kg.errors import QueryError
from kg.rdf.names import Names
from kg.rdf.terms import XSD, quote

_BARE = {f"{XSD}integer", f"{XSD}decimal", f"{XSD}boolean"}

# Controls (C0, DEL, C1), line separators and the marks that turn the direction of text: a terminal would obey them.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_NO_XML = re.compile("&#(?:[0-8]|1[124-9]|2[0-9]|3[01]);|[\ufffe\uffff]")
_NAMESPACE = "http://www.w3.org/2005/sparql-results#"
_FORMULA = re.compile(r"[=+\-@\t\r]")
_MARKDOWN = re.compile(r"[\\`*_\[\]|~]")
_NARROWEST = 16
_KINDS = {"iri": "uri", "literal": "literal", "blank": "bnode", "triple": "triple"}
_UNQUOTED = {"iri": "<{}>", "blank": "_:{}", "triple": "{}"}


class Term(NamedTuple):
    """One value of an answer; `datatype` is an IRI, None for plain text; a triple is told as N-Triples has it."""

    kind: Choice["iri", "literal", "blank", "triple"]
    value: str
    datatype: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A table: one term per cell, None where a variable is unbound.

    ASK sets `boolean` and has one cell; CONSTRUCT and DESCRIBE give the columns subject, predicate and object.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    boolean: bool | None = None

    def texts(self, names: Names) -> tuple[tuple[str, ...], ...]:
        """The cells for people: IRIs under their short names, unbound ones empty."""
        return tuple(tuple(_shown(cell, names) for cell in row) for row in self.rows)


def formatted(answer: Answer, format_: str, names: Names, *, width: int = 120) -> str:
    """The answer as `table`, `csv`, `tsv`, `json`, `xml` or `markdown`; `width` is for tables.

    For people, a column `paperIri` beside `paper` is left out. Raises QueryError.
    """
    writers: dict[str, Callable[[], str]] = {
        "table": lambda: _table(_named(answer), names, width),
        "csv": lambda: _csv(answer),
        "tsv": lambda: _tsv(answer),
        "json": lambda: _json(answer),
        "xml": lambda: _xml(answer),
        "markdown": lambda: _markdown(_named(answer), names),
    }
    if format_ not in writers:
        raise QueryError(f"there is no format {format_!r}; there are {', '.join(writers)}")
    return writers[format_]()


def _named(answer: Answer) -> Answer:
    """The answer without the columns that only say which thing another names: `paperIri` beside `paper`."""
    told = {f"{column}Iri" for column in answer.columns}
    kept = [at for at, column in enumerate(answer.columns) if column not in told]
    if len(kept) == len(answer.columns):
        return answer
    rows = tuple(tuple(row[at] for at in kept) for row in answer.rows)
    return Answer(columns=tuple(answer.columns[at] for at in kept), rows=rows, boolean=answer.boolean)


def _csv(answer: Answer) -> str:
    """SPARQL 1.1 CSV, except that no cell can be a spreadsheet's formula or a terminal's command."""
    rows = [list(answer.columns), *([_csv_value(cell) for cell in row] for row in answer.rows)]
    return "".join(",".join(_csv_quoted(value) for value in row) + "\r\n" for row in rows)


def _csv_value(cell: Term | None) -> str:
    if cell is None:
        return ""
    value = f"_:{cell.value}" if cell.kind == "blank" else cell.value
    text = _UNSEEN.sub(lambda match: match.group() if match.group() in "\t\r\n" else "\ufffd", value)
    is_text = cell.kind == "literal" and cell.datatype not in _BARE
    return f"'{text}" if is_text and _FORMULA.match(text) else text


def _csv_quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if re.search(r'[",\r\n]', value) else value


def _tsv(answer: Answer) -> str:
    """SPARQL 1.1 TSV."""
    header = "\t".join(f"?{column}" for column in answer.columns)
    return "".join(line + "\n" for line in (header, *("\t".join(map(_turtle, row)) for row in answer.rows)))


def _turtle(cell: Term | None) -> str:
    if cell is None:
        return ""
    if cell.kind != "literal":
        return _UNQUOTED[cell.kind].format(cell.value)
    if cell.datatype in _BARE and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?|true|false", cell.value):
        is_whole_decimal = cell.datatype == f"{XSD}decimal" and "." not in cell.value
        if not is_whole_decimal:
            return cell.value
    quoted = _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04X}", quote(cell.value))
    if cell.language:
        return f"{quoted}@{cell.language}"
    return f"{quoted}^^<{cell.datatype}>" if cell.datatype else quoted


def _json(answer: Answer) -> str:
    """SPARQL 1.1 results JSON."""
    if answer.boolean is not None:
        document: dict[str, Any] = {"head": {}, "boolean": answer.boolean}
    else:
        rows = [
            {column: _json_term(cell) for column, cell in zip(answer.columns, row, strict=True) if cell is not None}
            for row in answer.rows
        ]
        document = {"head": {"vars": list(answer.columns)}, "results": {"bindings": rows}}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return (
        _UNSEEN.sub(lambda match: match.group() if match.group() == "\n" else f"\\u{ord(match.group()):04x}", text)
        + "\n"
    )


def _json_term(term: Term) -> dict[str, str]:
    found = {"type": _KINDS[term.kind], "value": term.value}
    if term.datatype:
        found["datatype"] = term.datatype
    if term.language:
        found["xml:lang"] = term.language
    return found


def _xml(answer: Answer) -> str:
    """SPARQL 1.1 results XML; what XML cannot carry is U+FFFD."""
    head = "".join(f"<variable name={_attribute(column)}/>" for column in answer.columns)
    if answer.boolean is not None:
        head, body = "", f"<boolean>{str(answer.boolean).lower()}</boolean>"
    else:
        body = "".join(f"<result>{_xml_row(answer.columns, row)}</result>\n" for row in answer.rows)
        body = f"<results>\n{body}</results>"
    start = f'<?xml version="1.0" encoding="utf-8"?>\n<sparql xmlns={_attribute(_NAMESPACE)}>'
    return f"{start}\n<head>{head}</head>\n{body}\n</sparql>\n"


def _xml_row(columns: Sequence[str], row: Sequence[Term | None]) -> str:
    cells = ((column, cell) for column, cell in zip(columns, row, strict=True) if cell is not None)
    return "".join(f"<binding name={_attribute(column)}>{_xml_term(cell)}</binding>" for column, cell in cells)


def _xml_term(term: Term) -> str:
    if term.kind in {"iri", "blank"}:
        tag = _KINDS[term.kind]
        return f"<{tag}>{_xml_text(term.value)}</{tag}>"
    more = f" xml:lang={_attribute(term.language)}" if term.language else ""
    if term.datatype and not term.language:
        more = f" datatype={_attribute(term.datatype)}"
    return f"<literal{more}>{_xml_text(term.value)}</literal>"


def _attribute(text: str) -> str:
    return '"' + _xml_text(text).replace('"', "&quot;") + '"'


def _xml_text(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = _UNSEEN.sub(lambda match: match.group() if match.group() in "\t\n" else f"&#{ord(match.group())};", escaped)
    return _NO_XML.sub("\ufffd", shown)


def _shown(cell: Term | None, names: Names) -> str:
    if cell is None:
        return ""
    if cell.kind == "iri":
        return visible(names.short(cell.value))
    return visible(f"_:{cell.value}" if cell.kind == "blank" else cell.value)


def visible(text: str) -> str:
    """One line that a terminal shows and does not obey: white space as single blanks, other controls as U+FFFD."""
    return _UNSEEN.sub("\ufffd", re.sub("[\t\n\x0b\f\r\x85\u2028\u2029 ]+", " ", text)).strip()


def _markdown(answer: Answer, names: Names) -> str:
    rows = [answer.columns, ["---"] * len(answer.columns)]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines += ["| " + " | ".join(_markdown_cell(text) for text in row) + " |" for row in answer.texts(names)]
    return "\n".join(lines) + "\n"


def _markdown_cell(text: str) -> str:
    escaped = _MARKDOWN.sub(lambda match: f"\\{match.group()}", text.replace("&", "&amp;"))
    return escaped.replace("<", "&lt;").replace(">", "&gt;")


def _table(answer: Answer, names: Names, width: int) -> str:
    """Columns side by side, long cells wrapped."""
    rows = answer.texts(names)
    widths = _widths([answer.columns, *rows], width)
    lines = [_line(answer.columns, widths), "  ".join("─" * room for room in widths)]
    for row in rows:
        wrapped = [_wrapped(text, room) for text, room in zip(row, widths, strict=True)]
        lines += [_line(parts, widths) for parts in zip_longest(*wrapped, fillvalue="")]
    return "".join(line.rstrip() + "\n" for line in lines)


def _line(cells: Iterable[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (room - _cells(cell)) for cell, room in zip(cells, widths, strict=True))


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """As wide as the widest cell; where that is too much, the widest columns give way first."""
    widths = [max(1, *(_cells(row[at]) for row in rows)) for at in range(len(rows[0]))]
    room = width - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = max(range(len(widths)), key=widths.__getitem__)
        second = max((w for at, w in enumerate(widths) if at != widest), default=0)
        give = max(1, min(sum(widths) - room, widths[widest] - max(second, _NARROWEST)))
        widths[widest] -= give
    return widths


def _wrapped(text: str, room: int) -> list[str]:
    """The text in lines of at most `room` terminal cells, cut at blanks where there are any."""
    lines, line = [], ""
    for word in text.split(" "):
        rest = f"{line} {word}" if line else word
        while _cells(rest) > room:
            cut = line if line and _cells(line) <= room else _fitting(rest, room)
            lines.append(cut)
            rest = rest[len(cut) :].lstrip(" ")
            line = ""
        line = rest
    return [*lines, line] if line or not lines else lines


def _fitting(text: str, room: int) -> str:
    """The longest start of a text that fits, one character at least."""
    used = 0
    for at, char in enumerate(text):
        used += _cells(char)
        if used > room:
            return text[: max(1, at)]
    return text


def _cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
