import time

import pytest
from spacy.tokens import Doc

from kg.extract.pipeline import make_doc, make_pipeline
from kg.extract.resources import find_resources
from kg.model import Document, Source, Vocabulary

PIPELINE = make_pipeline(Vocabulary(concepts={}))


def read(abstract: str, title: str | None = None) -> Doc:
    source = Source(name="a.txt", sha256="0" * 64)
    document = Document(key="k", id="a", source=source, line=1, title=title, abstract=abstract)
    return PIPELINE(make_doc(PIPELINE, document))


@pytest.mark.parametrize(
    ("text", "url", "kind"),
    [
        ("Code is available at https://github.com/a/b.", "https://github.com/a/b", "code"),
        ("Code is at github.com/a/b.", "https://github.com/a/b", "code"),
        ("Our code (https://github.com/a/b) is public.", "https://github.com/a/b", "code"),
        ("See \\url{https://github.com/a/b}.", "https://github.com/a/b", "code"),
        ("See \\href{https://a.github.io/x/}{the page}.", "https://a.github.io/x/", "page"),
        ("Project page: https://a.github.io/b/.", "https://a.github.io/b/", "page"),
        ("Code and videos: https://a.github.io/b", "https://a.github.io/b", "code"),
        ("Videos are at https://a.github.io/b!", "https://a.github.io/b", "demo"),
        ("A demo runs at https://huggingface.co/spaces/a/b.", "https://huggingface.co/spaces/a/b", "demo"),
        ("The data are at https://huggingface.co/datasets/a/b.", "https://huggingface.co/datasets/a/b", "data"),
        ("The benchmark is at https://github.com/a/bench.", "https://github.com/a/bench", "data"),
        ("Code and data are at https://github.com/a/b.", "https://github.com/a/b", "code"),
        ("Read https://en.wikipedia.org/wiki/Go_(game).", "https://en.wikipedia.org/wiki/Go_(game)", "page"),
        ("(see www.alignmentsurvey.com)", "https://www.alignmentsurvey.com", "page"),
        ("At https://github.com/a/my\\_repo we release code.", "https://github.com/a/my_repo", "code"),
        ("Watch https://youtu.be/va07Gw6YIog.", "https://youtu.be/va07Gw6YIog", "demo"),
        ("The dataset: https://zenodo.org/record/12345;", "https://zenodo.org/record/12345", "data"),
    ],
)
def test_an_address_is_found_without_the_punctuation_around_it(text: str, url: str, kind: str) -> None:
    (found,) = find_resources(read(text))
    assert (found.url, found.kind) == (url, kind)


def test_evidence_is_the_whole_sentence_and_the_span_is_the_address() -> None:
    text = "We propose MAT. Code is available at https://github.com/a/b. It is fast."
    (found,) = find_resources(read(text, "MAT"))
    whole = f"MAT\n{text}"
    assert found.span.of(whole) == "https://github.com/a/b"
    assert found.evidence.of(whole) == "Code is available at https://github.com/a/b."


def test_an_address_given_twice_counts_once() -> None:
    text = "\\href{https://github.com/a/b}{https://github.com/a/b}"
    assert len(find_resources(read(text))) == 1


@pytest.mark.parametrize("text", ["We use GitHub.", "See Fig. 1.a/b.", "http://", "e.g./i.e.", "mail@github.com", ""])
def test_words_that_are_no_address_give_none(text: str) -> None:
    assert find_resources(read(text)) == ()


def test_a_hostile_address_stays_text_and_stops_at_markup() -> None:
    found = find_resources(read('Go to https://a.org/x"><script>alert(1)</script> now.'))
    assert [r.url for r in found] == ["https://a.org/x"]


@pytest.mark.parametrize("line", ["https://a.b/(" * 80_000, "github.com/" * 90_000, "x.y-" * 250_000 + ".github.io"])
def test_a_line_of_a_megabyte_takes_a_moment(line: str) -> None:
    doc = Doc(PIPELINE.vocab, words=[line], sent_starts=[True])
    begin = time.perf_counter()
    find_resources(doc)
    assert time.perf_counter() - begin < 3
