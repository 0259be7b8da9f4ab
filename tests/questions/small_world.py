"""A small made-up literature, written out by hand: what forty papers say, so that answers can be checked by eye.

It holds what makes questions hard: denials and guesses, claims that contradict each other, a circle of winners, names
that were merged and names that were retired, a paper in two versions, dates without a year and no dates, results that
differ in split, setting, unit, metric and kind, metrics of which less is better or nobody knows, benchmarks that were
given up, gaps, two runs of the program, and statements that a person rejected. The builder is in `world_building.py`.
"""

from tests.questions.world_building import (
    DENIED,
    HEDGED,
    NEW,
    OLD,
    REJECTED,
    THIS,
    Result,
    Thing,
    World,
    claim,
    merge,
    paper,
    said,
)

THINGS = [
    Thing("Method", "BaseNet"),
    Thing("Method", "AlphaNet", aliases=("Alpha Network", "alpha-net")),
    Thing("Method", "AlphaNet-2"),
    Thing("Method", "BetaNet"),
    Thing("Method", "BetaNet-3"),
    Thing("Method", "GammaNet"),
    Thing("Method", "DeltaNet"),
    Thing("Method", "Transformer"),
    Thing("Method", "attention", named=False),
    Thing("Method", "TreeParse"),
    Thing("Method", "GhostNet"),
    Thing("Method", "PhantomNet"),
    Thing("Benchmark", "OldBench"),
    Thing("Benchmark", "TransBench", aliases=("TB", "Translation Benchmark")),
    Thing("Benchmark", "SumBench"),
    Thing("Benchmark", "HardTrans"),
    Thing("Benchmark", "GhostBench"),
    Thing("Dataset", "CorpusA"),
    Thing("Dataset", "CorpusB"),
    Thing("Dataset", "CorpusC"),
    Thing("Dataset", "GhostSet"),
    Thing("Task", "translation", named=False),
    Thing("Task", "summarization", named=False),
    Thing("Task", "parsing", named=False),
    Thing("Task", "ghost hunting", named=False),
    Thing("Metric", "BLEU", better="higher"),
    Thing("Metric", "perplexity", named=False, better="lower"),
    Thing("Metric", "accuracy", named=False, better="higher"),
    Thing("Metric", "style", named=False),
    Thing("Author", "Ada Lovelace"),
    Thing("Author", "Bo Chen"),
    Thing("Author", "Cleo Díaz"),
    Thing("Author", "Greta Grün"),
    Thing("Author", "Greta Ghost"),
    Thing("Organization", "Northlake University"),
    Thing("Organization", "Z Labs"),
    Thing("Organization", "Ghost Institute"),
]

MERGES = {
    "AlphaNet": [merge("Alpha Network", "AlphaNet", "spelling", "only a space tells them apart", 0.9)],
    "TransBench": [merge("TB", "Translation Benchmark", "acronym definition", "the text defines TB", 0.98)],
}

RETIRED = {"method/alpha-network": ["AlphaNet"], "benchmark/tb": ["TransBench"]}

