"""The nouns: what flows from room to room. Standard library only; nothing here reads, writes or decides."""

from kg.model.curation import Decision, Subject, Verdict
from kg.model.document import Document, Fact, Problem, Reading, Source
from kg.model.entity import Entity, Form, Merge, NearMiss, Paper, Resolution
from kg.model.extraction import (
    PAPER,
    Extraction,
    Extractor,
    Limit,
    LocalEntity,
    Mention,
    Polarity,
    Qualifier,
    RelationMention,
    ResourceMention,
    ResultMention,
)
from kg.model.ontology import Class, Concept, Ontology, Property, Vocabulary
from kg.model.statement import Evidence, Literal, Node, Run, Statement
from kg.model.text import Span

__all__ = [
    "PAPER",
    "Class",
    "Concept",
    "Decision",
    "Document",
    "Entity",
    "Evidence",
    "Extraction",
    "Extractor",
    "Fact",
    "Form",
    "Limit",
    "Literal",
    "LocalEntity",
    "Mention",
    "Merge",
    "NearMiss",
    "Node",
    "Ontology",
    "Paper",
    "Polarity",
    "Problem",
    "Property",
    "Qualifier",
    "Reading",
    "RelationMention",
    "Resolution",
    "ResourceMention",
    "ResultMention",
    "Run",
    "Source",
    "Span",
    "Statement",
    "Subject",
    "Verdict",
    "Vocabulary",
]
