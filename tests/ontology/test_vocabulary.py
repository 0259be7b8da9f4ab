"""The vocabulary: one label, one concept; nothing of what the seed papers propose; errors name file and line."""

import json
from collections import Counter
from pathlib import Path
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from kg.errors import OntologyError
from kg.model import Concept, Vocabulary
from kg.ontology import data_folder, label_key, load_ontology, load_vocabulary

REPOSITORY = Path(__file__).parents[2]
FILES = {"methods": "Method", "benchmarks": "Benchmark", "datasets": "Dataset", "tasks": "Task", "metrics": "Metric"}
HEAD = """@prefix kg: <https://w3id.org/papergraph/ontology#> .
@prefix method: <https://w3id.org/papergraph/id/method/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
PPO = 'method:ppo a kg:Method ; skos:prefLabel "PPO" .\n'


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def labels(concept: Concept) -> tuple[str, ...]:
    return (concept.label, *concept.aliases)


def test_it_holds_many_concepts_of_every_class(vocabulary: Vocabulary) -> None:
    counts = Counter(concept.type for concept in vocabulary.concepts.values())
    assert sorted(counts) == sorted(FILES.values())
    assert sum(counts.values()) > 2000


@pytest.mark.parametrize(("file", "type_"), FILES.items())
def test_each_file_holds_one_class_sorted_one_concept_a_line(file: str, type_: str) -> None:
    text = (data_folder() / "vocabulary" / f"{file}.ttl").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and line[0] not in "@#"]
    slugs = [line.split(maxsplit=1)[0] for line in lines]
    assert slugs == sorted(set(slugs), key=lambda slug: slug.split(":")[1])
    assert all(line.startswith(f"{type_.lower()}:") and f" a kg:{type_} ;" in line for line in lines)


def test_a_label_belongs_to_one_concept_whatever_its_case_hyphens_or_plural(vocabulary: Vocabulary) -> None:
    owners: dict[str, str] = {}
    for concept in vocabulary.concepts.values():
        for label in labels(concept):
            key = label if label in concept.cased else label_key(label)
            assert owners.setdefault(key, concept.iri) == concept.iri, label


def test_the_labels_of_a_concept_differ_by_more_than_spelling(vocabulary: Vocabulary) -> None:
    for concept in vocabulary.concepts.values():
        keys = [label if label in concept.cased else label_key(label) for label in labels(concept)]
        assert len(keys) == len(set(keys)), concept.label


def test_labels_are_clean_and_iris_follow_the_class(vocabulary: Vocabulary) -> None:
    for iri, concept in vocabulary.concepts.items():
        assert iri == concept.iri
        assert iri.startswith(f"https://w3id.org/papergraph/id/{concept.type.lower()}/")
        for label in labels(concept):
            assert label == " ".join(label.split())
            assert label.isprintable()


def test_tasks_are_general_terms(vocabulary: Vocabulary) -> None:
    assert [c.label for c in vocabulary.concepts.values() if c.type == "Task" and c.named] == []


def test_broader_concepts_are_of_the_same_class_and_make_no_circle(vocabulary: Vocabulary) -> None:
    def above(iri: str, path: tuple[str, ...]) -> None:
        for broader in vocabulary.concepts[iri].broader:
            assert broader not in path, path
            assert vocabulary.concepts[broader].type == vocabulary.concepts[iri].type
            above(broader, (*path, broader))

    for iri in vocabulary.concepts:
        above(iri, (iri,))


def proposed_by_seeds() -> list[str]:
    reviewed = (Path(__file__).parent / "seed_names.txt").read_text(encoding="utf-8").splitlines()
    names = {line.strip() for line in reviewed if line.strip() and not line.startswith("#")}
    for line in (REPOSITORY / "benchmarks" / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        for entity in json.loads(line)["entities"]:
            if entity["named"] and entity["role"] in ("proposed", "introduced"):
                names.update((entity["name"], *entity["aliases"]))
    return sorted(names)


def test_no_name_that_a_seed_paper_proposes_is_known_beforehand(vocabulary: Vocabulary) -> None:
    known = {label_key(label): concept.label for concept in vocabulary.concepts.values() for label in labels(concept)}
    assert [(name, known[label_key(name)]) for name in proposed_by_seeds() if label_key(name) in known] == []


def test_names_that_the_seed_papers_merely_use_may_be_known(vocabulary: Vocabulary) -> None:
    known = {label for concept in vocabulary.concepts.values() for label in labels(concept)}
    assert {"PPO", "SMAC", "MAPPO", "GPT-4o", "AlpacaEval", "PSRO", "OLMo"} <= known


@pytest.mark.parametrize(
    ("slug", "direction"),
    [
        ("accuracy", True),
        ("win-rate", True),
        ("bleu", True),
        ("perplexity", False),
        ("error-rate", False),
        ("regret", False),
        ("attack-success-rate", None),
        ("model-size", None),
        ("kl-divergence", None),
    ],
)
def test_a_metric_has_a_direction_where_that_is_certain(
    vocabulary: Vocabulary, slug: str, direction: bool | None
) -> None:
    concept = vocabulary.concepts[f"https://w3id.org/papergraph/id/metric/{slug}"]
    assert concept.higher_is_better is direction


def test_errors_and_costs_are_better_when_lower_and_rewards_when_higher(vocabulary: Vocabulary) -> None:
    metrics = [concept for concept in vocabulary.concepts.values() if concept.type == "Metric"]
    for concept in metrics:
        last = concept.label.split()[-1]
        if last in ("error", "cost", "latency", "time", "regret"):
            assert concept.higher_is_better is False, concept.label
        if last in ("accuracy", "return", "reward", "quality", "efficiency", "F1", "precision", "recall"):
            assert concept.higher_is_better is True, concept.label
    assert sum(concept.higher_is_better is None for concept in metrics) < len(metrics) / 8


def test_a_more_special_metric_has_the_direction_of_the_more_general(vocabulary: Vocabulary) -> None:
    for concept in vocabulary.concepts.values():
        for broader in concept.broader:
            assert concept.higher_is_better is vocabulary.concepts[broader].higher_is_better, concept.label


@pytest.mark.parametrize("file", FILES)
def test_a_file_comes_back_the_same_from_rdflib(vocabulary: Vocabulary, file: str) -> None:
    path = data_folder() / "vocabulary" / f"{file}.ttl"
    graph = Graph().parse(path, format="turtle")
    again = Graph().parse(data=graph.serialize(format="turtle"), format="turtle")
    assert set(again) == set(graph)
    for concept in vocabulary.concepts.values():
        if concept.type == FILES[file]:
            iri = URIRef(concept.iri)
            assert (iri, RDF.type, URIRef(load_ontology().class_(concept.type).iri)) in again
            assert (iri, SKOS.prefLabel, Literal(concept.label)) in again
            assert {str(label) for label in again.objects(iri, SKOS.altLabel)} == set(concept.aliases)


@given(st.text(alphabet=ascii_letters + digits + " -+*'.", max_size=40))
def test_a_label_key_ignores_case_spaces_and_hyphens(text: str) -> None:
    key = label_key(text)
    assert label_key(text.upper()) == label_key(text.lower()) == key
    assert label_key(text.replace(" ", "-")) == label_key(text.replace("-", "")) == key


@given(st.text(max_size=40))
def test_any_text_has_a_label_key_without_spaces(text: str) -> None:
    assert not any(character.isspace() for character in label_key(text))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Vision-Language Models", "vision language model", True),
        ("GPT-4", "GPT4", True),
        ("MiniGrid", "Minigrid", True),
        ("CLIPs", "clip", True),
        ("GPT-4", "GPT-4o", False),
        ("loss", "los", False),
        ("A*", "A", False),
        ("UNet++", "UNet", False),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str, same: bool) -> None:
    assert (label_key(one) == label_key(other)) is same


def write(folder: Path, **files: str) -> Path:
    for name, body in files.items():
        (folder / f"{name}.ttl").write_text(HEAD + body, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("method:ppo a kg:Method ;\n skos:prefLabel PPO .\n", 5, "is not Turtle"),
        ('method:ppo skos:prefLabel "PPO" .\n', 4, "method:ppo needs one class out of Benchmark, Dataset, Method"),
        ('method:ppo a kg:Paper ; skos:prefLabel "PPO" .\n', 4, "needs one class"),
        ('method:ppo a kg:Entity ; skos:prefLabel "PPO" .\n', 4, "needs one class"),
        ("method:ppo a kg:Method .\n", 4, "needs one skos:prefLabel, and has 0"),
        ('method:PPO a kg:Method ; skos:prefLabel "PPO" .\n', 4, "lower case and hyphens"),
        ('method:ppo a kg:Task ; skos:prefLabel "PPO" .\n', 4, "a Task is <https://w3id.org/papergraph/id/task/"),
        (PPO.replace(" .", ' ; skos:prefLable "x" .'), 4, "prefLable, which the vocabulary does not use"),
        (PPO.replace(" .", ' ; kg:casedLabel "Ppo" .'), 4, "kg:casedLabel Ppo is none of its labels"),
        (PPO.replace(" .", ' ; kg:named "no" .'), 4, "kg:named is true or false"),
        (PPO.replace(" .", " ; kg:named true, false ."), 4, "kg:named is true or false"),
        (
            PPO.replace(" .", " ; kg:higherIsBetter true ."),
            4,
            "kg:higherIsBetter is for a Metric, and this is a Method",
        ),
        (
            '<https://w3id.org/papergraph/id/metric/x> a kg:Metric ; skos:prefLabel "x" ; kg:higherIsBetter 1 .\n',
            4,
            "kg:higherIsBetter is true or false",
        ),
        (PPO.replace(" .", ' ; skos:altLabel "-" .'), 4, "has an empty label"),
        (PPO.replace(" .", " ; skos:broader method:gone ."), 4, "method:gone, which no file describes"),
        (PPO + 'method:zero a kg:Method ; skos:prefLabel "ppo" .\n', 5, "the label 'ppo' belongs to"),
    ],
)
def test_a_broken_vocabulary_is_refused_with_file_line_and_reason(
    tmp_path: Path, body: str, line: int, words: str
) -> None:
    with pytest.raises(OntologyError) as caught:
        load_vocabulary(write(tmp_path, methods=body))
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'methods.ttl'}:")
    assert words in message
    assert f":{line}: " in message
    assert "\n" not in message


def test_two_files_that_describe_one_concept_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"b\.ttl:4: method:ppo is described in a\.ttl too"):
        load_vocabulary(write(tmp_path, a=PPO, b=PPO))


def test_a_cased_label_leaves_other_cases_to_other_concepts(tmp_path: Path) -> None:
    go = 'method:go a kg:Method ; skos:prefLabel "Go" ; kg:casedLabel "Go" .\n'
    game = 'method:go-language a kg:Method ; skos:prefLabel "GO" ; kg:casedLabel "GO" .\n'
    found = load_vocabulary(write(tmp_path, methods=go + game))
    assert [sorted(concept.cased) for concept in found.concepts.values()] == [["Go"], ["GO"]]


def test_it_is_the_same_object_when_asked_again(vocabulary: Vocabulary) -> None:
    assert load_vocabulary() is vocabulary
    assert list(vocabulary.concepts) == sorted(vocabulary.concepts)
