"""What a number measures, in the text's own words where no metric is listed."""

import re

_NOUN = (
    r"(?:accurac(?:y|ies)|rates?|scores?|errors?|precision|recall|F1(?:[- ]scores?)?|AP\d*|mAP|mIoU|IoU|AUC|AUROC|"
    r"PSNR|SSIM|LPIPS|FID|BLEU(?:-\d)?|ROUGE(?:-\w)?|METEOR|CIDEr|RMSE|MAE|MSE|FPS|fps|latency|speed|throughput|"
    r"speed-?ups?|quality|efficiency|success|return|rewards?|costs?|time|usage|consumption|memory|FLOPs|parameters|"
    r"tokens|computation|force|frequency|fidelity|alignment|consistency|robustness|sensitivity|specificity|"
    r"correlation|distance|energy|diversity|coverage|progress|similarity|perplexity|regret|PDMS|ANLS|EPE|NDCG|"
    r"hallucinations?|collisions?|steps?|samples?|length)"
)
_STOP = (
    r"(?:the|an?|of|in|and|by|to|with|for|on|its|our|at|up|over|than|about|average|overall|mean|absolute|relative|"
    r"higher|lower|faster|better|fewer|less|more|improvements?|gains?|increase|reduction|while|achiev\w+|reach\w+|"
    r"improv\w+|reduc\w+|increas\w+|using|only)"
)
_PHRASE = rf"((?:(?!{_STOP}\b)[\w@/-]+ ){{0,3}}{_NOUN})"
_FILLER = (
    r"(?:(?:the|its|their|an?|average|overall|mean|total|absolute|relative|higher|lower|faster|better|fewer|less|"
    r"more|greater|of|in|on)\s)*"
)
_CHANGE = r"(?:improvements?|gains?|increases?|reductions?|decreases?|drops?|boosts?|degradation|savings?)"
_AFTER = re.compile(rf"^\+?\$?[\s-]{_FILLER}(?:{_CHANGE}\s(?:in|of)\s{_FILLER})?{_PHRASE}\b(?!-)")
_LINK = (
    r"(?:[:=(]|(?:of|is|was|by|to|from|at|reach\w+|up|about|only|approximately|nearly|over|around|below|above|more|"
    r"less|than|averag\w+|(?:in|de)creas\w+|improv\w+|drops?|$)\s?)"
)
_BEFORE = re.compile(rf"\b{_PHRASE}(?:\s?\([^()]{{0,30}}\))?(?:\s{_CHANGE})?\s?{_LINK}{{1,5}}\$?$")
_CHANGED = re.compile(
    r"\b(?:reduc|improv|increas|decreas|boost|enhanc|lower|rais|cutt?)(?:e|es|ed|ing|s)?\s(?:the\s|its\s|their\s|"
    r"average\s|overall\s|total\s)*((?!(?:over|upon|performance|on)\b)[\w@-]+(?: (?!(?:over|upon|by|on|"
    r"of)\b)[\w@-]+){0,2}) by (?:\S+ ){0,3}?\$?$"
)
_FEWER = re.compile(
    r"^\+?\$?\s(?:fewer|less|more|lower|higher|greater|faster)\s((?:(?!(?:in|on|than|for|and|to|with|as|"
    r"over)\b)[\w-]+ ){0,2}(?!(?:in|on|than|for|and|to|with|as|over)\b)[\w-]+)(?=[,.;)]|\s(?:in|on|than|compared|"
    r"for|and|over|while|with|"
    r"relative)\b)"
)


def measure_in_words(before: str, after: str) -> tuple[int, int] | None:
    """Where the measured quantity stands: an offset into `before` counted from its end (negative), or into `after`."""
    if found := _AFTER.search(after) or _FEWER.search(after):
        return found.span(1)
    for pattern in (_BEFORE, _CHANGED):
        if found := pattern.search(before):
            return found.start(1) - len(before), found.end(1) - len(before)
    return None
