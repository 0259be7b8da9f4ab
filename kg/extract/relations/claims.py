"""What a rule claims about two entities, and which claims are kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.extract.polarity import polarity_at
from kg.extract.relations.precision import PRECISION
from kg.extract.relations.scene import Sentence
from kg.model import PAPER, LocalEntity, Polarity, RelationMention, Span

EXTRACTOR = "relations"
"""What finds relations, as it stands in their provenance."""
LEAST = 0.23
"""How probable a relation must be to count: chosen for the best F1 on training annotations."""
_DOUBT = 1.5
"""Doubts about a rule and its ends add up to more than their product: with this exponent confidences meet the shares
of right relations that training annotations show, from 0.2 to 0.9."""
_COMPARISONS = ("outperforms", "comparedWith")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A relation that `rule` reads in a sentence; `cue` is where its words stand, `head` None means the paper.

    `stated` is false where the rule goes by what the ends are, not by words between them; `certain` is true where the
    cue itself looks like a negation (`unlike X`).
    """

    head: LocalEntity | None
    type: str
    tail: LocalEntity
    rule: str
    sentence: Sentence
    cue: Span
    head_span: Span | None = None
    tail_span: Span | None = None
    stated: bool = True
    certain: bool = False

    @property
    def ends(self) -> tuple[str, str, str]:
        """Head, type and tail by name."""
        return self.head.name if self.head else PAPER, self.type, self.tail.name

    @property
    def pair(self) -> tuple[str, str]:
        """Head and tail by name."""
        return self.head.name if self.head else PAPER, self.tail.name

    @property
    def polarity(self) -> Polarity:
        """Whether the sentence asserts the claim."""
        if self.certain:
            return Polarity.ASSERTED
        ends = [span.start for span in (self.head_span, self.tail_span) if span]
        last = max(self.cue.start, *ends) + 1 if ends else self.cue.end
        start = self.sentence.span.start
        return polarity_at(self.sentence.text, self.cue.start - start, last - start)

    @property
    def worth(self) -> tuple[float, bool, bool, int]:
        """Sorts the best evidence for one relation last: surest rule, both ends there, not the title, earliest."""
        return PRECISION[self.rule], self.head_span is not None, not self.sentence.title, -self.sentence.number

    def renamed(self, rule: str) -> "Claim":
        """The same claim by another rule."""
        return replace(self, rule=rule)


def decide(claims: Iterable[Claim]) -> tuple[RelationMention, ...]:
    """The claims whose rules are right often enough, each relation once per polarity, in text order.

    Words win over roles: where a sentence compares two methods, no rule that goes by roles alone speaks of them, and a
    method that is a case of another does not use it.
    """
    judged = [(claim, claim.polarity) for claim in claims if claim.rule in PRECISION]
    compared = {claim.pair for claim, _ in judged if claim.type in _COMPARISONS and claim.stated}
    cases = {claim.pair for claim, polarity in judged if claim.type == "isA" and polarity is Polarity.ASSERTED}
    best: dict[tuple[tuple[str, str, str], Polarity], Claim] = {}
    for claim, polarity in judged:
        if not claim.stated and (polarity is not Polarity.ASSERTED or _spoken_of(claim, compared)):
            continue
        if claim.type == "uses" and (claim.pair in cases or claim.pair[::-1] in cases):
            continue
        key = (claim.ends, polarity)
        if key not in best or claim.worth > best[key].worth:
            best[key] = claim
    kept = [_mention(claim, key[1]) for key, claim in best.items() if _counts(key, best)]
    return tuple(sorted((relation for relation in kept if relation.confidence >= LEAST), key=mention_order))


def _spoken_of(claim: Claim, compared: set[tuple[str, str]]) -> bool:
    return claim.type in _COMPARISONS and (claim.pair in compared or claim.pair[::-1] in compared)


def _counts(
    key: tuple[tuple[str, str, str], Polarity], best: dict[tuple[tuple[str, str, str], Polarity], Claim]
) -> bool:
    """Only a comparison may be stated in one sentence and denied in another."""
    ends, polarity = key
    return polarity is Polarity.ASSERTED or ends[1] in _COMPARISONS or (ends, Polarity.ASSERTED) not in best


def _mention(claim: Claim, polarity: Polarity) -> RelationMention:
    head, type_, tail = claim.ends
    sure = (claim.head.confidence if claim.head else 1.0) * claim.tail.confidence
    return RelationMention(
        head=head,
        type=type_,
        tail=tail,
        evidence=claim.sentence.span,
        head_span=claim.head_span,
        tail_span=claim.tail_span,
        polarity=polarity,
        confidence=round((PRECISION[claim.rule] * sure) ** _DOUBT, 4),
        extractor=f"{EXTRACTOR}: {claim.rule}",
    )


def mention_order(relation: RelationMention) -> tuple[Span, str, str, str, Polarity]:
    """Sorts relations by their sentences, then by name."""
    return relation.evidence, relation.type, relation.head, relation.tail, relation.polarity
