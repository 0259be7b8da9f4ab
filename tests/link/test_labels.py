import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.labels import clean


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (r"D$^2$GS: Dense Depth", "D^2GS: Dense Depth"),
        (r"90$\times$ Compression", "90× Compression"),
        (r"$\mathcal{V}isi\mathcal{P}runer$: Decoding", "VisiPruner: Decoding"),
        (r"$\ell_1$-Product", "ℓ_1-Product"),
        (r"Physically Aware 360$^\circ$ View", "Physically Aware 360° View"),
        (r"\textsc{GUI-Spotlight}: Adaptive", "GUI-Spotlight: Adaptive"),
        (r"\textbf{C}omplex \textbf{I}mage \textbf{E}diting", "Complex Image Editing"),
        (r"a fully {\it single-loop} manner", "a fully single-loop manner"),
        (r"O(epsilon^{-3}) and O(epsilon^{-7})", "O(epsilon^-3) and O(epsilon^-7)"),
        (r"a 99.41\% win rate, $18.1\%$, 7%, 15%~46%", "a 99.41% win rate, 18.1%, 7%, 15%~46%"),
        (r"LiPO-{\lambda}, H_{infty}, {varphi}", "LiPO-λ, H_∞, φ"),
        (r"the \textit{to} and \emph{in} sets {0,1}", "the to and in sets {0,1}"),
        (r"costs $5 and $6", "costs $5 and $6"),
        (r"visit~\url{https://x.org/a_b}", "visit https://x.org/a_b"),
        (r"\oni, a distributed architecture", "oni, a distributed architecture"),
        (r"\"{U}ber Erd\H{o}s G\'erard Mart\'{\i}nez", "Über Erdős Gérard Martínez"),
        (r"$\frac{1}{\eta\sqrt{n}}$", "1/(η√n)"),
        ("An Online A* Path -- Planning &amp; more", "An Online A* Path – Planning & more"),
        ("a\u202eb\x00c\n d", "ab c d"),
        ("<b>x</b> <script>alert(1)</script>", "x <script>alert(1)</script>"),
    ],
)
def test_markup_goes_and_words_stay(text: str, label: str) -> None:
    assert clean(text) == label


@given(st.text(alphabet=r"ab15%\${}^_~&;<> *-", max_size=60))
def test_no_digit_and_no_per_cent_sign_is_lost(text: str) -> None:
    entity = re.search(r"&[A-Za-z#]", text)
    if not entity:
        assert Counter(re.findall(r"[0-9%]", clean(text))) == Counter(re.findall(r"[0-9%]", text))


@given(st.text(alphabet=st.characters(), max_size=60))
def test_a_label_is_one_printable_line(text: str) -> None:
    label = clean(text)
    assert label == label.strip()
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202e]", label)
