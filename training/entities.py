"""Fit the weights of the entity rules to annotated abstracts.

    python training/entities.py GOLD.jsonl PAPERS.jsonl [--out kg/extract/weights]

Multinomial logistic regression with an L2 penalty over the features of `kg.extract.entities`; deterministic. Every
second document is read without the vocabulary, so that the weights do not lean on known names.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from kg.extract.entities.candidates import candidates
from kg.extract.entities.finder import describe
from kg.extract.entities.groups import CLASSES, NOTHING, families, merged
from kg.extract.entities.judge import ROLE_CLASSES, role_features
from kg.extract.entities.keys import form_key
from kg.extract.entities.view import view
from kg.extract.pipeline import make_doc, make_pipeline
from kg.model import Document, Source, Vocabulary
from kg.ontology import load_vocabulary

Sample = tuple[str, Mapping[str, float], str]
"""The document's id, features, class."""

SEEN = 5
"""Documents that a feature must occur in."""
SMALLEST = 0.1
"""Weights nearer to zero are left out of the file."""
ROUNDS = 120
PENALTY = 2.0
"""Of the squares of the weights: chosen in two folds."""
ALONE = 8
"""Every so many papers, the sentences of one are samples of their own too."""
SENTENCE = re.compile(r"(?<=[a-z0-9)%][.!?])\s+(?=[A-Z])")


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def document(paper: Mapping[str, Any]) -> Document:
    """The paper as the extractor takes it."""
    source = Source(name="gold", sha256="0" * 64)
    key = str(paper["id"])
    return Document(key=key, id=key, source=source, line=1, title=paper["title"], abstract=paper["abstract"])


def samples(papers: Iterable[Mapping[str, Any]], gold: Mapping[str, Any]) -> tuple[list[Sample], list[Sample]]:
    """Samples for the classes of candidates and for the roles of entities."""
    full = load_vocabulary()
    empty = Vocabulary(concepts={})
    pipelines = [(make_pipeline(full), full), (make_pipeline(empty), empty)]
    classes: list[Sample] = []
    roles: list[Sample] = []
    for number, paper in with_sentences(papers):
        nlp, vocabulary = pipelines[number // 2 % 2]
        seen = view(nlp(make_doc(nlp, document(paper))))
        found = candidates(seen, vocabulary.concepts)
        described = describe(seen, found, vocabulary.concepts)
        truth = {form_key(form): e for e in gold[paper["id"]]["entities"] for form in (e["name"], *e["aliases"])}
        for key, features in described.items():
            classes.append((paper["id"], features, class_of(truth.get(key))))
        for family in families(found):
            entity = next((truth[c.key] for c in family if c.key in truth), None)
            if entity:
                features = merged([described[c.key] for c in family])
                roles.append((paper["id"], role_features(features, entity["type"]), entity["role"]))
    return classes, roles


def with_sentences(papers: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The papers with their numbers, and after some the sentences of their abstracts on their own, as people type."""
    for number, paper in enumerate(papers):
        yield number, paper
        if number % ALONE == 0:
            for sentence in SENTENCE.split(paper["abstract"]):
                yield number // 2, {**paper, "title": None, "abstract": sentence}


def class_of(entity: Mapping[str, Any] | None) -> str:
    """The class that a candidate of this annotated entity has."""
    if entity is None:
        return NOTHING
    return "Method named" if entity["type"] == "Method" and entity["named"] else str(entity["type"])


def fit(listed: Sequence[Sample], classes: Sequence[str], penalty: float) -> dict[str, Any]:
    """The scorer's JSON object for these samples."""
    spread = Counter(name for _, name in {(paper, n) for paper, features, _ in listed for n in features})
    names = sorted(name for name, count in spread.items() if count >= SEEN)
    column = {name: n for n, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, (_, features, _) in enumerate(listed):
        for name, value in features.items():
            if name in column:
                rows.append(row)
                columns.append(column[name])
                values.append(value)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(listed), len(names)))
    truth = numpy.array([classes.index(c) for _, _, c in listed])
    weights, offset = _logistic(matrix, truth, len(classes), penalty)
    kept = {
        name: {c: round(float(w), 2) for c, w in zip(classes, weights[column[name]], strict=True) if abs(w) >= SMALLEST}
        for name in names
    }
    return {
        "classes": list(classes),
        "offset": [round(float(x), 3) for x in offset],
        "weights": {name: row for name, row in kept.items() if row},
    }


def _logistic(matrix: Any, truth: Any, count: int, penalty: float) -> tuple[Any, Any]:
    width = matrix.shape[1]
    target = numpy.zeros((len(truth), count))
    target[numpy.arange(len(truth)), truth] = 1.0
    transposed = matrix.T.tocsr()

    def loss(flat: Any) -> tuple[float, Any]:
        table = flat.reshape(width + 1, count)
        scores = matrix @ table[:-1] + table[-1]
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - numpy.log(numpy.exp(scores).sum(axis=1, keepdims=True))
        error = numpy.exp(logs) - target
        slope = numpy.vstack([transposed @ error + penalty * table[:-1], error.sum(axis=0)])
        value = -(logs * target).sum() + penalty / 2 * (table[:-1] ** 2).sum()
        return float(value), slope.ravel()

    start = numpy.zeros((width + 1) * count)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    table = found.reshape(width + 1, count)
    return table[:-1], table[-1]


def fit_all(papers: Iterable[Mapping[str, Any]], gold: Mapping[str, Any], penalty: float = PENALTY) -> dict[str, Any]:
    """The JSON objects of both scorers, by the name of their file."""
    return fit_both(*samples(papers, gold), penalty)


def fit_both(classes: Sequence[Sample], roles: Sequence[Sample], penalty: float = PENALTY) -> dict[str, Any]:
    """The JSON objects of both scorers, fitted to samples."""
    return {"entities": fit(classes, CLASSES, penalty), "roles": fit(roles, ROLE_CLASSES, penalty)}


def write(fitted: Mapping[str, Any], out: Path) -> None:
    """Write the JSON objects of the scorers, one weighted feature a line."""
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in fitted.items():
        listed = dict(rows)
        lines = [f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(w)}" for k, w in listed.pop("weights").items()]
        text = json.dumps(listed)[:-1] + ', "weights": {\n' + ",\n".join(lines) + "\n}}\n"
        (out / f"{name}.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Read the arguments, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--out", type=Path, default=Path("kg/extract/weights"))
    parser.add_argument("--penalty", type=float, default=PENALTY)
    arguments = parser.parse_args()
    gold = {g["id"]: g for g in read(arguments.gold)}
    write(fit_all(read(arguments.papers), gold, arguments.penalty), arguments.out)


if __name__ == "__main__":
    main()