RICH = [
    paper(
        "oldbench",
        "OldBench: A First Test",
        "2017-05-05",
        said("We introduce OldBench, a test of translation.", claim(THIS, "introducesBenchmark", "OldBench")),
        authors=["Bo Chen"],
        organizations=["Northlake University"],
        mentions=["translation"],
    ),
    paper(
        "basenet",
        "BaseNet: Translation by Words",
        "2018-03-01",
        said(
            "We propose BaseNet for translation.",
            claim(THIS, "proposes", "BaseNet"),
            claim("BaseNet", "addresses", "translation"),
        ),
        said("BaseNet is tested on OldBench.", claim("BaseNet", "evaluatedOn", "OldBench", 0.8)),
        said("BaseNet reaches 20.10 BLEU on OldBench.", Result("BaseNet", "20.10", "BLEU", "OldBench", role="own")),
        authors=["Ada Lovelace"],
        organizations=["Northlake University"],
    ),
    paper(
        "transbench",
        "TransBench: Translation at Large",
        "2019-02-01",
        said("We introduce TransBench for translation.", claim(THIS, "introducesBenchmark", "TransBench")),
        authors=["Bo Chen", "Cleo Díaz"],
        organizations=["Z Labs"],
        resources={"https://example.org/transbench": "data"},
        mentions=["translation"],
    ),
    paper(
        "transformer",
        "Transformer Nets",
        "2019-06-10",
        said(
            "The Transformer is built from attention and is for translation.",
            claim(THIS, "proposes", "Transformer"),
            claim("Transformer", "uses", "attention"),
            claim("Transformer", "addresses", "translation"),
        ),
        authors=["Cleo Díaz"],
    ),
    paper(
        "alphanet",
        "AlphaNet: Attending to Words",
        "2020-01-10",
        said(
            "We propose AlphaNet, a Transformer with attention for translation.",
            claim(THIS, "proposes", "AlphaNet", 0.99),
            claim("AlphaNet", "isA", "Transformer", 0.7),
            claim("AlphaNet", "uses", "attention", 0.85),
            claim("AlphaNet", "addresses", "translation"),
        ),
        said(
            "AlphaNet is trained on CorpusA and CorpusB.",
            claim("AlphaNet", "trainedOn", "CorpusA"),
            claim("AlphaNet", "trainedOn", "CorpusB"),
        ),
        said("It is tested on CorpusB.", claim("AlphaNet", "evaluatedOn", "CorpusB", 0.55)),
        said(
            "AlphaNet outperforms BaseNet on TransBench.",
            claim("AlphaNet", "outperforms", "BaseNet", 0.95, on=["TransBench"]),
            claim("AlphaNet", "evaluatedOn", "TransBench", 0.95),
            claim("BaseNet", "evaluatedOn", "TransBench", 0.6),
        ),
        said(
            "Zero-shot, AlphaNet reaches 30.50 BLEU on the test part of TransBench, BaseNet 25.00.",
            Result("AlphaNet", "30.50", "BLEU", "TransBench", split="test", setting=["zero-shot"], role="own"),
            Result("BaseNet", "25.00", "BLEU", "TransBench", split="test", setting=["zero-shot"], role="quoted"),
        ),
        authors=["Ada Lovelace", "Bo Chen"],
        organizations=["Northlake University"],
        resources={"https://example.org/alphanet": "code"},
        second_version=["We propose AlphaNet, a Transformer with attention for translation.", "All code is public."],
        one_version_only=["All code is public."],
    ),
    paper(
        "alphanet2",
        "AlphaNet-2: Attending Twice",
        "2021-04-02",
        said(
            "AlphaNet-2 is an AlphaNet that attends twice.",
            claim(THIS, "proposes", "AlphaNet-2"),
            claim("AlphaNet-2", "isA", "AlphaNet"),
            claim("AlphaNet-2", "uses", "AlphaNet", 0.75),
        ),
        said(
            "On TransBench, AlphaNet-2 beats AlphaNet.",
            claim("AlphaNet-2", "outperforms", "AlphaNet", 0.9, on=["TransBench"]),
            claim("AlphaNet-2", "evaluatedOn", "TransBench", 0.9),
        ),
        said(
            "It reaches 32.00 BLEU on the validation part of TransBench zero-shot.",
            Result("AlphaNet-2", "32.00", "BLEU", "TransBench", split="validation", setting=["zero-shot"], role="own"),
        ),
        said(
            "This is a gain of 1.5 BLEU over AlphaNet on TransBench.",
            Result("AlphaNet-2", "1.5", "BLEU", "TransBench", kind="gain", baseline="AlphaNet"),
        ),
        authors=["Ada Lovelace", "Bo Chen"],
        organizations=["Northlake University"],
        resources={"https://example.org/alphanet2": "code", "https://example.org/demo": "demo"},
        mentions=["translation"],
    ),
    paper(
        "betanet",
        "BetaNet for Many Tasks",
        "2021-06-01",
        said(
            "We propose BetaNet for translation and summarization.",
            claim(THIS, "proposes", "BetaNet"),
            claim("BetaNet", "addresses", "translation"),
            claim("BetaNet", "addresses", "summarization"),
        ),
        said(
            "BetaNet outperforms AlphaNet on TransBench.",
            claim("BetaNet", "outperforms", "AlphaNet", 0.9, on=["TransBench"]),
            claim("BetaNet", "evaluatedOn", "TransBench", 0.9),
        ),
        said("BetaNet was trained on CorpusA.", claim("BetaNet", "trainedOn", "CorpusA")),
        said("It does not outperform the Transformer.", claim("BetaNet", "outperforms", "Transformer", 0.9, DENIED)),
        said("BetaNet may outperform AlphaNet-2.", claim("BetaNet", "outperforms", "AlphaNet-2", 0.8, HEDGED)),
        said(
            "BetaNet reaches 31.20 BLEU on TransBench.",
            Result("BetaNet", "31.20", "BLEU", "TransBench", role="own"),
        ),
        said(
            "Its perplexity on TransBench is 12.5, that of AlphaNet 14.",
            Result("BetaNet", "12.5", "perplexity", "TransBench", split="test", setting=["zero-shot"], role="own"),
            Result("AlphaNet", "14", "perplexity", "TransBench", split="test", setting=["zero-shot"], role="quoted"),
        ),
        said(
            "BetaNet has an accuracy of 71.0% on SumBench, AlphaNet one of 74.0%.",
            claim("BetaNet", "evaluatedOn", "SumBench"),
            claim("AlphaNet", "evaluatedOn", "SumBench", 0.8),
            Result("BetaNet", "71.0%", "accuracy", "SumBench", split="test", setting=["fine-tuned"], role="own"),
            Result("AlphaNet", "74.0%", "accuracy", "SumBench", split="test", setting=["fine-tuned"], role="quoted"),
        ),
        authors=["Cleo Díaz"],
        organizations=["Z Labs"],
    ),
    paper(
        "second-look",
        "A Second Look at BetaNet",
        "2021-09-09",
        said(
            "We find that AlphaNet outperforms BetaNet on TransBench.",
            claim("AlphaNet", "outperforms", "BetaNet", 0.85, on=["TransBench"]),
        ),
        said(
            "With 5-shot prompts, BetaNet reaches 28.4 BLEU on the test part of TransBench.",
            Result("BetaNet", "28.4", "BLEU", "TransBench", split="test", setting=["5-shot"], role="quoted"),
        ),
        said(
            "Zero-shot, it reaches 0.29 BLEU points on the test part of TransBench and a style of 4.",
            Result(
                "BetaNet", "0.29", "BLEU", "TransBench", split="test", setting=["zero-shot"], unit="points", role="own"
            ),
            Result("BetaNet", "4", "style", "TransBench", split="test", setting=["zero-shot"], role="own"),
        ),
        authors=["Bo Chen"],
        organizations=["Northlake University", "Z Labs"],
        mentions=["translation"],
    ),
    paper(
        "no-gain",
        "No Gain Here",
        "2022-01-15",
        said(
            "AlphaNet does not outperform BaseNet on TransBench.",
            claim("AlphaNet", "outperforms", "BaseNet", 0.8, DENIED, on=["TransBench"]),
        ),
        authors=["Greta Grün"],
        mentions=["translation"],
    ),
    paper(
        "gammanet",
        "GammaNet Summarizes",
        "2022-02-02",
        said(
            "We propose GammaNet, for summarization.",
            claim(THIS, "proposes", "GammaNet"),
            claim("GammaNet", "addresses", "summarization"),
        ),
        said(
            "GammaNet outperforms DeltaNet on SumBench.",
            claim("GammaNet", "outperforms", "DeltaNet", 0.9, on=["SumBench"]),
            claim("GammaNet", "evaluatedOn", "SumBench"),
            claim("DeltaNet", "evaluatedOn", "SumBench"),
        ),
        said("It is compared with BaseNet.", claim("GammaNet", "comparedWith", "BaseNet")),
        said("GammaNet is tested on CorpusC.", claim("GammaNet", "evaluatedOn", "CorpusC")),
        said(
            "On CorpusC, its accuracy is 60%, and that of DeltaNet is 62%.",
            Result("GammaNet", "60%", "accuracy", "CorpusC", role="own"),
            Result("DeltaNet", "62%", "accuracy", "CorpusC", role="quoted"),
        ),
        said("GammaNet scores 5 points on a private board.", Result("GammaNet", "5", "points", "a private board")),
        said(
            "GammaNet reaches 76.0% accuracy on the test part of SumBench when fine-tuned.",
            Result("GammaNet", "76.0%", "accuracy", "SumBench", split="test", setting=["fine-tuned"], role="own"),
        ),
        authors=["Greta Grün", "Cleo Díaz"],
        organizations=["Z Labs"],
    ),
    paper(
        "deltanet",
        "DeltaNet Strikes Back",
        "2022-07-07",
        said(
            "DeltaNet, for summarization, outperforms BetaNet.",
            claim("DeltaNet", "outperforms", "BetaNet", 0.8),
            claim("DeltaNet", "addresses", "summarization"),
        ),
        said(
            "BetaNet outperforms GammaNet on SumBench.",
            claim("BetaNet", "outperforms", "GammaNet", 0.5, on=["SumBench"]),
        ),
        said("DeltaNet builds on GammaNet.", claim("DeltaNet", "uses", "GammaNet")),
        said("BetaNet-3 exists.", claim("BetaNet-3", "versionOf", "BetaNet", 0.95)),
        authors=["Greta Grün"],
    ),
    paper(
        "treeparse",
        "TreeParse",
        "--05-27",
        said(
            "TreeParse, for parsing, uses BaseNet.",
            claim(THIS, "proposes", "TreeParse"),
            claim("TreeParse", "addresses", "parsing"),
            claim("TreeParse", "uses", "BaseNet"),
        ),
        said(
            "TreeParse reaches 88% on parsing, BaseNet 80%.",
            Result("TreeParse", "88%", None, "parsing"),
            Result("BaseNet", "80%", None, "parsing"),
        ),
        authors=["Bo Chen"],
    ),
    paper(
        "survey",
        "A Survey of Translation",
        None,
        said(
            "Systems for translation, such as AlphaNet, build on the Transformer.",
            claim("AlphaNet", "uses", "Transformer", 0.65),
            claim("AlphaNet", "addresses", "translation", 0.6),
        ),
        said("AlphaNet was tested on TransBench.", claim("AlphaNet", "evaluatedOn", "TransBench", 0.7)),
        said(
            "An ensemble, fine-tuned and 5-shot, reaches 33.0 chrF on TransBench.",
            Result("an ensemble", "33.0", "chrF", "TransBench", setting=["fine-tuned", "5-shot"], role="quoted"),
        ),
        said("The Transformer was once an AlphaNet.", claim("Transformer", "uses", "AlphaNet-2", 0.4)),
    ),
    paper(
        "corpora",
        "CorpusA, CorpusB and CorpusC",
        "2016-11-11",
        said(
            "We release CorpusA, CorpusB and CorpusC.",
            claim(THIS, "introducesDataset", "CorpusA"),
            claim(THIS, "introducesDataset", "CorpusB"),
            claim(THIS, "introducesDataset", "CorpusC"),
        ),
        resources={"https://example.org/corpora": "page"},
    ),
    paper(
        "hardtrans",
        "HardTrans",
        "2022-10-10",
        said("We introduce HardTrans, for translation.", claim(THIS, "introducesBenchmark", "HardTrans")),
        said("TreeParse is tested on HardTrans.", claim("TreeParse", "evaluatedOn", "HardTrans")),
        said("TreeParse serves translation too.", claim("TreeParse", "addresses", "translation", 0.6)),
        organizations=["Z Labs"],
        mentions=["translation"],
    ),
    paper(
        "runs",
        "What Two Runs Read",
        "2023-03-03",
        said(
            "AlphaNet-2 is for summarization.",
            claim("AlphaNet-2", "addresses", "summarization", 0.7, run=OLD),
        ),
        said("BaseNet uses attention.", claim("BaseNet", "uses", "attention", 0.7, run=NEW)),
        said(
            "GammaNet is a Transformer.",
            claim("GammaNet", "isA", "Transformer", 0.8, run=OLD),
            claim("GammaNet", "isA", "Transformer", 0.9, run=NEW),
        ),
        said(
            "BaseNet might be compared with TreeParse.",
            claim("BaseNet", "comparedWith", "TreeParse", 0.6, run=OLD),
            claim("BaseNet", "comparedWith", "TreeParse", 0.6, HEDGED, run=NEW),
        ),
    ),
    paper(
        "ghosts",
        "GhostNet and Other Ghosts",
        "2023-06-06",
        said(
            "GhostNet, a PhantomNet, may be new, and beats AlphaNet.",
            claim(THIS, "proposes", "GhostNet", 0.9, HEDGED),
            claim("GhostNet", "isA", "PhantomNet", 0.9, REJECTED),
            claim("GhostNet", "outperforms", "AlphaNet", 0.9, REJECTED, on=["TransBench"]),
            claim("PhantomNet", "outperforms", "GhostNet", 0.9, HEDGED),
            claim("AlphaNet", "comparedWith", "GhostNet", 0.9, DENIED),
        ),
        said(
            "PhantomNet, for ghost hunting, is built from AlphaNet and GhostNet, and is no Transformer.",
            claim("PhantomNet", "addresses", "ghost hunting", 0.9, REJECTED),
            claim("PhantomNet", "uses", "AlphaNet", 0.9, REJECTED),
            claim("PhantomNet", "uses", "GhostNet", 0.9, HEDGED),
            claim("PhantomNet", "isA", "Transformer", 0.9, DENIED),
            claim("GhostNet", "addresses", "translation", 0.9, DENIED),
        ),
        said(
            "GhostNet is neither trained on GhostSet nor tested on GhostBench, nor AlphaNet on TransBench.",
            claim(THIS, "introducesBenchmark", "GhostBench", 0.9, REJECTED),
            claim(THIS, "introducesDataset", "GhostSet", 0.9, REJECTED),
            claim("GhostNet", "trainedOn", "GhostSet", 0.9, DENIED),
            claim("GhostNet", "evaluatedOn", "GhostBench", 0.9, DENIED),
            claim("GhostNet", "evaluatedOn", "TransBench", 0.9, REJECTED),
            claim("AlphaNet", "evaluatedOn", "GhostBench", 0.9, HEDGED),
            claim("AlphaNet", "trainedOn", "GhostSet", 0.9, REJECTED),
        ),
        said(
            "GhostNet may reach 99.9 BLEU on the test part of TransBench.",
            Result("GhostNet", "99.9", "BLEU", "TransBench", split="test", role="own", polarity=HEDGED),
            Result("AlphaNet", "1.1", "BLEU", "TransBench", split="test", role="quoted", polarity=REJECTED),
        ),
        authors=["Ada Lovelace"],
        misread_authors=["Greta Ghost"],
        misread_organizations=["Ghost Institute"],
        misread_resources={"https://example.org/ghost": "code"},
        misread_mentions=[
            "GhostNet",
            "PhantomNet",
            "GhostBench",
            "GhostSet",
            "ghost hunting",
            "AlphaNet",
            "TransBench",
        ],
    ),
]

