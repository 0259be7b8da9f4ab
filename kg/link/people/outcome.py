"""What resolving people or organisations comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Decision, Entity, NearMiss


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Entities sorted by IRI, and which of them each record's name means, as in a `Resolution`.

    `near` are pairs that were kept apart; `retired` maps IRIs that a form would have had by itself to the
    entities that it may mean; `applied` are the decisions that hold.
    """

    entities: Sequence[Entity]
    meant: Mapping[tuple[str, str, str], str]
    near: tuple[NearMiss, ...] = ()
    retired: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    applied: tuple[Decision, ...] = ()
