"""The relations between the entities of a document, one module per family."""

from collections.abc import Iterator, Sequence
from itertools import chain

from spacy.tokens import Doc

from kg.extract.relations.claims import Claim, decide
from kg.extract.relations.comparison import comparison
from kg.extract.relations.composition import composition
from kg.extract.relations.evaluation import evaluation
from kg.extract.relations.introduction import introduction
from kg.extract.relations.kinds import kinds
from kg.extract.relations.purpose import purpose
from kg.extract.relations.scene import Scene
from kg.model import LocalEntity, RelationMention

_FAMILIES = (introduction, evaluation, comparison, purpose, kinds, composition)


def find_relations(doc: Doc, entities: Sequence[LocalEntity]) -> tuple[RelationMention, ...]:
    """Every relation that the text states, denies or leaves open, in text order, each once per polarity."""
    return decide(all_claims(Scene(doc, entities)))


def all_claims(scene: Scene) -> Iterator[Claim]:
    """What every rule claims, right or wrong, before the sure ones are chosen."""
    return chain.from_iterable(family(scene) for family in _FAMILIES)
