"""papergraph: reads paper abstracts and builds a typed knowledge graph of them.

    __main__ → cli → pipeline → staging | rdf | view → read | extract | link | graph → ontology → model → errors

A room imports only from the floors below; rooms on one floor never import each other.

    read      files      → Document
    extract   Document   → LocalEntity, RelationMention, ResultMention      (spaCy)
    link      extractions → Paper, Entity: one thing, one node
    graph     all of it  → KnowledgeGraph                                   (networkx)
    rdf       KnowledgeGraph → RDF, SPARQL                                  (rdflib)
    view      KnowledgeGraph → page, tables                                 (pyvis)
"""
