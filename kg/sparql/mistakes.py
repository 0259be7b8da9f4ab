"""What is wrong with a query that is none: where, what would have fitted, and what was probably meant."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kg.errors import QueryError
from kg.sparql.grammar import FUNCTIONS, keywords
from kg.sparql.parser import Miss
from kg.sparql.tokens import Text, Token

_WORDS = {
    "VAR": "a variable",
    **dict.fromkeys(("IRIREF", "PNAME", "PNAME_NS"), "an IRI or a name with a prefix"),
    **dict.fromkeys(("STRING", "TRUE", "FALSE"), "a literal"),
    **dict.fromkeys(("INTEGER", "DECIMAL", "DOUBLE", "SIGNED"), "a number"),
    **dict.fromkeys((*FUNCTIONS.values(), "COUNT", "GROUP_CONCAT", "BOUND", "BNODE"), "a function"),
    "LANGTAG": "a language tag",
    **dict.fromkeys(("BLANK", "ANON"), "[ ]"),
    "NIL": "( )",
    "a": "a",
}
_OF_RDF_12 = frozenset({"<<", "<<(", "{|", "~", "VERSION"})
_OPEN = {"{": "}", "(": ")", "[": "]", "<<": ">>", "<<(": ")>>", "{|": "|}"}
_MODIFIERS = frozenset({"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"})
_STARTS = frozenset({"VAR", "IRIREF", "PNAME", "PNAME_NS", "BLANK", "ANON", "[", "STRING"})
_SURE = 0.75
_MANY = 9
_SHOWN = 40
_MEANT = {
    "AND": "write && for and",
    "OR": "write || for or",
    "A": "the short form of rdf:type is a, in lower case",
    "&": "write && for and",
    "\u201c": "write straight quotes",
    "\u201d": "write straight quotes",
    "\u2018": "write straight quotes",
    "\u2019": "write straight quotes",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A query's tokens (without space and comments), and where they stood in what was written."""

    source: Text
    query: Sequence[Token]

    def of(self, at: int) -> tuple[int, int]:
        """Line and column of a token, or of the end of the query's last one."""
        if at < len(self.query):
            return self.source.place(self.query[at].at)
        last = self.query[-1] if self.query else None
        return self.source.place(last.at + len(last.text)) if last else (1, 1)

    def error(self, at: int, message: str) -> QueryError:
        line, column = self.of(at)
        return QueryError(f"line {line}, column {column}: {message}", line=line, column=column)


def syntax_error(miss: Miss, place: Place) -> QueryError:
    """What to say of the first token that does not fit."""
    query, at = place.query, miss.at
    what = f"{_shown(query[at].text)} does not fit" if at < len(query) else "the query ends too early"
    hint = next(_hints(miss, place), "")
    expected = _listed(miss.expected)
    return place.error(at, f"{what}; expected {expected}" + (f". {hint[0].upper()}{hint[1:]}" if hint else ""))


def unknown_prefix(at: int, known: Collection[str], place: Place) -> QueryError:
    """What to say of a name whose prefix nobody declared."""
    prefix = place.query[at].text.partition(":")[0]
    near = get_close_matches(prefix, sorted(known), n=2, cutoff=0.5)
    meant = f"did you mean {' or '.join(f'{one}:' for one in near)}? " if near else ""
    return place.error(at, f"no PREFIX is declared for '{prefix}:'; {meant}Declare it: PREFIX {prefix}: <…>")


def _hints(miss: Miss, place: Place) -> Iterator[str]:
    query, at = place.query, miss.at
    unclosed = _unclosed(query[:at])
    if at == len(query):
        if unclosed is not None:
            line, column = place.of(unclosed)
            yield f"the {query[unclosed].text} of line {line}, column {column} is not closed"
        return
    token, before = query[at], query[at - 1] if at else None
    if token.kind == "bad":
        yield _bad(token.text)
    if token.kind in _MEANT and token.kind not in keywords():
        yield _MEANT[token.kind]
    if token.text in _OPEN.values() and (unclosed is None or _OPEN[query[unclosed].text] != token.text):
        yield "it closes nothing" if unclosed is None else f"the {query[unclosed].text} before it is still open"
    yield from _in_heads(token, before, miss)
    if token.kind.isalpha() and len(token.kind) > 1 and token.kind == token.text.upper():
        yield from _misspelt(token, miss)
    if token.kind in _MODIFIERS and unclosed is None:
        yield "the order is GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET, VALUES, after the last }"
    yield from _in_patterns(token, before, miss)
    if token.kind == "=" and before and before.kind == "=":
        yield "equality is one ="
    if token.kind == "<" and re.match(r"<[A-Za-z]+:", place.source.text[token.at :]):
        yield "an IRI holds no blanks, quotes, braces or backslashes"


