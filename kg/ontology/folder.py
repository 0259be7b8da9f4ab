"""Where the data of the program lies."""

from pathlib import Path

from kg.errors import OntologyError


def data_folder() -> Path:
    """The folder with `schema.ttl`, `vocabulary/` and `questions/`.

    A wheel carries it beside this file; in a checkout it is `ontology/` at the top. Raises OntologyError.
    """
    here = Path(__file__).resolve().parent
    places = (here / "data", here.parents[1] / "ontology")
    for place in places:
        if (place / "schema.ttl").is_file():
            return place
    raise OntologyError(f"schema.ttl is in neither {places[0]} nor {places[1]}: install papergraph again")
