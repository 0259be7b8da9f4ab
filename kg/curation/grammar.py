"""One line of a curation file as a decision."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from kg.curation.tokens import FaultError, Kind, Token, tokens
from kg.model import Decision, Ontology, Subject, Verdict

_SHAPES = {
    Verdict.SAME: 'same "Issac Gym" "Isaac Gym"',
    Verdict.DIFFERENT: 'different "ACT" in p001 "ACT" in p002',
    Verdict.TYPE: 'type "MuJoCo" Benchmark',
    Verdict.RENAME: 'rename "SMAC" "StarCraft Multi-Agent Challenge"',
    Verdict.DROP: 'drop "our method"',
    Verdict.CONFIRM: "confirm 3f9a0c21b7e4",
    Verdict.REJECT: "reject 3f9a0c21b7e4",
}
_PERSON = "Author"
_KEY = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes that a decision may speak of: those of entities, and authors, who are only the same or different."""

    entities: tuple[str, ...]

    def of(self, verdict: Verdict) -> tuple[str, ...]:
        """The classes that may stand before a name."""
        return (*self.entities, _PERSON) if verdict in (Verdict.SAME, Verdict.DIFFERENT) else self.entities


def classes_of(ontology: Ontology) -> Classes:
    """The classes of entities that have none below them, sorted."""
    general = {parent for class_ in ontology.classes.values() for parent in class_.parents}
    return Classes(tuple(sorted(n for n in ontology.classes if n not in general and ontology.is_a(n, "Entity"))))


def decision_of(line: str, classes: Classes, source: str, number: int) -> Decision | None:
    """The decision on a line; None where it holds only a comment or nothing. Raises FaultError."""
    words, comment = tokens(line)
    if not words:
        return None
    verdict = _verdict(words[0])
    rest = _Words(words[1:], verdict, classes)
    subjects: tuple[Subject, ...]
    value = None
    if verdict in (Verdict.CONFIRM, Verdict.REJECT):
        subjects = (rest.statement(),)
    elif verdict in (Verdict.SAME, Verdict.DIFFERENT):
        subjects = (rest.subject(), rest.subject())
    else:
        subjects = (rest.subject(),)
        if verdict is Verdict.TYPE:
            value = rest.class_()
        elif verdict is Verdict.RENAME:
            value = rest.label()
    rest.end()
    return Decision(verdict=verdict, subjects=subjects, source=source, line=number, value=value, reason=comment)


def _verdict(token: Token) -> Verdict:
    known = [verdict.value for verdict in Verdict]
    if token.kind is Kind.BARE and token.text in known:
        return Verdict(token.text)
    raise FaultError(f"a line begins with {_one_of(known)}, not with {token.text!r}{_nearest(token.text, known)}")


class _Words:
    """The words of a line behind its verdict."""

    def __init__(self, words: list[Token], verdict: Verdict, classes: Classes) -> None:
        self._words = words
        self._verdict = verdict
        self._classes = classes

    def statement(self) -> Subject:
        token = self._next("the key or the IRI of a statement")
        if token.kind is Kind.IRI or (token.kind is Kind.BARE and _KEY.fullmatch(token.text)):
            return Subject(name=token.text)
        raise FaultError(
            f"{token.text!r} is no statement: write its key (12 hexadecimal digits; `kg curate --list` shows it) "
            "or its IRI in < >"
        )

    def subject(self) -> Subject:
        token = self._next("a name in double quotes")
        if token.kind is Kind.IRI:
            return Subject(name=token.text)
        type_ = None
        if token.kind is Kind.BARE:
            type_ = self._class_before_name(token)
            token = self._next("a name in double quotes")
        if token.kind is not Kind.QUOTED:
            raise FaultError(f'{token.text!r} should be a name in double quotes: "{token.text}"')
        if not token.text.strip():
            raise FaultError("a name is empty; write the name that the graph shows")
        return Subject(name=token.text, type=type_, document=self._record())

    def class_(self) -> str:
        token = self._next(f"a class: {_one_of(self._classes.entities)}")
        if token.kind is Kind.BARE and token.text in self._classes.entities:
            return token.text
        raise _no_class(token.text, self._classes.entities)

    def label(self) -> str:
        token = self._next("the new label in double quotes")
        if token.kind is Kind.QUOTED and token.text.strip():
            return token.text
        raise FaultError(f'{token.text!r} should be the new label in double quotes: "{token.text or "…"}"')

    def end(self) -> None:
        if self._words:
            raise FaultError(f"{self._words[0].text!r} is one word too many; write it like {_SHAPES[self._verdict]}")

    def _class_before_name(self, token: Token) -> str:
        known = self._classes.of(self._verdict)
        if token.text in known:
            return token.text
        if token.text == _PERSON:
            raise FaultError("authors can only be told same or different; entities take every decision")
        if self._words and self._words[0].kind is Kind.QUOTED:
            raise _no_class(token.text, known)
        raise FaultError(f'{token.text!r} should be a name in double quotes: "{token.text}"')

    def _record(self) -> str | None:
        if not self._words or self._words[0] != Token(Kind.BARE, "in"):
            return None
        self._words.pop(0)
        token = self._next("the id of a record")
        if token.kind is Kind.IRI or not token.text.strip():
            raise FaultError("behind `in` stands the id of a record, as the source gives it")
        return token.text

    def _next(self, wanted: str) -> Token:
        if not self._words:
            raise FaultError(f"{self._verdict.value} lacks {wanted}; write it like {_SHAPES[self._verdict]}")
        return self._words.pop(0)


def _no_class(name: str, known: Iterable[str]) -> FaultError:
    known = tuple(known)
    return FaultError(f"there is no class {name!r}{_nearest(name, known)}; the classes are {', '.join(known)}")


def _nearest(name: str, known: Iterable[str]) -> str:
    by_lower = {one.casefold(): one for one in known}
    near = get_close_matches(name.casefold(), list(by_lower), n=1)
    return f" (nearest: {by_lower[near[0]]})" if near else ""


def _one_of(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}"
