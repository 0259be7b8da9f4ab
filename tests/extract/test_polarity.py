"""Scope rules against hand-written sentences; the claim, from its cue to its last end, stands in brackets."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.polarity import polarity_at
from kg.model import Polarity

ASSERTED = """
MAT [outperforms QMIX] on SMAC.
MAT consistently [outperforms QMIX] on every map.
Experiments show that MAT [outperforms QMIX] by a wide margin.
Without any fine-tuning, MAT [outperforms QMIX].
Although not designed for cooperation, MAT [outperforms QMIX].
MAT does not need a critic and [outperforms QMIX].
MAT, which does not share parameters, [surpasses QMIX].
MAT not only [outperforms QMIX] but also trains faster.
Not only does MAT converge faster, but it [outperforms QMIX].
While QMIX fails to converge, MAT [outperforms MAPPO].
QMIX may diverge, but MAT [improves over QMIX].
Robots may collide; we therefore [propose SafeNav].
Existing planners cannot handle dense crowds, so we [propose SafeNav].
Because prior methods could not scale, we [introduce BigNav].
Unlike QMIX, MAT [uses a transformer].
Instead of value decomposition, MAT [uses a transformer].
Rather than a critic, MAT [uses a transformer].
In contrast to QMIX, MAT [is evaluated on SMAC].
MAT [is evaluated on SMAC] without any tuning.
MAT [is trained on Minari], not on D4RL.
We [evaluate MAT on SMAC].
We [evaluate MAT on SMAC] and leave larger maps to future work.
The results suggest that MAT [outperforms QMIX].
Our analysis reveals that MAT [is superior to QMIX].
MAT can [outperform QMIX].
MAT is able to [outperform QMIX].
MAT manages to [beat QMIX] on hard maps.
MAT [achieves better results than QMIX], which may lack capacity.
MAT [outperforms baselines such as QMIX] that do not share weights.
We ask whether attention helps, and show that MAT [outperforms QMIX].
It is unclear why QMIX fails; MAT [outperforms QMIX] anyway.
To the best of our knowledge, MAT [is the first to use SMAC].
MAT [builds on PPO] and does not need demonstrations.
MAT requires no demonstrations and [builds on PPO].
The policy never collides and [outperforms QMIX].
As agents might deceive, we [propose HonestNet] to detect them.
We hypothesized that depth helps; indeed, MAT [outperforms QMIX].
The method, though simple, [outperforms QMIX].
MAT [combines PPO and GAE] to avoid divergence.
By avoiding rollouts, MAT [outperforms Dreamer].
MAT avoids divergence and [outperforms Dreamer].
MAT lacks a critic but [outperforms PPO].
Surprisingly, MAT [outperforms QMIX] without a critic.
MAT needs no critic, yet it [outperforms PPO].
Since humans rarely label errors, we [train MAT on synthetic data].
If the budget is small, MAT [outperforms QMIX].
In May 2024 we [released SafeBench].
MAT [matches PPO] while using no replay buffer.
Despite the lack of labels, MAT [outperforms QMIX].
We [adopt PPO] because Q-learning does not converge.
Nothing changes when noise is added: MAT [outperforms QMIX].
The agent cannot see the map, whereas MAT [uses the full state].
MAT [is compared with QMIX] in three games.
Unlike earlier work, we [evaluate MAT on SMAC].
We find no overfitting, and MAT [outperforms QMIX].
Although it does not learn online, MAT [outperforms QMIX] or PPO.
MAT does not learn online, and MAT [outperforms QMIX].
MAT does not need labels to [outperform QMIX].
Agents that do not communicate [outperform QMIX].
While QMIX may suffer from divergence, MAT [outperforms QMIX].
Since QMIX may be slow, MAT [outperforms QMIX].
Methods that may diverge are [outperformed by QMIX].
We could show that MAT [outperforms QMIX].
MAT is potentially dangerous, but [outperforms QMIX].
It should be noted that MAT [outperforms QMIX].
MAT [outperforms QMIX], confirming our hypothesis.
This confirms our hypothesis that MAT [outperforms QMIX].
MAT has no critic and [outperforms QMIX].
"""

NEGATED = """
MAT does not [outperform QMIX] on SMAC.
MAT doesn't [outperform QMIX].
MAT did not consistently [outperform QMIX].
MAT fails to [outperform QMIX].
MAT failed to significantly [outperform QMIX].
MAT is unable to [outperform QMIX].
MAT cannot [outperform QMIX] with few agents.
MAT never [outperforms QMIX].
MAT rarely [outperforms QMIX].
MAT hardly [improves over QMIX].
MAT barely [improves over QMIX].
MAT no longer [outperforms QMIX] once noise is added.
MAT is not [superior to QMIX].
MAT is no [better than QMIX].
MAT performs no [better than QMIX].
MAT shows no [improvement over QMIX].
MAT offers little [improvement over QMIX].
We observe no significant [gains over QMIX].
We found no evidence that MAT [outperforms QMIX].
There is no difference showing that MAT [beats QMIX].
Neither MAT nor MAPPO [outperforms QMIX].
None of the variants [outperforms QMIX].
MAT, without [using a critic], learns fast.
MAT learns fast without [using PPO].
We train agents without [access to D4RL].
MAT uses a transformer instead of [QMIX].
MAT uses a transformer rather than [a mixing network].
Our agent, unlike [QMIX], shares weights.
MAT does not [use PPO].
MAT does not [rely on PPO].
MAT requires no [world model].
MAT avoids [value decomposition].
MAT bypasses [Monte Carlo Tree Search].
MAT eliminates the need for [a reward model].
MAT removes the reliance on [a simulator such as MuJoCo].
MAT was not [evaluated on SMAC].
MAT has not been [evaluated on SMAC].
MAT was never [tested on SMAC].
We do not [evaluate on SMAC].
We did not [train on D4RL].
MAT is not [trained on D4RL].
MAT is not [based on PPO].
MAT is not a [variant of PPO].
MAT does not, in our tests, [outperform QMIX].
Even with more data, MAT does not [surpass QMIX].
However, QMIX struggles to [beat MAT].
Larger models do not necessarily fail, but MAT does not [outperform QMIX].
MAT lacks [a critic].
Despite its size, GPT-4 cannot [match MAT].
MAT works in the absence of [reinforcement learning].
MAT is free of [adversarial training].
With no [reward model], MAT still learns.
Contrary to claims, MAT didn't [improve upon QMIX].
The claimed advantage of MAT [over QMIX] was not reproduced.
That MAT [outperforms QMIX] was not confirmed by our runs.
MAT is not able to [outperform QMIX].
The authors note that MAT never [beats QMIX] in practice.
MAT does not outperform VDN, COMA, or [QMIX].
MAT does not outperform VDN, [QMIX], or COMA.
MAT does not outperform VDN, COMA, and [QMIX].
MAT learns without PPO, SAC, or [QMIX].
MAT does not need to [outperform QMIX].
Agents that do not [outperform QMIX] are dropped.
MAT outperforms every baseline but [QMIX].
MAT outperforms all baselines except [QMIX].
MAT is not inferior, but it is not [better than QMIX].
No variant of MAT [outperforms QMIX].
We could not get MAT to [outperform QMIX].
"""

HEDGED = """
MAT may [outperform QMIX].
MAT might [outperform QMIX] on larger maps.
MAT could [outperform QMIX] with more data.
MAT could potentially [outperform QMIX].
MAT would [outperform QMIX] if it were larger.
MAT should [outperform QMIX].
MAT possibly [outperforms QMIX].
Perhaps MAT [outperforms QMIX].
MAT potentially [outperforms QMIX].
MAT seems to [outperform QMIX].
MAT appears to [outperform QMIX].
MAT is likely to [outperform QMIX].
MAT is expected to [outperform QMIX].
MAT is believed to [outperform QMIX].
MAT has the potential to [outperform QMIX].
MAT promises to [outperform QMIX].
MAT tries to [outperform QMIX].
MAT, in theory, could [outperform QMIX].
We hope that MAT [outperforms QMIX].
We expect MAT to [outperform QMIX].
We believe that MAT [outperforms QMIX].
We conjecture that MAT [outperforms QMIX].
We hypothesize that MAT [outperforms QMIX].
We anticipate that MAT will [outperform QMIX].
We speculate that MAT [outperforms QMIX].
One would assume that MAT [outperforms QMIX].
The hypothesis that MAT [outperforms QMIX] drives this study.
It is possible that MAT [outperforms QMIX].
It is unclear whether MAT [outperforms QMIX].
It remains unclear if MAT [outperforms QMIX].
It is unknown whether MAT [uses PPO].
We ask whether MAT [outperforms QMIX].
We investigate whether MAT [outperforms QMIX].
We test if MAT [outperforms QMIX].
This paper examines whether MAT [surpasses QMIX].
We study to what extent MAT [outperforms QMIX].
Can MAT [outperform QMIX]?
Does MAT really [outperform QMIX] on SMAC?
Is MAT [better than QMIX]?
Whether MAT [outperforms QMIX] remains an open question.
That MAT [outperforms QMIX] remains to be seen.
MAT [outperforming QMIX] is yet to be shown.
In future work, we will [evaluate MAT on SMAC].
Future work will [evaluate MAT on SMAC].
Future work includes [evaluating MAT on SMAC].
We plan to [evaluate MAT on SMAC].
We intend to [train MAT on D4RL].
We leave [an evaluation on SMAC] for future work.
In the future, MAT will be [extended with PPO].
A comparison of MAT [with QMIX] is left for future work.
An [evaluation on SMAC] is planned.
Assuming that MAT [outperforms QMIX], training can stop early.
If MAT [outperforms QMIX], training can stop.
Unless MAT [outperforms QMIX], training goes on.
Agents may, in principle, [use MAT].
Researchers might [use SafeBench] to test agents.
MAT may not reach [QMIX], or possibly [surpass it].
We wonder whether MAT could [replace QMIX].
The question is whether MAT [uses attention].
MAT could be [fine-tuned on D4RL].
While MAT may [outperform QMIX], it is slow.
MAT, in principle, [outperforms QMIX].
Arguably, MAT [outperforms QMIX].
This is our hypothesis: whether MAT [outperforms QMIX].
"""
NEEDED = 0.95


SAID = (Polarity.ASSERTED, Polarity.NEGATED, Polarity.HEDGED)
"""What a text itself can do with a claim."""


def rows() -> Iterator[tuple[str, Polarity]]:
    for table, polarity in (
        (ASSERTED, Polarity.ASSERTED),
        (NEGATED, Polarity.NEGATED),
        (HEDGED, Polarity.HEDGED),
    ):
        for line in table.strip().splitlines():
            yield line, polarity


def judged(line: str) -> Polarity:
    """The polarity of the last bracketed claim of the line."""
    start = line.rindex("[")
    end = line.index("]", start) - 1
    before = line[:start].replace("[", "").replace("]", "")
    start, end = len(before), len(before) + end - start
    return polarity_at(line.replace("[", "").replace("]", ""), start, end)


def test_the_table_holds_at_least_150_sentences_and_50_of_each_kind() -> None:
    kinds = [polarity for _, polarity in rows()]
    assert len(kinds) >= 150
    assert min(kinds.count(polarity) for polarity in SAID) >= 50


@pytest.mark.parametrize("polarity", SAID)
def test_at_least_95_of_100_sentences_of_each_kind_are_judged_right(polarity: Polarity) -> None:
    lines = [line for line, expected in rows() if expected is polarity]
    wrong = [(line, str(judged(line))) for line in lines if judged(line) is not polarity]
    assert len(wrong) <= (1 - NEEDED) * len(lines), wrong


def test_no_denied_or_open_sentence_is_taken_for_an_assertion_more_than_twice() -> None:
    wrong = [
        line for line, expected in rows() if expected is not Polarity.ASSERTED and judged(line) is Polarity.ASSERTED
    ]
    assert len(wrong) <= 2, wrong


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text_and_any_place_in_it_gets_a_polarity(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    assert polarity_at(text, start, end) in Polarity


def test_a_sentence_of_a_megabyte_is_judged_at_once() -> None:
    text = "MAT may not outperform, whether or if, " * 26_000
    begin = time.perf_counter()
    for start in range(0, len(text), len(text) // 50):
        polarity_at(text, start, min(len(text), start + 20))
    assert time.perf_counter() - begin < 2
