import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from kg.extract.tokens import ScientificTokenizer

TOKENIZE = ScientificTokenizer(Vocab())


@given(st.text())
def test_words_and_blanks_give_back_any_text(text: str) -> None:
    assert TOKENIZE(text).text == text


@pytest.mark.parametrize(
    "word",
    [
        "UniDexGrasp++",
        "30,000+",
        "85.4%",
        "85.4\\%",
        "multi-agent",
        "GPT-4.1",
        "MAP-",
        "pass@1",
        "$\\pi_{0.5}$-FAST",
        "https://github.com/a/b_c",
        "e.g.",
        "et al.",
        "A*",
        "Q&A",
        "actor–critic",
    ],
)
def test_a_scientific_word_stays_whole(word: str) -> None:
    assert word in [token.text for token in TOKENIZE(f"so {word} here")]


def test_a_full_stop_after_an_address_is_no_part_of_it() -> None:
    assert [t.text for t in TOKENIZE("at https://a.io/x.")] == ["at", "https://a.io/x", "."]


def test_a_missing_blank_between_sentences_splits_the_words() -> None:
    assert [t.text for t in TOKENIZE("works.We go")] == ["works", ".", "We", "go"]


@pytest.mark.parametrize("unit", ["a", "(", "a ", "$", "-", "a-", "\\", "1,0", " \n", "(A) "])
def test_a_hundred_thousand_repeats_take_little_time(unit: str) -> None:
    started = time.process_time()
    TOKENIZE(unit * 100_000)
    assert time.process_time() - started < 3
