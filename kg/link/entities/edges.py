"""The reasons to hold two names for one thing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.link.entities import reasons
from kg.link.entities.definitions import Definition
from kg.link.entities.glossary import Glossary, alike, concept_definitions
from kg.link.entities.known import Known
from kg.link.entities.local import Local
from kg.link.entities.names import Word, count, expansion, group_of, is_acronym, key, name_key, slip, words
from kg.link.entities.places import Places
from kg.link.entities.vertex import WORD, Edge, Vertex
from kg.link.labels import clean
from kg.model import Concept, Vocabulary

_TYPE_WORDS: Mapping[str, frozenset[str]] = {
    "": frozenset(["algorithm", "method", "framework", "approach", "task", "problem", "metric"]),
    "Method": frozenset(["algorithm", "method", "model", "framework", "approach", "architecture", "library"]),
    "Benchmark": frozenset(["benchmark", "dataset", "environment", "suite", "simulator", "corpus", "challenge"]),
    "Task": frozenset(["task", "problem"]),
    "Metric": frozenset(["metric", "score"]),
}
"""Head nouns that only repeat the class of a proper name (the `IMDb dataset` is `IMDb`), and, first, of any name."""
_EMPTY = frozenset(["standard", "vanilla", "conventional", "traditional", "existing", "typical", "popular", "modern"])
"""Words before a general term that tell nothing apart."""
_BRACKETED = re.compile(r"^(?P<long>.+?)\s*\((?P<short>[^()\s]{2,12})\)(?P<rest>.*)$")
_DEPTH = 3
"""Short forms spelled out in one name, at most."""
_CONCEPT, _DEFINITION, _SPELLING, _WITHIN, _TYPE_WORD, _MISSPELLING = 0, 1, 2, 3, 4, 5


def concepts(
    locals_: Iterable[Local], vertex_of: Mapping[int, Vertex], known: Known, glossary: Glossary
) -> Iterator[Edge]:
    """Names that the vocabulary lists."""
    for local in locals_:
        vertex = vertex_of[id(local)]
        if vertex.variant:
            continue
        concept = known.concept_of(local, glossary)
        if concept is not None:
            yield _concept_edge(vertex, local.full, concept)


def vocabulary(found: Vocabulary, places: Places) -> Iterator[Edge]:
    """The short forms that the vocabulary itself spells out."""
    for concept in sorted(found.concepts.values(), key=lambda c: c.iri):
        group = group_of(concept.type)
        for definition in concept_definitions(concept):
            vertex = places.of_definition(definition, group)
            yield _concept_edge(vertex, definition.short, concept)


def _concept_edge(vertex: Vertex, name: str, concept: Concept) -> Edge:
    target = Vertex(vertex.group, concept=concept.iri)
    return Edge(rank=_CONCEPT, left=vertex, right=target, merge=reasons.known(name, concept))


def definitions(
    locals_: Iterable[Local], vertex_of: Mapping[int, Vertex], places: Places, records: Mapping[str, str]
) -> Iterator[Edge]:
    """Short forms that documents spell out, joined to what they spell out."""
    for local in locals_:
        for definition in local.definitions:
            short = places.of_definition(definition, local.group)
            long = vertex_of[id(local)] if definition.whole else Vertex(local.group, name_key(definition.long))
            merge = reasons.defined(
                definition, local.full if definition.whole else definition.long, records[local.document]
            )
            yield Edge(rank=_DEFINITION, left=short, right=long, merge=merge)


def borrowed(used: Sequence[Vertex], glossary: Glossary, records: Mapping[str, str]) -> Iterator[Edge]:
    """Short forms in a class where nothing defines them, joined to what they mean elsewhere."""
    known = set(used)
    for vertex in used:
        meanings = glossary.meanings(vertex.name, vertex.group) if not vertex.variant else []
        for definition in meanings[0].definitions if len(meanings) == 1 else ():
            long = Vertex(vertex.group, name_key(definition.long))
            if long in known and long != vertex:
                record = records.get(definition.document or "", "")
                merge = reasons.defined(definition, definition.long, record)
                yield Edge(rank=_DEFINITION, left=vertex, right=long, merge=merge)


def spellings(used: Sequence[Vertex], glossary: Glossary) -> Iterator[Edge]:
    """Different ways to spell out one meaning of a short form."""
    known = {(vertex.group, vertex.name) for vertex in used if not vertex.variant}
    for group in sorted({vertex.group for vertex in used}):
        for short in glossary.shorts():
            for meaning in glossary.meanings(short, group):
                longs = [(name, long) for name, long in meaning.longs.items() if (group, name) in known]
                for name, long in longs[1:]:
                    if alike(long, longs[0][1]):
                        merge = reasons.spelling(long, longs[0][1], meaning)
                        yield Edge(
                            rank=_SPELLING, left=Vertex(group, name), right=Vertex(group, longs[0][0]), merge=merge
                        )


def misspellings(
    locals_: Iterable[Local], vertex_of: Mapping[int, Vertex], paper_of: Mapping[str, str], texts: Mapping[str, str]
) -> Iterator[Edge]:
    """Names that one paper writes in two ways, a letter or two apart in one long word; the rarer word on the left."""
    here: dict[tuple[str, str], dict[Vertex, Local]] = {}
    for local in locals_:
        vertex = vertex_of[id(local)]
        if not vertex.variant:
            here.setdefault((paper_of[local.document], local.group), {}).setdefault(vertex, local)
    for names in here.values():
        for (_, left), (_, right) in combinations(sorted(names.items(), key=lambda pair: pair[0]), 2):
            found = slip(left.full, right.full)
            if found is not None:
                both = " ".join(texts[document] for document in sorted({left.document, right.document}))
                wrong, well = (left, right) if count(found[0], both) <= count(found[1], both) else (right, left)
                merge = reasons.misspelling(wrong.full, well.full, wrong.document)
                yield Edge(rank=_MISSPELLING, left=vertex_of[id(wrong)], right=vertex_of[id(well)], merge=merge)


def within(locals_: Iterable[Local], vertex_of: Mapping[int, Vertex], glossary: Glossary) -> Iterator[Edge]:
    """Names with a short form in them, joined to the same name spelled out (`deep RL`)."""
    for local in locals_:
        vertex = vertex_of[id(local)]
        if vertex.variant == WORD or len(words(local.full)) == 1:
            continue
        found = _spelled_out(local, glossary)
        if found is not None:
            parts, definition = found
            full = " ".join(word.text for word in parts)
            merge = reasons.spelled_out(local.full, full, definition)
            yield Edge(rank=_WITHIN, left=vertex, right=Vertex(local.group, key(parts)), merge=merge)


def bracketed(used: Sequence[Vertex], names: Mapping[Vertex, str], vocabulary: Known) -> Iterator[Edge]:
    """Names that carry their own short form in brackets (`Monte Carlo (MC) sampling`), joined to those without."""
    for vertex in used:
        found = _BRACKETED.search(clean(names[vertex]))
        if vertex.variant or found is None or expansion(found["short"], found["long"]) is None:
            continue
        base = _known(vertex.group, f"{found['long']}{found['rest']}".strip(), names, vocabulary)
        if base is not None:
            merge = reasons.bracketed(names[vertex], base[1])
            yield Edge(rank=_DEFINITION, left=vertex, right=base[0], merge=merge)


def empty_words(
    used: Sequence[Vertex], names: Mapping[Vertex, str], named: Mapping[Vertex, bool], vocabulary: Known
) -> Iterator[Edge]:
    """General terms with a word before them that tells nothing apart (`standard RL`), joined to those without."""
    for vertex in used:
        parts = words(names[vertex])
        if vertex.variant or named[vertex] or len(parts) == 1 or parts[0].key not in _EMPTY:
            continue
        base = _known(vertex.group, " ".join(part.text for part in parts[1:]), names, vocabulary)
        if base is not None:
            merge = reasons.empty_word(names[vertex], base[1])
            yield Edge(rank=_TYPE_WORD, left=vertex, right=base[0], merge=merge)


def _known(group: str, name: str, names: Mapping[Vertex, str], vocabulary: Known) -> tuple[Vertex, str] | None:
    """The concept of a name, else the vertex of the corpus, and what it is called; None for an unknown name."""
    concept, vertex = vocabulary.listed(name, group), Vertex(group, name_key(name))
    if concept is not None:
        return Vertex(group, concept=concept.iri), concept.label
    return (vertex, names[vertex]) if vertex in names else None


def _spelled_out(local: Local, glossary: Glossary) -> tuple[tuple[Word, ...], Definition] | None:
    name, last = local.full, None
    for _ in range(_DEPTH):
        found = glossary.spell_out(name, local.document)
        if found is None:
            break
        last = found
        name = " ".join(word.text for word in found[0])
    return last


def type_words(
    used: Sequence[Vertex], names: Mapping[Vertex, str], named: Mapping[Vertex, bool], vocabulary: Known
) -> Iterator[Edge]:
    """Names that only add the word for their class to another name, of the corpus or of the vocabulary."""
    known = set(used)
    for vertex in used:
        parts = words(names[vertex])
        if vertex.variant or len(parts) <= 1 or parts[-1].key not in _TYPE_WORDS.get(vertex.group, ()):
            continue
        name = " ".join(part.text for part in parts[:-1])
        base, concept = Vertex(vertex.group, key(parts[:-1])), vocabulary.listed(name, vertex.group)
        long = len(parts) > 2 or is_acronym(parts[0].text)  # noqa: PLR2004
        general = long and parts[-1].key in _TYPE_WORDS[""]
        if base in known and (general or (named[vertex] and named[base])):
            merge = reasons.type_word(names[vertex], names[base])
            yield Edge(rank=_TYPE_WORD, left=vertex, right=base, merge=merge)
        elif concept is not None and (general or (named[vertex] and concept.named)):
            target = Vertex(vertex.group, concept=concept.iri)
            yield Edge(rank=_TYPE_WORD, left=vertex, right=target, merge=reasons.type_word(names[vertex], name))
