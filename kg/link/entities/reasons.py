"""Merges in words that a person understands."""

import unicodedata

from kg.link.entities.definitions import Definition
from kg.link.entities.glossary import Meaning
from kg.link.entities.names import content_key, name_key, words
from kg.link.labels import clean
from kg.model import Concept, Merge, Span


def known(name: str, concept: Concept) -> Merge:
    """The vocabulary lists a name, in this spelling or another."""
    name = clean(name)
    if name in (concept.label, *concept.aliases):
        told = f"The vocabulary lists “{name}” as a name of “{concept.label}”."
    else:
        listed = next((a for a in (concept.label, *concept.aliases) if name_key(a) == name_key(name)), concept.label)
        of = "" if listed == concept.label else f", a name of “{concept.label}”"
        told = f"“{name}” is “{listed}” of the vocabulary{of}, but for {_difference(name, listed)}."
    return Merge(left=name, right=concept.label, rule="vocabulary", reason=told, confidence=0.95)


def defined(definition: Definition, full: str, record: str) -> Merge:
    """A document, or the vocabulary, spells out a short form."""
    short, long = clean(definition.short), clean(full)
    who = f"Document {record}" if definition.document else "The vocabulary"
    told = f"{who} gives “{short}” as the short form of “{long}”."
    seen = f"{who} uses “{short}” and “{long}”, whose initials spell it."
    return Merge(
        left=short,
        right=long,
        rule="acronym definition" if definition.stated else "initials",
        reason=told if definition.stated else seen,
        confidence=(0.97 if definition.document else 0.95) if definition.stated else 0.8,
        document=definition.document,
        span=definition.span,
    )


def spelling(left: str, right: str, meaning: Meaning) -> Merge:
    """Two ways to spell out one short form."""
    left, right, short = clean(left), clean(right), clean(meaning.definitions[0].short)
    words_only = content_key(words(left)) == content_key(words(right))
    how = "differ in function words only" if words_only else "are spelled nearly alike"
    return Merge(
        left=left,
        right=right,
        rule="function words" if words_only else "spelling",
        reason=f"“{left}” and “{right}” both spell out “{short}” and {how}.",
        confidence=0.9 if words_only else 0.8,
    )


def misspelling(left: str, right: str, document: str) -> Merge:
    """Two names of one paper that a slip of the pen tells apart."""
    left, right = clean(left), clean(right)
    return Merge(
        left=left,
        right=right,
        rule="misspelling",
        reason=f"One paper writes “{left}” and “{right}”, a letter or two apart.",
        confidence=0.75,
        document=document,
    )


def slip_of_the_pen(name: str, mended: str) -> Merge:
    """A rare spelling of a usual name."""
    name, mended = clean(name), clean(mended)
    return Merge(
        left=name,
        right=mended,
        rule="misspelling",
        reason=f"“{name}” is “{mended}” but for a slip in a word that hardly any other name has.",
        confidence=0.75,
    )


def empty_word(name: str, base: str) -> Merge:
    """A general term with a word before it that says nothing of its own."""
    name, base = clean(name), clean(base)
    return Merge(
        left=name,
        right=base,
        rule="empty word",
        reason=f"“{name}” is plain “{base}”: the word “{words(name)[0].text}” tells nothing apart.",
        confidence=0.75,
    )


def bracketed(name: str, base: str) -> Merge:
    """A name that carries its own short form in brackets."""
    name, base = clean(name), clean(base)
    return Merge(
        left=name,
        right=base,
        rule="short form in brackets",
        reason=f"“{name}” is “{base}” with its own short form in brackets.",
        confidence=0.95,
    )


def decided(left: str, right: str, place: str, why: str) -> Merge:
    """A person says that two names are one thing."""
    told = f"A person decided so ({place})" + (f": {why}" if why else "")
    return Merge(left=clean(left), right=clean(right), rule="curation", reason=f"{told}.", confidence=1.0)


def recast(name: str, type_: str, place: str, why: str) -> Merge:
    """A person says what a name is."""
    told = f"A person decided that it is a {type_.lower()} ({place})" + (f": {why}" if why else "")
    return Merge(left=clean(name), right=clean(name), rule="curation", reason=f"{told}.", confidence=1.0)


