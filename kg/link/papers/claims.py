"""What a document says its paper proposes: the names that tell papers apart that share words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.link.labels import clean
from kg.model import Document, Extraction

_OWN_ROLES = frozenset({"proposed", "introduced"})
_TOKEN = re.compile(r"[^\W_]+|\+\+")
_NAME = r"[A-Za-z0-9][\w+-]*(?:[A-Z]|\d|\+\+)[\w+-]*|[A-Z]{2}[\w+-]*"
"""A coined word: a capital, a digit or `++` after its first letter."""

_COINED = re.compile(rf"(?<![\w/.-])(?:{_NAME})(?![\w/])")
_OWN = (
    r"\b(?:we|this (?:paper|work|article|study|survey)|the (?:proposed|resulting))\b(?:[^.;:]|\.(?=\d)){0,60}?\b"
    r"(?:propose|introduce|present|develop|design|devise|build|create|release|formulate|construct|contribute|curate|"
    r"establish|implement|discover|unveil|describe)(?:s|d|ed)?\b"
)
_PROPOSAL = re.compile(rf"{_OWN}(?P<rest>(?:[^.;:]|\.(?=\d)){{1,160}})", re.IGNORECASE)
_NAMED = re.compile(
    rf"\b(?:named|called|dubbed|termed|coined|namely|denoted(?: as| by)?|referred to as)[ ,:]+(?:the )?"
    rf"(?P<rest>(?:[A-Z][\w+-]*[ -]){{0,7}}\(?(?:{_NAME}))"
)
_SCOPE = re.compile(
    r"\b(?:for|on|using|with|based|that|which|by|via|over|from|to|where|whose|extending)\b"
    r"|(?<!method)(?<!framework)(?<!model)(?<!benchmark)(?<!dataset) of\b"
)
"""Where a proposal's name ends and what it is for begins; `the method of Foo` still names Foo."""
_DEFINED = re.compile(rf"\(\s*(?:i\.e\.,? )?(?P<name>{_NAME}|(?:[A-Z][\w+-]* ){{0,3}}[A-Z][\w+-]*)\s*\)")
_TITLE_NAME = re.compile(r"(?P<name>[^:]{2,40}):\s")
_TITLE_NAME_MOST_WORDS = 4
_NO_NAME = re.compile(r"[\d.,]+[kKmMbB%]?|\d+[DdxX]|[A-Za-z]+(?:-[a-z]+)+")
"""Numbers, sizes, and words that only a hyphen joins."""

