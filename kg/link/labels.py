"""Labels for people: LaTeX, HTML and Markdown cleaned out of a title or a name, digits and per-cent signs untouched."""

import html
import re
import unicodedata

_TABLE = r"""
alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν
xi ξ omicron ο pi π rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
infty ∞ ell ℓ times × cdot · pm ± mp ∓ div ÷ ast * star ⋆ approx ≈ sim ~ simeq ≃ equiv ≡ neq ≠ ne ≠ propto ∝
leq ≤ le ≤ geq ≥ ge ≥ ll ≪ gg ≫ preceq ⪯ succeq ⪰ to → rightarrow → leftarrow ← Rightarrow ⇒ leftrightarrow ↔ mapsto ↦
uparrow ↑ downarrow ↓ nabla ∇ partial ∂ sum ∑ prod ∏ int ∫ in ∈ notin ∉ subset ⊂ cup ∪ cap ∩ forall ∀ exists ∃
emptyset ∅ circ ° degree ° textdegree ° percent % ldots … dots … cdots ⋯ prime ′ textemdash — textendash –
textbackslash \ textasciitilde ~ ss ß o ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i ı eg e.g. ie i.e.
"""
_SYMBOLS = dict(zip(_TABLE.split()[::2], _TABLE.split()[1::2], strict=True)) | {
    **dict.fromkeys(["space", "quad", "qquad", "newline"], " "),
    **dict.fromkeys(["left", "right", "limits"], ""),
}
_BARE = {name: sign for name, sign in _SYMBOLS.items() if name.startswith("var") or name == "infty"}
"""Commands whose backslash some pages lose (`H_{infty}`); none is an English word."""
_FONTS = (
    "textbf textit textrm textsf textsl textsc texttt textnormal textup textmd text emph underline uline mbox hbox"
    " mathbf mathit mathrm mathsf mathtt mathcal mathbb mathfrak mathscr mathnormal boldsymbol bm operatorname url path"
    " bf it rm sf sl sc tt em cal itshape bfseries scshape ttfamily sffamily rmfamily normalfont small large Large"
    " tiny footnotesize displaystyle textstyle ensuremath mathop"
)
_ACCENT_NAMES = (*"'`^\"~=.cvuHkrd", "tilde", "hat", "bar", "widetilde", "widehat")
_ACCENT_MARKS = (
    "\u0301\u0300\u0302\u0308\u0303\u0304\u0307\u0327\u030c\u0306\u030b\u0328\u030a\u0323\u0303\u0302\u0304\u0303\u0302"
)
_ACCENTS = dict(zip(_ACCENT_NAMES, _ACCENT_MARKS, strict=True))
_DEPTH = 8
"""Groups nested deeper than this keep their braces."""

_INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")
_SURROGATE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|sub|sup|tt|code|span|p|jats:[a-z]{1,20})\s*/?>|<br\s*/?>", re.IGNORECASE)
_MATH = re.compile(r"\$\$?(?![\s$])([^$]{1,400}?)(?<![\s\\])\$\$?(?!\d)")
_ESCAPED = re.compile(r"\\([%&$_#{}])")
_HELD = {char: chr(0xE000 + n) for n, char in enumerate("%&$_#{}~^\\")}
_RELEASE = str.maketrans({held: char for char, held in _HELD.items()})
_DROP_PRIVATE = re.compile(r"[\ue000-\ue00f]")
_PUNCTUATION_ACCENT = re.compile(r"\\([`'\"^~=.])(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))")
_LETTER_ACCENT = re.compile(r"\\(c|v|u|H|k|r|d|tilde|hat|bar|widetilde|widehat)\s*\{([A-Za-z])\}")
_FONT = re.compile(rf"\\(?:{'|'.join(sorted(_FONTS.split(), key=len, reverse=True))})(?![A-Za-z])\*? ?")
_LINK = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
_CITATION = re.compile(r"~?\\(?:cite|citep|citet|ref|label|footnote)\s*\{([^{}]*)\}")
_SPACING = re.compile(r"\\[,;:!> /\\]|\\-")
_INLINE = re.compile(r"\\[()\[\]]")
_SCRIPT = re.compile(r"([\^_])\s?\{([^{}]*)\}")
_DEGREES = re.compile(r"\^\s?°")
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?")
_MACRO = re.compile(r"\\(?![dt]?frac|sqrt|href)[A-Za-z]+\*?\s*\{([^{}]*)\}(?:\{([^{}]*)\})?")
_GROUP = re.compile(r"(?<![}\\])(?<!frac)(?<!\\sqrt)(?<!\\href)\{([^{}]*)\}")
_SET = re.compile(r"\s*[^\s,]{1,8}(?:\s*,\s*[^\s,]{1,8})+\s*")
_TIE = re.compile(r"(?<=[^\s/~])~(?=[A-Za-z\\$(\[])")
_SIMPLE = re.compile(r"[-+]?[\w.:]+|[^\w\s]")


