"""Web addresses in the text, and what they lead to."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from kg.model import ResourceMention, Span

EXTRACTOR = "resources"
"""What finds web addresses, as it stands in their provenance."""
_SCHEME = r"(?:https?://|www\.)"
_HOSTS = (
    r"(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co|zenodo\.org|kaggle\.com|modelscope\.cn|"
    r"pypi\.org/project|sites\.google\.com|youtu\.be|youtube\.com|[\w-]{1,60}(?:\.[\w-]{1,60})?\.(?:github"
    r"|gitlab)\.io)"
)
_URL = re.compile(
    rf"(?<![\w@./-])(?:{_SCHEME}(?=[\w\[])|{_HOSTS}(?=/|\b(?![\w.@])))[^\s<>\"`"
    rf"|\\^{{}}\u0000-\u001f\u007f]*",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\(?=[_#%&~])")
_MORE = re.compile(r"(?:\\[_#%&~][^\s<>\"`|\\^{}]*)+")
_TAIL = ".,;:!?'’”*$"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_LONGEST = 2000
"""Characters beyond which a run of characters is no address."""
_AROUND = 200
"""Characters before an address that may say what it is."""
_CODE_HOST = re.compile(r"^(?:www\.)?(?:github\.com|gitlab\.|bitbucket\.org|codeberg\.org|pypi\.org)", re.IGNORECASE)
_DATA_HOST = re.compile(
    r"^(?:www\.)?(?:huggingface\.co/datasets|zenodo\.org|kaggle\.com/datasets|figshare\.com|ieee-dataport\.org"
    r"|osf\.io|"
    r"dataverse\.|data\.|physionet\.org)",
    re.IGNORECASE,
)
_DEMO_HOST = re.compile(
    r"^(?:www\.)?(?:youtu\.be|youtube\.com|vimeo\.com|bilibili\.com|huggingface\.co/spaces|demo\.)", re.IGNORECASE
)
_WORDS = {
    "page": re.compile(
        r"\b(?:project|web|home)[\s-]?(?:pages?|sites?)|\bwebsite|\bpages?\b|\bproject\b", re.IGNORECASE
    ),
    "code": re.compile(
        r"\bcodes?\b|\bcode-?base|\bimplementation|\bsoftware|\brepositor|\bopen-?sourced?\b|\blibrary|\btoolkit"
        r"|\bgithub\b|"
        r"\bcheckpoints?\b|\bweights\b|\bmodels? (?:is|are)\b",
        re.IGNORECASE,
    ),
    "data": re.compile(r"\bdata\b|\bdatasets?\b|\bbenchmarks?\b|\bcorpus\b|\bcorpora\b", re.IGNORECASE),
    "demo": re.compile(r"\bdemos?\b|\bdemonstrations?\b|\bvideos?\b|\bvisuali[sz]ations?\b", re.IGNORECASE),
}


def find_resources(doc: Doc) -> tuple[ResourceMention, ...]:
    """Every web address of the text with its sentence, in text order, each address once."""
    text = doc.text  # put together anew at every call
    found: dict[str, ResourceMention] = {}
    sentences = [Span(s.start_char, s.end_char) for s in doc.sents if s.start_char < s.end_char]
    at = 0
    for url, span in _addresses(text):
        while at + 1 < len(sentences) and sentences[at].end <= span.start:
            at += 1
        sentence = _trimmed(text, sentences[at].start, max(sentences[at].end, span.end))
        found.setdefault(url.rstrip("/"), _mention(text, url, span, sentence))
    return tuple(found.values())


def _addresses(text: str) -> Iterator[tuple[str, Span]]:
    """Addresses with their place; what follows an escaped underscore still belongs to one."""
    end = 0
    for match in _URL.finditer(text):
        if match.start() < end:
            continue
        end = _past_escapes(text, match.end())
        words = _without_tail(text[match.start() : min(end, match.start() + _LONGEST)])
        clean = _ESCAPED.sub("", words)
        host = re.sub(r"^https?://", "", clean, flags=re.IGNORECASE)
        if len(words) < _LONGEST and "." in host.split("/")[0].strip("."):
            yield clean if host != clean else f"https://{clean}", Span(match.start(), match.start() + len(words))


def _past_escapes(text: str, end: int) -> int:
    more = _MORE.match(text, end)
    return more.end() if more else end


def _without_tail(words: str) -> str:
    """The address without the punctuation of its sentence; a bracket goes only if nothing in it opens it."""
    while words:
        last = words[-1]
        if last in _TAIL or (last in _PAIRS and words.count(last) > words.count(_PAIRS[last])):
            words = words[:-1]
        else:
            return words
    return words


def _mention(text: str, url: str, span: Span, sentence: Span) -> ResourceMention:
    sure = text[span.start : span.start + 4].casefold() == "http"
    return ResourceMention(
        url=url,
        kind=_kind(url, text[max(sentence.start, span.start - _AROUND) : span.start]),
        span=span,
        evidence=sentence,
        confidence=0.99 if sure else 0.9,
        extractor=EXTRACTOR,
    )


def _kind(url: str, before: str) -> str:
    """What the host says, else what the words right before the address say."""
    host = re.sub(r"^https?://", "", url, flags=re.IGNORECASE)
    said = [kind for kind, words in _WORDS.items() if words.search(before)]
    if _CODE_HOST.match(host):
        return "data" if "data" in said and "code" not in said else "code"
    if _DATA_HOST.match(host):
        return "data"
    if _DEMO_HOST.match(host):
        return "demo"
    return said[0] if said else "page"


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    while start < end - 1 and text[start].isspace():
        start += 1
    return Span(start, end)