# Papers of which only the task, a benchmark and the year matter; the benchmark is tested with BaseNet.
PLAIN = (
    [
        paper(
            f"{task[:5]}-{year}-{number}",
            f"On {task.capitalize()}, {year}, {number}",
            f"{year}-0{number}-01",
            said(f"BaseNet is tested on {on} in {task}.", claim("BaseNet", "evaluatedOn", on, 0.5 + number / 20)),
            mentions=[task],
        )
        for year, number, task, on in [
            (2018, 1, "translation", "OldBench"),
            (2018, 2, "translation", "OldBench"),
            (2018, 3, "translation", "OldBench"),
            (2019, 1, "translation", "OldBench"),
            (2019, 2, "translation", "OldBench"),
            (2019, 3, "translation", "TransBench"),
            (2020, 1, "translation", "TransBench"),
            (2020, 2, "translation", "TransBench"),
            (2021, 1, "translation", "TransBench"),
            (2021, 2, "summarization", "SumBench"),
            (2022, 1, "translation", "TransBench"),
            (2022, 2, "summarization", "SumBench"),
            (2022, 3, "summarization", "SumBench"),
            (2023, 1, "translation", "TransBench"),
            (2023, 2, "translation", "HardTrans"),
            (2023, 3, "summarization", "SumBench"),
            (2024, 1, "translation", "TransBench"),
            (2024, 2, "translation", "HardTrans"),
            (2024, 3, "summarization", "SumBench"),
        ]
    ]
    + [
        paper(
            f"new-{number}",
            f"More AlphaNet, {number}",
            f"2023-1{number}-20",
            said("We use AlphaNet."),
            mentions=["AlphaNet"],
            resources={"https://example.org/alphanet": "code"} if number == 0 else {},
        )
        for number in (0, 1)
    ]
    + [
        paper("empty-1", "Nothing Measured", "2024-05-05", said("Nothing is measured here.")),
        paper("empty-2", "Nothing Said", None, said("Nothing is said.")),
    ]
)

WORLD = World(things=THINGS, papers=[*RICH, *PLAIN], merges=MERGES, retired=RETIRED)
