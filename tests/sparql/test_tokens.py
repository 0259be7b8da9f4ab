from hypothesis import given
from hypothesis import strategies as st

from kg.sparql.tokens import resolved, tokens, unescaped

PIECES = (
    "SELECT", "SERVICE", "a", " ", "\n", "\t", "#", "# SERVICE <x:y>\n", '"', "'", '"""', "'''", "\\", '\\"', "\\u0041",
    "\\U0001F9EA", "<", ">", "<a:b>", "<a:b#c>", "?x", "$y", "?", "kg:uses", ":", "x:", "_:b", "_:", "@en", "1", "1.",
    ".5", "1e3", "+1", "-", "{", "}", "(", ")", "()", "[", "]", "[ ]", ".", ";", ",", "^", "^^", "|", "||", "&&", "&",
    "!", "!=", "<=", "<<", "<<(", ")>>", "{|", "|}", "*", "/", "=", "%41", "\\,", "é", "\U0001f9ea", "\x00", "\ufeff",
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


def kinds(text: str) -> list[str]:
    return [token.kind for token in tokens(text) if token.kind not in {"space", "comment"}]


@given(TEXTS)
def test_the_tokens_one_after_the_other_are_the_text(text: str) -> None:
    found = tokens(text)
    assert "".join(token.text for token in found) == text
    assert [token.at for token in found] == [sum(len(one.text) for one in found[:at]) for at in range(len(found))]


@given(TEXTS)
def test_what_is_no_token_ends_the_reading(text: str) -> None:
    assert all(token.kind != "bad" for token in tokens(text)[:-1])


@given(st.text(st.characters(exclude_characters="\r\n")))
def test_nothing_in_a_comment_is_read(text: str) -> None:
    assert kinds(f"ASK #{text}\n{{}}") == ["ASK", "{", "}"]


@given(st.text(st.characters(exclude_characters='"\\', exclude_categories=["Cs"])))
def test_nothing_in_a_long_string_is_read(text: str) -> None:
    assert kinds(f'"""{text}"""') == ["STRING"]


def test_tokens_are_the_longest_that_fit() -> None:
    assert kinds("?x<?y") == ["VAR", "<", "VAR"]
    assert kinds("?x<?y>") == ["VAR", "IRIREF"]
    assert kinds("a:b.c.") == ["PNAME", "."]
    assert kinds("a.b:c") == ["PNAME"]
    assert kinds("12SERVICE") == ["INTEGER", "SERVICE"]
    assert kinds("?xSERVICE") == ["VAR"]
    assert kinds("SERVICESILENT") == ["SERVICESILENT"]
    assert kinds("1.e3 1.0. 1-1 .5") == ["DOUBLE", "DECIMAL", ".", "INTEGER", "SIGNED", "DECIMAL"]
    assert kinds("'''a''b''' '' \"\"") == ["STRING"] * 3
    assert kinds("( #x)\n ) [\n] (1)") == ["NIL", "ANON", "(", "INTEGER", ")"]
    assert kinds("A a") == ["A", "a"]
    assert kinds("ask a\u017fk") == ["ASK", "a\u017fk"]


def test_escapes_are_resolved_outside_strings_and_iris_only() -> None:
    written = r"S\u0045LECT ?\U00000078 { <a:\u0041> a:\u0042 '\u0027' } # \u0041"
    assert resolved(written).text == r"SELECT ?x { <a:\u0041> a:B '\u0027' } # \u0041"
    assert unescaped(r"\u0041\n\\\U0001F9EA\"") == 'A\n\\\U0001f9ea"'


@given(st.integers(0, 30), st.integers(0, 30))
def test_places_are_those_of_what_was_written(one: int, other: int) -> None:
    written = f"{' ' * one}\\u0041\n{' ' * other}\\U00000042b!"
    text = resolved(written)
    assert text.place(text.text.index("A")) == (1, one + 1)
    assert text.place(text.text.index("b")) == (2, other + 11)
    assert text.place(text.text.index("!")) == (2, other + 12)


def test_reading_takes_time_in_proportion_to_the_text() -> None:
    for piece in ("a.", "<", '"', "'''", "a" + "." * 100, "(#\n", "a:b.", "\\u0041", "1."):
        assert tokens(resolved(piece * (60_000 // len(piece))).text)
