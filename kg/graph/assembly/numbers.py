"""The number in a reported value, where the words hold one clear number."""

import re
from decimal import Decimal

_LATEX = (
    (r"\%", "%"),
    (r"\times", "×"),
    (r"\pm", "±"),
    (r"\,", ""),
    ("{,}", ","),
    ("$", ""),
    ("\u2212", "-"),
    ("\u2013", "-"),
)
_NUMBER = re.compile(r"(?<![\w.,^])[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d)")
_UNCLEAR = re.compile(r"\d\s*(?:\^|/|:|e[-+]?\d|[~∼]|-|to\s)\s*[{(]?[-+]?\d|\d\s*\\|10\^", re.IGNORECASE)
_SPREAD = re.compile(r"\s*±\s*[\d.,]+")
_UNITS = {
    "percent": "%",
    "per cent": "%",
    "percentage points": "percentage points",
    "pp": "percentage points",
    "x": "×",
    "times": "×",
    "fold": "×",
}
_WORDY = re.compile(r"[A-Za-zµ°%×][\w°%/µ× ]{0,23}")


def number(text: str) -> str | None:
    r"""The number as a canonical decimal: no sign but a minus, no thousands, no trailing zeros; None if none is clear.

    >>> [number(text) for text in ("85.40%", r"+5.2\times", "30,207", "15%~46%", "10^4", "three", "85.4 ± 0.3")]
    ['85.4', '5.2', '30207', None, None, None, '85.4']
    """
    plain = _SPREAD.sub("", plain_value(text))
    found = _NUMBER.findall(plain)
    if len(found) != 1 or _UNCLEAR.search(plain) or len(re.findall(r"\d+(?:[.,]\d+)*", plain)) != 1:
        return None
    return canonical(found[0].replace(",", ""))


def canonical(digits: str) -> str:
    """A decimal without trailing zeros, exponent or plus sign.

    >>> canonical("+095.40"), canonical("-0.0"), canonical("1200")
    ('95.4', '0', '1200')
    """
    whole = format(Decimal(digits), "f")
    if "." in whole:
        whole = whole.rstrip("0").rstrip(".")
    return "0" if whole in ("-0", "0", "") else whole


def unit(text: str) -> str | None:
    r"""What follows the number: `%`, `×`, or the word as it stands; None where there is none.

    >>> [unit(text) for text in ("85.4\\%", "5.2x", "3-fold", "1.2M", "12 FPS", "0.93")]
    ['%', '×', '×', 'M', 'FPS', None]
    """
    plain = _SPREAD.sub("", plain_value(text))
    found = list(_NUMBER.finditer(plain))
    if len(found) != 1:
        return None
    after = plain[found[0].end() :].strip(" -+")
    known = _UNITS.get(after.casefold())
    if known is not None or not after:
        return known
    return after if _WORDY.fullmatch(after) else None


def plain_value(text: str) -> str:
    r"""The value without markup.

    >>> plain_value(r"$5.2\times$"), plain_value(r"85\%")
    ('5.2×', '85%')
    """
    for mark, plain in _LATEX:
        text = text.replace(mark, plain)
    return text.strip()