def _in_heads(token: Token, before: Token | None, miss: Miss) -> Iterator[str]:
    """Before the patterns, and behind them."""
    if before and before.kind == "PREFIX":
        yield f"a prefix ends with a colon: PREFIX {token.text}: <…>"
    if before and before.kind in {"ASC", "DESC"}:
        yield f"what to sort by goes in brackets: {before.text}({token.text})"
    if {"VAR", "("} <= miss.expected and "[" not in miss.expected:
        if token.kind in FUNCTIONS or token.kind in {"COUNT", "GROUP_CONCAT"}:
            yield f"what is worked out goes in brackets and gets a name: ({token.text}(…) AS ?name)"
        elif token.kind.isalpha() and token.kind not in keywords():
            near = get_close_matches(token.kind, sorted(miss.expected & keywords()), n=1)
            yield f"did you mean {near[0]}?" if near else f"a variable begins with ?, as ?{token.text}"


def _in_patterns(token: Token, before: Token | None, miss: Miss) -> Iterator[str]:
    expected = miss.expected
    if token.kind == "," and before and before.kind == "VAR" and {"VAR", "("} <= expected:
        yield "the variables of SELECT stand side by side, without commas"
    if before and before.kind == "FILTER":
        yield "the condition of FILTER goes in brackets"
    if token.kind in _STARTS and {".", ";", ","} <= expected:
        yield "a . or ; is missing before it"
    if token.kind in {".", "}", ";", ","} and "VAR" in expected and not {"}", "."} & expected:
        yield "a triple has three parts: subject, predicate and object"


def _misspelt(token: Token, miss: Miss) -> Iterator[str]:
    if token.kind in keywords():
        return
    fitting = [word for word in keywords() if FUNCTIONS.get(word, word) in miss.expected]
    near = get_close_matches(token.kind, sorted(fitting), n=1)
    near = near or get_close_matches(token.kind, sorted(keywords()), n=1, cutoff=_SURE)
    if near:
        yield f"did you mean {near[0]}?"
    yield "a name needs a prefix (kg:Method), a text quotes"


def _bad(text: str) -> str:
    if text[0] in _MEANT:
        return _MEANT[text[0]]
    if text[0] not in "\"'":
        return f"no token of SPARQL begins with {text[0]!r}"
    mark = text[:3] if text[:3] in {'"""', "'''"} else text[0]
    rest = text[len(mark) :] if len(mark) > 1 else re.split(r"[\r\n]", text[1:])[0]
    wrong = re.search(r"\\(?![tbnrf\\\"']|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})", rest)
    if wrong and mark in rest:
        return r"in a string, a backslash begins one of \t \b \n \r \f \\ \" \' \u \U; for itself write \\"
    return "the string that begins here does not end" + ("" if len(mark) > 1 else " in its line; use three quotes")


def _unclosed(query: Sequence[Token]) -> int | None:
    """Where the innermost bracket stands that is still open."""
    waiting = list[int]()
    for at, token in enumerate(query):
        if token.text in _OPEN:
            waiting.append(at)
        elif waiting and token.text == _OPEN[query[waiting[-1]].text]:
            waiting.pop()
    return waiting[-1] if waiting else None


def _listed(expected: frozenset[str]) -> str:
    words = sorted(
        {_WORDS.get(kind, kind) for kind in expected - _OF_RDF_12}, key=lambda word: (_importance(word), word)
    )
    if len(words) > _MANY:
        words = [*words[: _MANY - 1], "…"]
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)


def _importance(word: str) -> int:
    """Kinds of terms first, then marks, then keywords."""
    return 1 if not word[0].isalpha() else 0 if word[0].islower() else 2


def _shown(text: str) -> str:
    line = " ".join(text[: _SHOWN + 1].split())
    return repr(line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…")
