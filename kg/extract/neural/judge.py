"""The network's judgement of candidates and roles, which hears that of the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy

from kg.extract.entities.candidates import Candidate
from kg.extract.entities.choice import kind_of
from kg.extract.entities.groups import Group
from kg.extract.entities.judge import Chosen, Described, Rows, RulesJudge
from kg.extract.neural.candidates import candidate_input, role_input
from kg.extract.neural.reading import Reading

EXTRACTOR = "papergraph"
"""Who found it, as it stands in the provenance of mentions."""


@dataclass(frozen=True, kw_only=True)
class NetworkJudge:
    """Judges one document by the network, given what the rules say of it."""

    reading: Reading
    rules: RulesJudge = field(default_factory=RulesJudge)
    extractor: str = EXTRACTOR

    @property
    def thresholds(self) -> Mapping[str, float]:
        """How probable a candidate of each kind must be to count."""
        return self.reading.network.settings.entities

    @property
    def per_word(self) -> float:
        """How much more a place weighs for every further word."""
        return self.reading.network.settings.per_word

    def classes(self, found: Mapping[str, Candidate], described: Described) -> Rows:
        """A row per candidate, a column per class of `groups.CLASSES`."""
        judged = self.rules.classes(found, described)
        asked = candidate_input(self.reading.pieces, found, described, judged)
        return numpy.asarray(self.reading.choose("candidates", asked), dtype=numpy.float64)

    def roles(self, chosen: Sequence[Chosen]) -> Rows:
        """A row per entity, a column per role of `ROLE_CLASSES`."""
        asked = role_input(self.reading.pieces, chosen, self.rules.roles(chosen))
        return numpy.asarray(self.reading.choose("roles", asked), dtype=numpy.float64)

    def confidence(self, group: Group) -> float:
        """How often an entity of this kind and score is right."""
        return self.reading.network.settings.calibration["entities"](kind_of(group), group.probability)
