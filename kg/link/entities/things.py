"""Entities from what was linked: class, label, forms, merges and IRI."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.link.entities import reasons
from kg.link.entities.decided import Decided
from kg.link.entities.linking import Linking
from kg.link.entities.local import Local
from kg.link.entities.names import is_acronym, name_key, words
from kg.link.entities.vertex import Linked, Vertex
from kg.link.iris import THINGS, assign, slug
from kg.link.labels import clean
from kg.model import Concept, Entity, Form, Merge, NearMiss, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """The entities of a corpus, each with what it was linked from, and what their IRIs tell.

    `retired` maps IRIs that a name alone would have had, and that nothing has, to those of what the name means.
    """

    found: tuple[tuple[Entity, Linked], ...]
    retired: Mapping[str, tuple[str, ...]]
    near: tuple[NearMiss, ...]
    families: Mapping[str, str]


def entities(linking: Linking, vocabulary: Vocabulary, records: Mapping[str, str]) -> Things:
    """An entity for each linked thing, in their order."""
    wanted: dict[str, list[str]] = {}
    bare = [
        _entity(thing, vocabulary.concepts.get(thing.concept or ""), records, linking.decided)
        for thing in linking.things
    ]
    identities = [_identity(entity, thing) for entity, thing in zip(bare, linking.things, strict=True)]
    for entity, identity in zip(bare, identities, strict=True):
        wanted.setdefault(entity.iri, []).append(identity)
    iris = assign(wanted)
    found = tuple(
        (replace(entity, iri=iris[identity]), thing)
        for entity, thing, identity in zip(bare, linking.things, identities, strict=True)
    )
    iri_of = {vertex: entity.iri for entity, thing in found for vertex in thing.vertices}
    return Things(
        found=found,
        retired=_retired(found),
        near=_near(linking, iri_of),
        families={
            iri_of[one]: iri_of[family] for one, family in sorted(linking.families) if iri_of[one] != iri_of[family]
        },
    )


def _retired(found: Sequence[tuple[Entity, Linked]]) -> dict[str, tuple[str, ...]]:
    live = {entity.iri for entity, _ in found}
    meant: dict[str, set[str]] = {}
    for entity, thing in found:
        for local in thing.locals:
            for form in (local.full, *local.variants, *(d.short for d in local.definitions if d.whole)):
                for type_ in {local.type, local.entity.type}:
                    meant.setdefault(_iri(type_, slug(form)), set()).add(entity.iri)
    return {iri: tuple(sorted(meant[iri])) for iri in sorted(meant.keys() - live)}


def _near(linking: Linking, iri_of: Mapping[Vertex, str]) -> tuple[NearMiss, ...]:
    """The pairs by IRI; of those that mean the same two things, the likest."""
    best: dict[tuple[str, str], NearMiss] = {}
    for near in linking.near:
        one, other = sorted((near.left, near.right), key=lambda vertex: iri_of[vertex])
        found = NearMiss(
            left=iri_of[one],
            right=iri_of[other],
            left_form=clean(linking.names[one]),
            right_form=clean(linking.names[other]),
            rule=near.rule,
            reason=near.reason,
            likeness=round(near.likeness, 4),
            doubtful=near.doubtful,
        )
        key = (found.left, found.right)
        if found.left != found.right:
            best[key] = min(found, best.get(key, found), key=lambda n: (-n.likeness, n.rule, n.reason))
    return tuple(best[key] for key in sorted(best))


def _iri(type_: str, key: str) -> str:
    return f"{THINGS}/{type_.lower()}/{key}"


def _identity(entity: Entity, thing: Linked) -> str:
    """What distinguishes a thing from others of the same label: the name that its label belongs to, and its meaning."""
    own = name_key(entity.label)
    vertex = next((v for v in thing.vertices if v.name == own), thing.vertices[0])
    return "\n".join((entity.iri, *vertex, *(d for d in _meanings(thing))))


def _meanings(thing: Linked) -> list[str]:
    return sorted({vertex.variant for vertex in thing.vertices if vertex.variant})


def _entity(thing: Linked, concept: Concept | None, records: Mapping[str, str], decided: Decided) -> Entity:
    type_ = _type(thing.locals)
    label = decided.label(thing.locals) or (concept.label if concept else _label(thing))
    named = concept.named if concept else _named(thing.locals)
    key = concept.iri.rpartition("/")[2] if concept else slug(_stable(thing))
    return Entity(
        iri=_iri(type_, key),
        type=type_,
        label=label,
        named=named,
        forms=_forms(thing.locals),
        merges=_merges(thing, label, records),
        concept=concept.iri if concept else None,
        note=thing.note,
    )


def _stable(thing: Linked) -> str:
    """The name that the IRI comes from: the shortest that is spelled out.

    How often papers use a name does not count, so that further papers with the same names leave the IRI as it is.
    """
    slips = _slips(thing)
    names = {clean(form) for local in thing.locals for form in (local.full, *local.variants)}
    names = {name for name in names if name_key(name) not in slips} or names
    return min(names, key=lambda name: (_has_acronym(name), len(slug(name)), slug(name), name))


def _has_acronym(name: str) -> bool:
    return any(is_acronym(word.text) for word in words(name))


def _slips(thing: Linked) -> set[str]:
    return {name_key(edge.merge.left) for edge in thing.edges if edge.merge.rule == "misspelling"}


def _type(locals_: Iterable[Local]) -> str:
    types = sorted({local.type for local in locals_})
    return types[0]  # of Benchmark and Dataset, Benchmark: the guidelines' rule for what is both


def _named(locals_: Sequence[Local]) -> bool:
    documents = {said: {local.document for local in locals_ if local.entity.named is said} for said in (True, False)}
    return len(documents[True]) >= len(documents[False])


def _label(thing: Linked) -> str:
    """The full form that most documents use, and use most; on a tie the more usual spelling, then the shortest.

    A form that is a slip of the pen for another gives way to it.
    """
    locals_, slips = thing.locals, _slips(thing)
    named = _named(locals_)
    used: dict[str, set[str]] = {}
    for local in locals_:
        for form in (local.full, *local.variants):
            used.setdefault(clean(form), set()).add(local.document)
    used = {form: found for form, found in used.items() if name_key(form) not in slips} or used
    full = {form: found for form, found in used.items() if not is_acronym(form)} or used
    families: Counter[str] = Counter()
    for form, documents in full.items():
        families[name_key(form)] += len(documents)

    written: Counter[str] = Counter()
    for local in locals_:
        for mention in local.entity.mentions:
            written[name_key(mention.text)] += 1

    def order(form: str) -> tuple[int, int, int, int, int, str]:
        family, capitals = name_key(form), sum(char.isupper() for char in form)
        usual = -capitals if named else capitals
        return (-families[family], -written[family], -len(full[form]), usual, len(form), form)

    return min(full, key=order)


def _forms(locals_: Iterable[Local]) -> tuple[Form, ...]:
    used: dict[str, set[str]] = {}
    for local in locals_:
        for form in local.forms:
            used.setdefault(clean(form), set()).add(local.document)
    return tuple(Form(text=text, documents=tuple(sorted(used[text]))) for text in sorted(used))


def _merges(thing: Linked, label: str, records: Mapping[str, str]) -> tuple[Merge, ...]:
    found = {
        (m.left, m.right, m.rule): m for m in reversed([*_stated(thing), *_spelled(thing), *_called(thing, records)])
    }
    both = _both_classes(thing.locals, label, records)
    recast = {(m.left, m.rule): m for local in reversed(thing.locals) if (m := local.why) is not None}
    return tuple(sorted([*found.values(), *both, *recast.values()], key=lambda m: (m.left, m.right, m.rule)))


def _stated(thing: Linked) -> list[Merge]:
    return [edge.merge for edge in thing.edges if edge.merge.left != edge.merge.right]


def _spelled(thing: Linked) -> list[Merge]:
    """The spellings of each name, joined to the most frequent one."""
    spellings: dict[str, Counter[str]] = {}
    for local in thing.locals:
        for form in sorted(
            {clean(form) for form in (local.full, *local.variants, *(d.short for d in local.definitions))}
        ):
            spellings.setdefault(name_key(form), Counter())[form] += 1
    found = []
    for counts in spellings.values():
        main = min(counts, key=lambda form: (-counts[form], form))
        found += [reasons.variant(form, main) for form in sorted(counts) if form != main]
    return found


def _called(thing: Linked, records: Mapping[str, str]) -> list[Merge]:
    """Names that hold within one document."""
    found = []
    for local in thing.locals:
        partial = [definition.short for definition in local.definitions if not definition.whole]
        for form in (*local.loose, *partial):
            span = min((m.span for m in local.entity.mentions if m.text == form), default=None)
            record = records[local.document]
            found.append(reasons.local(form, local.full, record, local.entity.confidence, (local.document, span)))
    return [merge for merge in found if merge.left != merge.right]


def _both_classes(locals_: Iterable[Local], label: str, records: Mapping[str, str]) -> list[Merge]:
    first: dict[str, str] = {}
    for local in sorted(locals_, key=lambda one: (one.document, one.entity.name)):
        first.setdefault(local.type, local.document)
    if not {"Dataset", "Benchmark"} <= first.keys():
        return []
    return [reasons.both_classes(label, records[first["Dataset"]], records[first["Benchmark"]])]
