"""What one document calls one thing, sorted by how far each of its names may carry beyond that document."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.link.entities.names import (
    FUNCTION_WORDS,
    Word,
    beside,
    content_key,
    count,
    expansion,
    group_of,
    is_acronym,
    name_key,
    signature,
    slip,
    stands_for,
    words,
)
from kg.model import Document, Extraction, LocalEntity, Merge, Span

_ASIDE = 3
"""Characters between a name and its short form when they stand side by side: `: `, ` (`, `, `."""


class Definition(NamedTuple):
    """One document's (or the vocabulary's) word that a short form means a long one.

    `whole` tells whether the long form is all of the local name, or a part of it: in "cooperative multi-agent
    reinforcement learning (MARL)" the letters spell the last four words only. `grade` is how well they spell it:
    0 by initials, 1 by letters in order, 2 not at all. Where it is not `stated`, initials alone speak for it.
    """

    short: str
    long: str
    whole: bool
    grade: int
    document: str | None
    span: Span | None
    concept: str | None = None
    stated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """A local entity with its names sorted.

    `full` is the name that identifies it; `variants` are other spellings of it, `definitions` its acronyms and coined
    short forms, `loose` what this document alone calls it, `dropped` forms with another number: no names of it.
    `recast` is the class that the corpus gives it where the document gives it another one, and `why` says why.
    """

    document: str
    entity: LocalEntity
    full: str
    variants: tuple[str, ...]
    definitions: tuple[Definition, ...]
    loose: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    recast: str | None = None
    why: Merge | None = None

    @property
    def type(self) -> str:
        """Its class: that of the document, unless the corpus gives the name another one."""
        return self.recast or self.entity.type

    @property
    def group(self) -> str:
        """The classes that may be one thing: each for itself, but Benchmark and Dataset together."""
        return group_of(self.type)

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(form for form in self.entity.forms if form not in self.dropped)


def locals_of(extractions: Iterable[Extraction]) -> list[Local]:
    """Every local entity of a corpus, sorted by document, class and name."""
    found: list[Local] = []
    for extraction in extractions:
        here = [_local(extraction.document, entity) for entity in extraction.entities]
        here = [_with_implied(local, here, extraction.document) for local in here]
        known = {name_key(definition.short) for local in here for definition in local.definitions}
        found += [_with_spelling(local, extraction.document, known) for local in here]
    return sorted(found, key=lambda local: (local.document, local.entity.type, local.entity.name))


def _with_implied(local: Local, here: Sequence[Local], document: Document) -> Local:
    """The same with the short forms that the document uses as if they were something else, and that it spells."""
    if is_acronym(local.full):
        return local
    own = {name_key(form) for form in local.entity.forms}
    implied = []
    for other in here:
        short = other.full
        if other.group != local.group or other.definitions or name_key(short) in own or not is_acronym(short):
            continue
        peers = [one for one in here if one.group == local.group]
        told = [one.full for one in peers if _told(other, one, document)]
        spelling = told or [one.full for one in peers if _spelled_by(other, one)]
        if spelling == [local.full] and (found := define(short, local.full)):
            long, whole, grade = found
            place = _place(other.entity, short)
            implied.append(
                Definition(
                    short=short,
                    long=long,
                    whole=whole,
                    grade=grade,
                    document=local.document,
                    span=place,
                    stated=bool(told),
                )
            )
    return replace(local, definitions=(*local.definitions, *implied)) if implied else local


def _with_spelling(local: Local, document: Document, known: Container[str]) -> Local:
    """A short form that nothing in the document defines, with the words of the text beside it that spell it.

    Those words need not be an entity: they say at least what the short form does not mean.
    """
    short = local.full
    if not is_acronym(short) or name_key(short) in known:
        return local
    for mention in local.entity.mentions:
        span = mention.span
        long = beside(document.text, span.start, span.end) if mention.text == short else None
        if long is not None:
            own = Definition(
                short=short, long=long, whole=False, grade=0, document=document.key, span=span, stated=False
            )
            return replace(local, definitions=(own,))
    return local


def _spelled_by(short: Local, long: Local) -> bool:
    """Whether initials of a name spell a short form, and either all of them do or the two stand side by side."""
    if name_key(short.full) == name_key(long.full) or expansion(short.full, long.full) is None:
        return False
    if _part_of(short.full, long.full):
        return False
    letters = sum(len(word.key) for word in words(short.full))
    content = [word for word in words(long.full) if word.key not in FUNCTION_WORDS]
    window = expansion(short.full, long.full) or ()
    whole = content_key(window) == content_key(words(long.full))
    return (whole and letters == len(content)) or _side_by_side(short.entity, long.entity)


def _told(short: Local, long: Local, document: Document) -> bool:
    """Whether the text gives a short form of a name: `Long Name (LoName)`, `Long Name, or LoName`, `LoName: Long Name`.

    A title is no definition: what stands behind its colon says what the paper is about.
    """
    if not stands_for(short.full, long.full) or not _numbers_agree(short.full, long.full):
        return False
    text, body = document.text, len(document.title or "")
    for one in (mention.span for mention in short.entity.mentions):
        for other in (mention.span for mention in long.entity.mentions):
            between = text[other.end : one.start]
            if between == ", or " or (between == " (" and text[one.end : one.end + 1] == ")"):
                return True
            if one.start > body and text[one.end : other.start] == ": ":
                return True
    return False


def _side_by_side(one: LocalEntity, other: LocalEntity) -> bool:
    """Whether the two are somewhere parted by a colon, comma or bracket only."""
    places = [(a.span, b.span) for a in one.mentions for b in other.mentions]
    gaps = [max(a.start, b.start) - min(a.end, b.end) for a, b in places]
    return any(0 < gap <= _ASIDE for gap in gaps)


def _local(document: Document, entity: LocalEntity) -> Local:
    full = _well_spelled(_full(entity), entity, document.text)
    others = [form for form in dict.fromkeys(entity.forms) if form != full]
    unaccounted = [form for form in others if _adds_number(form, full)]
    if unaccounted:  # "StarCraft Multi-Agent Challenge (SMACv2)": the short form alone says which one it is
        full, others = unaccounted[0], [form for form in others if form not in unaccounted] + [full]
        return _sorted(document.key, entity, full, others, keep_numbers=False)
    return _sorted(document.key, entity, full, others, keep_numbers=True)


def _well_spelled(name: str, entity: LocalEntity, text: str) -> str:
    """The name, or the form that differs from it by a slip of the pen in a word that the text has more often."""
    for form in sorted(entity.forms):
        found = slip(name, form)
        if found is not None and count(found[0], text) < count(found[1], text):
            return form
    return name


def _sorted(document: str, entity: LocalEntity, full: str, others: list[str], *, keep_numbers: bool) -> Local:
    variants, definitions, loose, dropped = [], [], [], []
    for form in others:
        defined = None if _better_spelled(form, full, others) else define(form, full)
        if name_key(form) == name_key(full):
            variants.append(form)
        elif defined and _numbers_agree(form, full):
            long, whole, grade = defined
            span = _place(entity, form)
            definitions.append(
                Definition(short=form, long=long, whole=whole, grade=grade, document=document, span=span)
            )
        elif keep_numbers and signature(words(form)) != signature(words(full)):
            dropped.append(form)
        else:
            loose.append(form)
    return Local(
        document=document,
        entity=entity,
        full=full,
        variants=tuple(variants),
        definitions=tuple(definitions),
        loose=tuple(loose),
        dropped=tuple(dropped),
    )


def _better_spelled(short: str, full: str, others: Iterable[str]) -> bool:
    """Whether another form is spelled by a short form word for word, and the full one is not.

    "VLMs" beside "vision-language models" is no short form of "vision-language-action models".
    """
    letters = sum(len(word.key) for word in words(short))

    def exact(long: str) -> bool:
        spelled = expansion(short, long) or ()
        return len([word for word in spelled if word.key not in FUNCTION_WORDS]) == letters

    return is_acronym(short) and not exact(full) and any(exact(form) for form in others if form != short)


def _full(entity: LocalEntity) -> str:
    """The name, or the alias that spells it out."""
    if not is_acronym(entity.name):
        return entity.name
    longer = [alias for alias in entity.aliases if (found := define(entity.name, alias)) and found[1]]
    return min(longer, key=lambda alias: (-len(alias), alias), default=entity.name)


def define(short: str, long: str) -> tuple[str, bool, int] | None:
    """What `short` means if it is a short form of `long`, whether that is all of `long`, and how well it spells it.

    >>> define("MARL", "cooperative multi-agent reinforcement learning")
    ('multi agent reinforcement learning', False, 0)
    >>> define("ACE", "bidirectional action-dependent Q-learning")
    ('bidirectional action-dependent Q-learning', True, 1)
    >>> define("the method", "Multi-Agent Transformer") is None
    True
    """
    if not is_acronym(short):
        return None
    parts, window = words(long), expansion(short, long)
    if window is not None and _is_part(short, window, parts):
        return " ".join(word.text for word in window), content_key(window) == content_key(parts), 0
    if _part_of(short, long) or (len(parts) == 1 and not stands_for(short, long)):
        return None
    return long, True, 0 if window is not None else 1 if stands_for(short, long) else 2


def _is_part(short: str, window: tuple[Word, ...], parts: tuple[Word, ...]) -> bool:
    """Whether the spelled-out words are a thing of their own in the name: its end, or beside the short form itself.

    "Adaptive Staircase Policy Space Response Oracle (ASP)" is no "Adaptive Staircase Policy".
    """
    keys = [word.key for word in parts]
    short_keys = [word.key for word in words(short)]
    beside = any(keys[start : start + len(short_keys)] == short_keys for start in range(len(keys)))
    return len(window) < len(parts) and (parts[-len(window) :] == window or beside)


def _part_of(short: str, long: str) -> bool:
    """Whether `short` is only `long` cut short (`GPT` of `GPT-4`, `MATH` of `MATH500`)."""
    some, all_ = [word.key for word in words(short)], [word.key for word in words(long)]
    cut = any(all_[start : start + len(some)] == some for start in range(len(all_)))
    return cut or (len(some) == 1 == len(all_) and re.sub(r"[\d.]+[a-z]?$", "", all_[0]) == some[0])


def _adds_number(short: str, long: str) -> bool:
    """Whether a short form of all these words has a number of its own that the words do not account for."""
    extra = set(signature(words(short))) - set(signature(words(long)))
    return bool(extra) and define(short, long) is not None and not _numbers_agree(short, long)


def _numbers_agree(short: str, long: str) -> bool:
    """Whether the numbers of a short form are those of the long one, or stand for repeated letters (`A2C`)."""
    own = signature(words(short))
    return not own or own == signature(words(long)) or expansion(short, long) is not None


def numbers_fit(short: str, long: str) -> bool:
    """Whether two names have the same numbers, or those of the first stand for letters of the second."""
    return signature(words(short)) == signature(words(long)) or (
        is_acronym(short) and bool(signature(words(short))) and expansion(short, long) is not None
    )


def _place(entity: LocalEntity, form: str) -> Span | None:
    return min((mention.span for mention in entity.mentions if mention.text == form), default=None)
