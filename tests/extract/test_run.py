"""Which run an extraction belongs to."""

from dataclasses import replace
from importlib.metadata import version
from importlib.resources import files

from kg.extract import MODELS, run_of
from kg.extract.run import _WEIGHTS
from kg.model import Vocabulary
from kg.ontology import load_vocabulary


def test_a_run_names_the_program_the_model_and_what_else_changes_what_is_found() -> None:
    run = run_of("rules", load_vocabulary())
    assert run.software == f"papergraph {version('papergraph')}"
    assert run.model.startswith("rules ")
    assert run.settings.startswith("vocabulary=")


def test_the_same_program_makes_the_same_run() -> None:
    assert run_of("trained", load_vocabulary()) == run_of("trained", load_vocabulary())


def test_another_model_or_vocabulary_makes_another_run() -> None:
    run = run_of("trained", load_vocabulary())
    assert run_of("rules", load_vocabulary()).model != run.model
    other = run_of("trained", Vocabulary(concepts={}))
    assert other == replace(run, settings=other.settings) != run


def test_every_file_of_weights_is_in_the_hash_of_some_model() -> None:
    there = {file.name for file in (files("kg.extract") / "weights").iterdir()} - {"README.md"}
    assert set(_WEIGHTS) == set(MODELS)
    assert {name for names in _WEIGHTS.values() for name in names} == there
