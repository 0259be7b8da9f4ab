"""What the program knows before it reads: the schema and the vocabulary, from the Turtle files of `ontology/`."""

from kg.ontology.alignments import Alignment, load_alignments, ontology_triples
from kg.ontology.folder import data_folder
from kg.ontology.schema import load_ontology
from kg.ontology.vocabulary import label_key, load_vocabulary

__all__ = [
    "Alignment",
    "data_folder",
    "label_key",
    "load_alignments",
    "load_ontology",
    "load_vocabulary",
    "ontology_triples",
]
