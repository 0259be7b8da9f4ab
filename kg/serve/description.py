"""What the endpoint says of itself (SPARQL 1.1 Service Description): the answer to a CONSTRUCT query of our own."""

from kg.serve.formats import RESULT_TYPES, TRIPLE_TYPES

_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON-LD",
}

_QUERY = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX void: <http://rdfs.org/ns/void#>
CONSTRUCT {{
  <{endpoint}> a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL10Query, sd:SPARQL11Query ;
    sd:resultFormat {formats} ;
    sd:defaultDataset <{endpoint}#dataset> .
  <{endpoint}#dataset> a sd:Dataset{about} ;
    sd:defaultGraph <{endpoint}#default> ;
    sd:namedGraph ?node .
  <{endpoint}#default> a sd:Graph ;
    void:triples ?triples .
  ?node a sd:NamedGraph ;
    sd:name ?name ;
    sd:graph ?graph .
  ?graph a sd:Graph ;
    void:triples ?size .
}}
WHERE {{
  {{ SELECT (COUNT(*) AS ?triples) {{ ?s ?p ?o }} }}
  UNION
  {{
    {{ SELECT ?name (COUNT(*) AS ?size) {{ GRAPH ?name {{ ?s ?p ?o }} }} GROUP BY ?name }}
    BIND(IRI(CONCAT("{endpoint}#named-", ENCODE_FOR_URI(STR(?name)))) AS ?node)
    BIND(IRI(CONCAT("{endpoint}#graph-", ENCODE_FOR_URI(STR(?name)))) AS ?graph)
  }}
}}
"""


def description_query(endpoint: str, *, about: str | None) -> str:
    """The query whose answer describes the service at `endpoint`; `about` is the address of what describes its data."""
    names = [*RESULT_TYPES, *TRIPLE_TYPES]
    formats = ", ".join(f"<{_FORMATS}{_NAMES[name]}>" for name in names)
    more = f" ;\n    rdfs:seeAlso <{about}>" if about else ""
    return _QUERY.format(endpoint=endpoint, formats=formats, about=more)