def spelled_out(name: str, full: str, definition: Definition) -> Merge:
    """A name with a short form in it, and the same with the long one."""
    name, full, short, long = clean(name), clean(full), clean(definition.short), clean(definition.long)
    return Merge(
        left=name,
        right=full,
        rule="acronym within a name",
        reason=f"“{name}” is “{full}” once “{short}” is read as “{long}”.",
        confidence=0.85,
        document=definition.document,
        span=definition.span,
    )


def type_word(name: str, base: str) -> Merge:
    """A name that repeats its class."""
    name, base = clean(name), clean(base)
    word = words(name)[-1].text
    return Merge(
        left=name,
        right=base,
        rule="type word",
        reason=f"“{name}” only adds the word “{word}” to “{base}”.",
        confidence=0.85,
    )


def context(short: str, long: str, shared: tuple[str, ...], document: str, span: Span | None) -> Merge:
    """An ambiguous short form in a document that speaks of the same things as one meaning's documents."""
    short, long = clean(short), clean(long)
    names = ", ".join(f"“{clean(name)}”" for name in shared[:3])
    return Merge(
        left=short,
        right=long,
        rule="context",
        reason=f"“{short}” has several meanings; this document shares {names} with those that mean “{long}”.",
        confidence=0.6,
        document=document,
        span=span,
    )


def usual(short: str, long: str, spelled: int, total: int, document: str) -> Merge:
    """An ambiguous short form, in a document that says nothing of its meaning, where one meaning is the usual one."""
    short, long = clean(short), clean(long)
    return Merge(
        left=short,
        right=long,
        rule="usual meaning",
        reason=f"{spelled} of the {total} documents that spell out “{short}” mean “{long}”; this one does not say.",
        confidence=round(0.9 * spelled / total, 2),
        document=document,
    )


def variant(form: str, main: str) -> Merge:
    """Two spellings of one name."""
    return Merge(
        left=form,
        right=main,
        rule="normalised form",
        reason=f"“{form}” and “{main}” differ only in {_difference(form, main)}.",
        confidence=0.99,
    )


def local(form: str, full: str, record: str, confidence: float, where: tuple[str, Span | None]) -> Merge:
    """What one document alone calls a thing."""
    form, full = clean(form), clean(full)
    return Merge(
        left=form,
        right=full,
        rule="named so in one document",
        reason=f"In {record} the extractor took “{form}” for another mention of “{full}”.",
        confidence=round(min(confidence, 0.9), 4),
        document=where[0],
        span=where[1],
    )


def both_classes(name: str, dataset: str, benchmark: str) -> Merge:
    """A thing that some texts call a dataset and some a benchmark."""
    return Merge(
        left=name,
        right=name,
        rule="benchmark over dataset",
        reason=f"“{name}” is a dataset in {dataset} and a benchmark in {benchmark}: what is both is a benchmark.",
        confidence=0.9,
    )


def one_class(
    name: str,
    here: tuple[str, str],
    there: tuple[str, str] | None,
    says: str,
    *,
    rule: str,
    confidence: float,
) -> Merge:
    """A name that documents, or a document and the vocabulary, put into different classes (class and record each)."""
    name = clean(name)
    other = "" if there is None else f" and a {there[0].lower()} in {'the same' if there[1] == here[1] else there[1]}"
    return Merge(
        left=name,
        right=name,
        rule=rule,
        reason=f"“{name}” is a {here[0].lower()} in {here[1]}{other}: one name is one thing, and {says}.",
        confidence=confidence,
    )


def _difference(left: str, right: str) -> str:
    """What two forms with one key differ in."""
    if unicodedata.normalize("NFKC", left) == unicodedata.normalize("NFKC", right):
        return "Unicode form"
    if left.casefold() == right.casefold():
        return "case"
    if _joined(left) == _joined(right):
        return "hyphens and spaces" if _joined(left, fold=False) == _joined(right, fold=False) else "case and hyphens"
    if [word.text.casefold() for word in words(left)] != [word.text.casefold() for word in words(right)]:
        return "plural, spelling or markup"
    return "punctuation"


def _joined(name: str, *, fold: bool = True) -> str:
    text = "".join(c for c in unicodedata.normalize("NFKC", name) if c.isalnum())
    return text.casefold() if fold else text