def clean(text: str) -> str:
    r"""The text without LaTeX, HTML and Markdown, on one line; every digit and per-cent sign is still there.

    Scripts stay in ASCII (`O(n^{-3})` → `O(n^-3)`), a macro that nobody defines gives its own name (`\oni` → `oni`),
    and what is no markup stays: currency, set braces, `A*`, `15%~46%`.

    >>> clean(r"D$^2$GS: 90$\times$ faster, 63\% in a {\it single-loop} manner")
    'D^2GS: 90× faster, 63% in a single-loop manner'
    """
    text = _SURROGATE.sub("\ufffd", _DROP_PRIVATE.sub("\ufffd", text))
    text = _TAG.sub("", _ENTITY.sub(lambda m: html.unescape(m[0]), text))
    if "\\" in text or "$" in text or "{" in text or "~" in text:
        text = _latex(text)
    text = text.replace("**", "").replace("``", "“").replace("''", "”").replace("---", "—")
    text = re.sub(r"(?<=\s)--(?=\s)|(?<=\d)--(?=\d)", "–", text)
    text = _UNPRINTABLE.sub(" ", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", text).strip()


def _latex(text: str) -> str:
    text = _ESCAPED.sub(lambda m: _HELD[m[1]], text)
    text = _TIE.sub(" ", _CITATION.sub(lambda m: f" [{m[1]}]", text))
    text = _PUNCTUATION_ACCENT.sub(_accented, text)
    text = _LETTER_ACCENT.sub(_accented, text)
    text = _MATH.sub(r"\1", _INLINE.sub("", _SPACING.sub(" ", text)))
    text = _COMMAND.sub(_symbol, _FONT.sub("", text))
    for _ in range(_DEPTH):
        opened = text
        text = _ROOT.sub(lambda m: "√" + _bracketed(m[1]), _FRACTION.sub(_fraction, _LINK.sub(r"\2 (\1)", text)))
        text = _MACRO.sub(lambda m: f"{m[1]} {m[2]}".strip() if m[2] else m[1], text)
        text = _GROUP.sub(_ungrouped, _SCRIPT.sub(lambda m: m[1] + _bracketed(m[2]), text))
        if text == opened:
            break
    text = _COMMAND.sub(lambda m: m[1], _DEGREES.sub("°", text))
    return text.translate(_RELEASE)


def _accented(match: re.Match[str]) -> str:
    letter = next(group for group in match.groups()[1:] if group)
    return unicodedata.normalize("NFC", letter + _ACCENTS[match[1]])


def _symbol(match: re.Match[str]) -> str:
    return _SYMBOLS.get(match[1], match[0])


def _fraction(match: re.Match[str]) -> str:
    return f"{_bracketed(match[1])}/{_bracketed(match[2])}"


def _bracketed(content: str) -> str:
    content = _BARE.get(content, content).strip()
    return content if _SIMPLE.fullmatch(content) else f"({content})"


def _ungrouped(match: re.Match[str]) -> str:
    """Grouping braces go; those of a set stay."""
    content = match[1]
    if content in _BARE:
        return _BARE[content]
    return f"{_HELD['{']}{content}{_HELD['}']}" if _SET.fullmatch(content) else content
