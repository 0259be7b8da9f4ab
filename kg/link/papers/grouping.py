"""Which documents are versions of one paper, and what that paper is called."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations, pairwise

from kg.link.labels import clean
from kg.link.papers.names import digest, is_whole, slug, untitled_label
from kg.link.papers.profile import Profile, profile
from kg.link.papers.similarity import candidates
from kg.link.papers.versions import CERTAIN, decide
from kg.model import Extraction, Merge, Paper

_BASE = "https://w3id.org/papergraph/id/paper/"
_BLOCK_MOST = 8
"""In larger blocks only neighbours in reading order are compared."""

_Ids = dict[str, frozenset[str]]


def group(extractions: Sequence[Extraction]) -> tuple[Paper, ...]:
    """The papers that the documents are versions of, sorted by IRI, each with its documents in reading order.

    Word overlap only finds pairs worth a look; what makes two documents one paper is an identifier, the same text, a
    title or what they propose (see `kg.link.papers.versions`). The order of the extractions makes no difference.
    """
    profiles = sorted((profile(extraction) for extraction in extractions), key=lambda found: found.order)
    groups = _Groups(profiles)
    merges = [merge for left, right in _pairs(profiles) if (merge := decide(profiles[left], profiles[right]))]
    for merge in sorted(merges, key=lambda merge: -merge.confidence):
        groups.join(merge)
    drafts = [_draft(members, reasons) for members, reasons in groups]
    crowd = Counter(name for name, _ in drafts)
    papers = [_paper(name if crowd[name] == 1 else f"{name}-{_content(draft)}", draft) for name, draft in drafts]
    return tuple(sorted(papers, key=lambda paper: paper.iri))


def retired(papers: Sequence[Paper], extractions: Sequence[Extraction]) -> dict[str, tuple[str, ...]]:
    """IRIs that no paper has, and that a document or a title alone would have had, each with those of the papers."""
    live = {paper.iri for paper in papers}
    by_key = {extraction.document.key: extraction for extraction in extractions}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for paper in papers:
        for document in paper.documents:
            name, _ = _draft([profile(by_key[document.key])], ())
            found[_BASE + name].add(paper.iri)
    return {iri: tuple(sorted(found[iri])) for iri in sorted(found.keys() - live)}


def _pairs(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Pairs worth a look, each once and in order: those that share an id, a title, a text, or rare word sequences."""
    found = set(candidates([each.shingles for each in profiles]))
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, each in enumerate(profiles):
        for block in _blocks(each):
            blocks[block].append(index)
    for members in blocks.values():
        found.update(combinations(members, 2) if len(members) <= _BLOCK_MOST else pairwise(members))
    return sorted(found)


def _blocks(each: Profile) -> Iterator[Hashable]:
    yield from each.ids
    if each.record_id:
        yield "record", each.document.source, each.record_id
    if each.title:
        yield "title", each.title
    if each.body:
        yield "text", each.body


class _Groups:
    """Documents joined one reason at a time; groups whose identifiers contradict each other stay apart."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = {each.document.key: each for each in profiles}
        self._root = {key: key for key in self._profiles}
        self._ids = {key: _by_scheme(each) for key, each in self._profiles.items()}
        self._reasons: defaultdict[str, list[Merge]] = defaultdict(list)

    def join(self, merge: Merge) -> None:
        left, right = self._find(merge.left), self._find(merge.right)
        mine, theirs = self._ids[left], self._ids[right]
        differ = any(not mine[scheme] & theirs[scheme] for scheme in mine.keys() & theirs.keys())
        if left == right or (differ and merge.confidence < CERTAIN):
            return
        self._root[right] = left
        none: frozenset[str] = frozenset()
        self._ids[left] = {s: mine.get(s, none) | theirs.get(s, none) for s in mine.keys() | theirs.keys()}
        self._reasons[left] += [*self._reasons.pop(right, []), merge]

    def __iter__(self) -> Iterator[tuple[list[Profile], tuple[Merge, ...]]]:
        """The groups, each in reading order, and the reasons that made them."""
        found: defaultdict[str, list[Profile]] = defaultdict(list)
        for key, each in self._profiles.items():
            found[self._find(key)].append(each)
        return ((members, tuple(self._reasons[root])) for root, members in found.items())

    def _find(self, key: str) -> str:
        while self._root[key] != key:
            self._root[key] = self._root[self._root[key]]
            key = self._root[key]
        return key


def _by_scheme(each: Profile) -> _Ids:
    schemes = {scheme for scheme, _ in each.ids}
    return {scheme: frozenset(value for kind, value in each.ids if kind == scheme) for scheme in schemes}


def _draft(members: list[Profile], reasons: tuple[Merge, ...]) -> tuple[str, Paper]:
    """The paper of a group, and the key it would like to have."""
    documents = tuple(each.document for each in members)
    title = next((document.title for document in documents if document.title), None)
    label = clean(title) if title else untitled_label(members[0].extraction)
    draft = Paper(iri="", label=label or documents[0].id, title=title, documents=documents, merges=reasons)
    name = slug(label)
    if title and name and is_whole(title):
        return name, draft
    return f"{name or 'paper'}-{digest(clean(title)) if title else _content(draft)}", draft


def _content(draft: Paper) -> str:
    return digest(min(document.text for document in draft.documents))


def _paper(name: str, draft: Paper) -> Paper:
    return Paper(iri=_BASE + name, label=draft.label, title=draft.title, documents=draft.documents, merges=draft.merges)
