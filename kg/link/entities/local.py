"""What one document calls one thing, sorted by how far each of its names may carry beyond that document."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.link.entities.definitions import Definition, adds_number, define, is_cut_from, numbers_agree, spells_another
from kg.link.entities.names import (
    FUNCTION_WORDS,
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
    if is_cut_from(short.full, long.full):
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
    if not stands_for(short.full, long.full) or not numbers_agree(short.full, long.full):
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
    unaccounted = [form for form in others if adds_number(form, full)]
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
        defined = None if spells_another(form, full, others) else define(form, full)
        if name_key(form) == name_key(full):
            variants.append(form)
        elif defined and numbers_agree(form, full):
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


def _full(entity: LocalEntity) -> str:
    """The name, or the alias that spells it out."""
    if not is_acronym(entity.name):
        return entity.name
    longer = [alias for alias in entity.aliases if (found := define(entity.name, alias)) and found[1]]
    return min(longer, key=lambda alias: (-len(alias), alias), default=entity.name)


def _place(entity: LocalEntity, form: str) -> Span | None:
    return min((mention.span for mention in entity.mentions if mention.text == form), default=None)
