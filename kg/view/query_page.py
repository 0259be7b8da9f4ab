"""The query page: the questions, the vocabulary and the frame of the editor; all else is done in the browser."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from kg.model import Ontology
from kg.view.site.frame import Frame


def query_page(ontology: Ontology, prefixes: Mapping[str, str], asked: list[dict[str, Any]], frame: Frame) -> str:
    """The HTML of the page; `asked` are the questions as the browser takes them."""
    island = {
        "prefixes": dict(prefixes),
        "things": f"{ontology.namespace.rpartition('/')[0]}/id/",
        "namespace": ontology.namespace,
        "classes": [[one.name, one.iri, one.label, one.definition] for one in ontology.classes.values()],
        "properties": [
            [one.name, one.iri, one.label, one.definition, list(one.domain), list(one.range) or one.datatype or ""]
            for one in ontology.properties.values()
        ],
        "questions": asked,
    }
    return frame.page("query", here="Query", island=data_block(island), question_count=len(asked))


def data_block(value: object) -> Markup:
    """A value as JSON that may stand in a script element: no character of it can end the element."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
