import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.pipeline import make_doc, make_pipeline
from kg.model import Document, Source, Vocabulary

NLP = make_pipeline(Vocabulary(concepts={}))


def sentences(abstract: str, title: str | None = None) -> list[str]:
    source = Source(name="x.txt", sha256="0")
    document = Document(key="k", id="i", source=source, line=1, title=title, abstract=abstract)
    return [sentence.text.strip() for sentence in NLP(make_doc(NLP, document)).sents]


@pytest.mark.parametrize(
    "one",
    [
        "We follow Smith et al. and others.",
        "Several tasks, e.g. Go, are hard.",
        "Some, i.e. QMIX, fail.",
        "We compare PPO vs. SAC.",
        "As Fig. 3 shows, it works.",
        "Code is at https://a.io/B.C?x=1 for all.",
        "It gains 3.5 points and 1.2x speed.",
        "The work of J. Smith helps.",
        "We go on … and on.",
        "We test (see Sec. 2. Note the rest) here.",
    ],
)
def test_a_dot_inside_a_sentence_does_not_end_it(one: str) -> None:
    assert sentences(f"{one} Next we stop.") == [one, "Next we stop."]


@pytest.mark.parametrize("end", [".", "!", "?", '."', ".)", " et al.", " etc."])
def test_a_sentence_ends_before_a_usual_opening(end: str) -> None:
    assert sentences(f"It works well{end} We go on.") == [f"It works well{end}", "We go on."]


def test_a_missing_blank_still_parts_two_sentences() -> None:
    assert sentences("It works.We go on.") == ["It works.", "We go on."]


def test_the_title_is_a_sentence_of_its_own_without_a_full_stop() -> None:
    assert sentences("it starts in lower case.", "A Title: with colon") == [
        "A Title: with colon",
        "it starts in lower case.",
    ]


def test_a_bare_abstract_has_no_title_sentence() -> None:
    assert sentences("First line\ngoes on. Second.") == ["First line\ngoes on.", "Second."]


@given(st.text(), st.text())
def test_sentences_cover_any_text_in_order(title: str, abstract: str) -> None:
    source = Source(name="x.txt", sha256="0")
    document = Document(key="k", id="i", source=source, line=1, title=title, abstract=abstract)
    doc = NLP(make_doc(NLP, document))
    assert "".join(token.text_with_ws for sentence in doc.sents for token in sentence) == document.text