_FIELDS = (
    *("ai", "ml", "nlp", "cv", "rl", "drl", "irl", "marl", "saferl", "dl", "nn", "dnn", "cnn", "gnn", "llm", "mllm"),
    *("lm", "vlm", "vla", "rlhf", "mdp", "pomdp", "nas", "qa", "vqa", "3d", "2d", "api", "gpu", "cot", "slam", "uav"),
)
"""Acronyms of whole fields: nobody's own."""
_TWO_WORDS = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)+")
_CAPITAL_NEXT = re.compile(r"\s+[A-Z]")
_PRINCIPAL_MENTIONS = 2
_LONG_FORM_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A name that a document claims; `forms` are its spellings as `plain` gives them, `text` is one as written.

    Principal claims are those that it speaks of more than once, or all where it does so of none.
    """

    text: str
    forms: frozenset[str]
    principal: bool


def plain(text: str) -> str:
    """The words of a text in lower case, without markup and punctuation, parted by single spaces."""
    return " ".join(_TOKEN.findall(clean(text).casefold()))


def mentions(name: str, plain_text: str) -> int:
    """How often a plain name stands in a plain text, in the singular or the plural."""
    text = f" {plain_text} ".replace(" ", "  ")
    words = name.replace(" ", "  ")
    return text.count(f" {words} ") + text.count(f" {words}s ")


def claims(extraction: Extraction) -> tuple[Claim, ...]:
    """The names that a document claims as its own, in order of first mention.

    Taken from the extraction, from a title such as `Name: what it is`, and from the words that usually propose
    something, so that no single one of them decides.
    """
    document = extraction.document
    text = plain(document.text)
    groups = [
        entity.forms for entity in extraction.entities if entity.named and entity.role in _OWN_ROLES and entity.forms
    ]
    groups += [(name,) for name in _titled(document)] + [(name,) for name in _cued(clean(document.abstract))]
    long_forms = {each.name: each.long for each in _definitions(clean(document.abstract))}
    groups = [(*names, *(long_forms[name] for name in names if name in long_forms)) for names in groups]
    found = {frozenset(forms): names[0] for names in groups if (forms := [f for n in names if (f := plain(n))])}
    counted = [(name, forms, sum(mentions(form, text) for form in forms)) for forms, name in _joined(found).items()]
    least = min(_PRINCIPAL_MENTIONS, max((count for *_, count in counted), default=0))
    return tuple(Claim(text=clean(name), forms=forms, principal=count >= least) for name, forms, count in counted)


def title_name(document: Document) -> str | None:
    """The name in a title such as `UL2: Unifying Language Learning Paradigms`."""
    return next(_titled(document), None)


def _titled(document: Document) -> Iterator[str]:
    found = _TITLE_NAME.match(clean(document.title or ""))
    if found and len(found["name"].split()) <= _TITLE_NAME_MOST_WORDS and _COINED.search(found["name"]):
        yield found["name"].strip()


def _cued(text: str) -> Iterator[str]:
    definitions = list(_definitions(text))
    for proposal in _PROPOSAL.finditer(text):
        start, rest = proposal.start("rest"), proposal["rest"]
        scope = _SCOPE.search(rest)
        near = rest[: scope.start()] if scope else rest
        defined = [each.name for each in definitions if start <= each.start < start + len(near)]
        named = next(iter(defined or _coined(near)), None)
        if named and _could_be_own(named):
            yield named
    for named_ in _NAMED.finditer(text):
        words = list(_coined(named_["rest"]))
        if words:
            yield words[-1]


def _coined(text: str) -> Iterator[str]:
    for found in _COINED.finditer(text):
        in_phrase = _TWO_WORDS.fullmatch(found[0]) and _CAPITAL_NEXT.match(text, found.end())
        if _could_be_own(found[0]) and not in_phrase:
            yield found[0].rstrip("-")


def _could_be_own(name: str) -> bool:
    return not _NO_NAME.fullmatch(name) and name.casefold().rstrip("s") not in _FIELDS


class _Definition(NamedTuple):
    """A name in parentheses, the long form before it, and where that starts."""

    name: str
    long: str
    start: int


def _definitions(text: str) -> Iterator[_Definition]:
    """Names in parentheses with the long form before them, after Schwartz and Hearst (2003)."""
    for found in _DEFINED.finditer(text):
        before = text[max(0, found.start() - _LONG_FORM_MOST) : found.start()].rstrip()
        if long := _long_form(found["name"], before):
            end = len(text[: found.start()].rstrip())
            yield _Definition(found["name"], long, end - len(long))


def _long_form(acronym: str, before: str) -> str | None:
    """The shortest end of the text before an acronym that holds its letters in order, the first at a word's start."""
    letters = [char for char in acronym.casefold() if char.isalnum()]
    at = len(before)
    for n, letter in enumerate(reversed(letters), 1):
        at = before.casefold().rfind(letter, 0, at)
        while n == len(letters) and at > 0 and before[at - 1].isalnum():
            at = before.casefold().rfind(letter, 0, at)
        if at < 0:
            return None
    long = before[at:]
    return long if len(long.split()) > 1 or "-" in long else None


def _joined(found: dict[frozenset[str], str]) -> dict[frozenset[str], str]:
    """The same claims with those that share a form made one."""
    out: dict[frozenset[str], str] = {}
    for forms, name in found.items():
        near = [known for known in out if known & forms]
        first = out[near[0]] if near else name
        merged = forms.union(*near)
        out = {known: text for known, text in out.items() if known not in near} | {merged: first}
    return out
