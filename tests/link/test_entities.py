"""Which names are one thing, and which never are, on extractions written by hand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.link import resolve
from kg.model import (
    Concept,
    Document,
    Entity,
    Extraction,
    Fact,
    LocalEntity,
    Mention,
    Resolution,
    Source,
    Span,
    Vocabulary,
)

SOURCE = Source(name="made.txt", sha256="0" * 64)


def named(type_: str, name: str, *aliases: str, general: bool = False, concept: str | None = None) -> LocalEntity:
    """A local entity; `paper` gives it its mentions."""
    return LocalEntity(
        type=type_,
        name=name,
        aliases=aliases,
        named=not general,
        role="used",
        mentions=(Mention(span=Span(0, 1), text=name, type=type_, confidence=0.9, extractor="hand"),),
        confidence=0.9,
        extractor="hand",
        concept=concept,
    )


def paper(key: str, *entities: LocalEntity, text: str = "", facts: Sequence[Fact] = ()) -> Extraction:
    """A document of its own paper that uses every form of its entities, each in a sentence."""
    sentences = [f"Here is {form} ." for entity in entities for form in entity.forms]
    body = " ".join([f"Paper {key} speaks of {key * 3} alone.", text, *sentences])
    document = Document(
        key=key,
        id=key,
        source=SOURCE,
        line=1,
        title=f"On {key} and {key[::-1]} things",
        abstract=body,
        facts=tuple(facts),
    )
    return Extraction(document=document, entities=tuple(_found(entity, document.text) for entity in entities))


def _found(entity: LocalEntity, text: str) -> LocalEntity:
    mentions = tuple(
        Mention(span=Span(*match.span()), text=form, type=entity.type, confidence=0.9, extractor="hand")
        for form in entity.forms
        for match in re.finditer(re.escape(form), text)
    )
    return replace(entity, mentions=tuple(sorted(mentions, key=lambda mention: mention.span)))


def concept(type_: str, label: str, *aliases: str, cased: Iterable[str] = ()) -> Concept:
    slug = "-".join(re.findall(r"[a-z0-9]+", label.lower()))
    iri = f"https://w3id.org/papergraph/id/{type_.lower()}/{slug}"
    return Concept(iri=iri, type=type_, label=label, aliases=aliases, cased=frozenset(cased))


def vocabulary(*concepts: Concept) -> Vocabulary:
    return Vocabulary(concepts={found.iri: found for found in concepts})


def linked(*extractions: Extraction, known: Vocabulary | None = None) -> Resolution:
    return resolve(extractions, known or vocabulary())


def meaning(found: Resolution, document: str, type_: str, name: str) -> Entity:
    """The entity that a document's name means."""
    iri = found.entity_of[document, type_, name]
    return next(entity for entity in found.entities if entity.iri == iri)


def one_thing(type_: str, left: str, right: str, *, known: Vocabulary | None = None) -> bool:
    found = linked(paper("aa", named(type_, left)), paper("bb", named(type_, right)), known=known)
    return found.entity_of["aa", type_, left] == found.entity_of["bb", type_, right]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Multi-Agent MuJoCo", "multi-agent mujoco"),
        ("Multi-Agent MuJoCo", "Multi Agent MuJoCo"),
        ("Multi-Agent MuJoCo", "MultiAgent MuJoCo"),
        ("large language model", "Large Language Models"),
        ("safe policies", "safe policy"),
        ("behaviour optimisation", "behavior optimization"),
        ("$\\beta$-VAE", "β-VAE"),
        ("\\textbf{Open} World", "Open World"),
        ("D$^2$GS", "D²GS"),
        ("ＡＬＦＷｏｒｌｄ", "ALFWorld"),
        ("AlpacaEval 2", "AlpacaEval 2.0"),
        ("StarCraft II", "StarCraft 2"),
        ("StarCraftII", "StarCraft II"),
        ("SMACv2", "SMAC-v2"),
        ("IMDb dataset", "IMDb"),
        ("强化学习", "强化学习"),
    ],
)
def test_spellings_of_one_name_are_one_thing(left: str, right: str) -> None:
    assert one_thing("Benchmark", left, right)


NEVER_ONE = [
    ("MATH", "MATH500"),
    ("UniDexGrasp", "UniDexGrasp++"),
    ("Gemma-2B", "Gemma-7B"),
    ("Qwen2 7B", "Qwen 27B"),
    ("AlpacaEval", "AlpacaEval 2"),
    ("AlpacaEval 2", "AlpacaEval 3"),
    ("A*", "A"),
    ("GPT-4", "GPT-4o"),
    ("SMAC", "SMACv2"),
    ("Fallout II", "Fallout III"),
    ("C++", "C"),
    ("Humanoid-v4", "Humanoid-v5"),
]


@pytest.mark.parametrize(("left", "right"), NEVER_ONE)
def test_names_with_different_numbers_or_marks_are_never_one_thing(left: str, right: str) -> None:
    assert not one_thing("Benchmark", left, right)


@pytest.mark.parametrize(("left", "right"), NEVER_ONE)
def test_neither_the_vocabulary_nor_an_alias_overrides_a_different_number(left: str, right: str) -> None:
    assert not one_thing("Benchmark", left, right, known=vocabulary(concept("Benchmark", left, right)))
    found = linked(paper("aa", named("Benchmark", left, right)), paper("bb", named("Benchmark", right)))
    assert found.entity_of["aa", "Benchmark", left] != found.entity_of["bb", "Benchmark", right]


def test_a_method_and_a_task_of_one_name_are_two_things() -> None:
    found = linked(paper("aa", named("Method", "RL")), paper("bb", named("Task", "RL")))
    assert {entity.type for entity in found.entities} == {"Method", "Task"}


def test_what_is_a_dataset_here_and_a_benchmark_there_is_a_benchmark_and_says_why() -> None:
    found = linked(paper("aa", named("Dataset", "GSM8K")), paper("bb", named("Benchmark", "GSM8K")))
    (entity,) = found.entities
    assert entity.type == "Benchmark"
    assert entity.iri == "https://w3id.org/papergraph/id/benchmark/gsm8k"
    assert [merge.rule for merge in entity.merges] == ["benchmark over dataset"]


def weighted(local: LocalEntity, confidence: float, role: str = "used") -> LocalEntity:
    return replace(local, confidence=confidence, role=role)


def versions(*entities: LocalEntity) -> Resolution:
    """One paper in as many versions as there are entities, each of which one version speaks of."""
    same = "A paper that every version prints in these same words , which no other paper has , and that is all ."
    made = [paper(key, entity, text=same) for key, entity in zip(("aa", "bb", "cc"), entities, strict=False)]
    alike = [replace(found, document=replace(found.document, title="One and the same paper of ours")) for found in made]
    return linked(*alike)


@pytest.mark.parametrize("general", [True, False])
def test_versions_of_one_paper_agree_on_the_class_of_a_name_and_say_why(general: bool) -> None:
    method, task = (named(type_, "team play", general=general) for type_ in ("Method", "Task"))
    found = versions(weighted(method, 0.6), weighted(task, 0.8))
    (entity,) = found.entities
    assert entity.type == "Task"
    (merge,) = entity.merges
    assert merge.rule == "same paper"
    assert "is a method in aa and a task in bb" in merge.reason


def test_what_one_document_tells_apart_stays_apart() -> None:
    both = paper("aa", named("Method", "TeamBag"), named("Benchmark", "TeamBag games", "TeamBag"))
    assert {entity.type for entity in linked(both).entities} == {"Method", "Benchmark"}


def test_one_known_concept_in_two_classes_of_one_document_is_of_the_class_that_the_vocabulary_gives_it() -> None:
    known = concept("Task", "traveling salesman problem", "TSP")
    made = paper(
        "aa",
        named("Task", "traveling salesman problem", general=True, concept=known.iri),
        named("Benchmark", "TSP", concept=known.iri),
    )
    (entity,) = linked(made, known=vocabulary(known)).entities
    assert (entity.type, entity.label) == ("Task", "traveling salesman problem")


def test_a_proper_name_is_of_the_class_that_the_paper_which_introduces_it_gives_it() -> None:
    found = linked(
        paper("aa", weighted(named("Method", "HAA2C"), 0.6, "proposed")),
        paper("bb", weighted(named("Benchmark", "HAA2C"), 0.9)),
        paper("cc", weighted(named("Benchmark", "HAA2C"), 0.9)),
    )
    (entity,) = found.entities
    assert entity.type == "Method"
    assert {merge.rule for merge in entity.merges} == {"same proper name"}


def test_a_paper_has_one_voice_whatever_number_of_versions() -> None:
    other = paper("zz", weighted(named("Benchmark", "TeamBag"), 0.7))
    one = weighted(named("Method", "TeamBag"), 0.6)
    same = "A paper that every version prints in these same words , which no other paper has , and that is all ."
    alike = [paper(key, one, text=same) for key in ("aa", "bb", "cc")]
    titled = [replace(v, document=replace(v.document, title="One and the same paper of ours")) for v in alike]
    found = linked(other, *titled)
    assert [len(group.documents) for group in found.papers if len(group.documents) > 1] == [3]
    assert {entity.type for entity in found.entities} == {"Benchmark"}


def test_the_noun_after_a_name_speaks_for_its_class() -> None:
    found = linked(
        paper("aa", weighted(named("Method", "TeamBag"), 0.9), text="We study the TeamBag dataset ."),
        paper("bb", weighted(named("Dataset", "TeamBag"), 0.5)),
    )
    assert {entity.type for entity in found.entities} == {"Dataset"}


def test_the_vocabulary_and_the_name_itself_decide_the_class_of_a_proper_name() -> None:
    known = vocabulary(concept("Benchmark", "MMLU"))
    metric = linked(paper("aa", named("Metric", "MMLU")), known=known)
    assert {entity.type for entity in metric.entities} == {"Benchmark"}
    hands = linked(
        paper("aa", named("Method", "Bimanual Hands Benchmark", "BHB")), paper("bb", named("Benchmark", "BHB"))
    )
    assert {(entity.type, entity.label) for entity in hands.entities} == {("Benchmark", "Bimanual Hands Benchmark")}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (named("Method", "reward", general=True), named("Metric", "reward", general=True)),
        (named("Method", "Alice"), named("Benchmark", "Alice")),
        (named("Method", "PE"), named("Metric", "PE")),
        (named("Method", "Safe Policy Play"), named("Task", "Safe Policy Play")),
        (named("Method", "Policy Cup", "PCUP"), named("Benchmark", "Player Cup", "PCUP")),
        (named("Method", "TeamBag 2"), named("Benchmark", "TeamBag 3")),
    ],
)
def test_general_terms_plain_words_tasks_and_ambiguous_names_keep_the_class_of_each_paper(
    left: LocalEntity, right: LocalEntity
) -> None:
    found = linked(paper("aa", left), paper("bb", right))
    assert sorted(entity.type for entity in found.entities) == sorted([left.type, right.type])


def test_an_acronym_joins_the_name_that_one_document_spells_out() -> None:
    long = "StarCraft Multi-Agent Challenge"
    found = linked(paper("aa", named("Benchmark", long, "SMAC")), paper("bb", named("Benchmark", "SMAC")))
    (entity,) = found.entities
    assert entity.label == long
    assert [form.text for form in entity.forms] == ["SMAC", long]
    (merge,) = entity.merges
    assert (merge.rule, merge.document) == ("acronym definition", "aa")
    text = found.papers[0].documents[0].text
    assert merge.span is not None
    assert merge.span.of(text) == "SMAC"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("A2C", "Advantage Actor-Critic"),
        ("3DGS", "3D Gaussian Splatting"),
        ("R2R", "Room-to-Room"),
        ("S4", "structured state space sequence"),
    ],
)
def test_digits_of_an_acronym_that_stand_for_letters_are_no_version(short: str, long: str) -> None:
    found = linked(paper("aa", named("Method", long, short)), paper("bb", named("Method", short)))
    assert len(found.entities) == 1


def test_a_version_that_only_the_acronym_tells_keeps_the_thing_apart_from_the_first_version() -> None:
    long = "StarCraft Multi-Agent Challenge"
    found = linked(
        paper("aa", named("Benchmark", long, "SMACv2")),
        paper("bb", named("Benchmark", long, "SMAC")),
        paper("cc", named("Benchmark", "SMACv2")),
    )
    assert meaning(found, "aa", "Benchmark", long) == meaning(found, "cc", "Benchmark", "SMACv2")
    assert meaning(found, "aa", "Benchmark", long) != meaning(found, "bb", "Benchmark", long)


ORACLE = "Adaptive Staircase Policy"
PROGRAMS = "Answer Set Programming"


def test_one_acronym_with_two_meanings_is_two_things() -> None:
    found = linked(paper("aa", named("Method", ORACLE, "ASP")), paper("bb", named("Method", PROGRAMS, "ASP")))
    assert meaning(found, "aa", "Method", ORACLE).label == ORACLE
    assert meaning(found, "bb", "Method", PROGRAMS).label == PROGRAMS
    assert len(found.entities) == 2


def test_a_documents_own_definition_wins_over_the_vocabulary_and_the_extractor() -> None:
    known = concept("Method", PROGRAMS, "ASP")
    found = linked(
        paper("aa", named("Method", ORACLE, "ASP", concept=known.iri)),
        paper("bb", named("Method", PROGRAMS)),
        known=vocabulary(known),
    )
    assert meaning(found, "aa", "Method", ORACLE).concept is None
    assert meaning(found, "bb", "Method", PROGRAMS).concept == known.iri


def test_a_second_mention_in_the_defining_document_keeps_that_documents_meaning() -> None:
    found = linked(
        paper("aa", named("Method", ORACLE, "ASP"), named("Method", "ASP")),
        paper("bb", named("Method", PROGRAMS, "ASP")),
        paper("cc", named("Method", PROGRAMS, "ASP")),
    )
    assert meaning(found, "aa", "Method", "ASP").label == ORACLE


@pytest.mark.parametrize(("mark", "rule"), [(": ", "acronym definition"), (", ", "initials")])
def test_a_name_beside_its_initials_speaks_for_a_meaning_that_no_other_document_can_take_over(
    mark: str, rule: str
) -> None:
    long = "Adaptive Staircase Policy Space Response Oracle"
    found = linked(
        paper("aa", named("Method", "ASP"), named("Method", long), text=f"It is called ASP{mark}{long} ."),
        paper("bb", named("Method", PROGRAMS, "ASP")),
    )
    entity = meaning(found, "aa", "Method", "ASP")
    assert entity == meaning(found, "aa", "Method", long)
    assert entity != meaning(found, "bb", "Method", PROGRAMS)
    assert [merge.rule for merge in entity.merges] == [rule]


@pytest.mark.parametrize(
    "text",
    ["It is called ASP: Adaptive Staircase Policy for all .", "We use an Adaptive Staircase Policy (ASP) here ."],
)
def test_words_beside_a_short_form_that_spell_it_keep_it_from_another_meaning(text: str) -> None:
    found = linked(paper("aa", named("Method", "ASP"), text=text), paper("bb", named("Method", PROGRAMS, "ASP")))
    assert meaning(found, "aa", "Method", "ASP") != meaning(found, "bb", "Method", PROGRAMS)
    agreed = text.replace("Adaptive Staircase Policy", PROGRAMS)
    found = linked(paper("aa", named("Method", "ASP"), text=agreed), paper("bb", named("Method", PROGRAMS, "ASP")))
    assert meaning(found, "aa", "Method", "ASP") == meaning(found, "bb", "Method", PROGRAMS)


@pytest.mark.parametrize(
    ("short", "long", "text", "one"),
    [
        ("GeoCurriculum", "Geometry-aware Curriculum Learning", "We use {long} ({short}) .", True),
        ("CoPG", "Contrastive Policy Gradient", "We introduce {long}, or {short} .", True),
        ("TACO", "Temporal Action-driven Contrastive Learning", "We introduce {short}: {long} .", True),
        ("GeoCurriculum", "Geometry-aware Curriculum Learning", "We use {long} and {short} .", False),
        ("LMA3", "Autotelic Agents", "We use {long} ({short}) .", False),
    ],
)
def test_a_coined_short_form_that_the_text_gives_is_the_name_whose_letters_it_takes(
    short: str, long: str, text: str, one: bool
) -> None:
    found = linked(paper("aa", named("Method", short), named("Method", long), text=text.format(short=short, long=long)))
    assert (meaning(found, "aa", "Method", short) == meaning(found, "aa", "Method", long)) is one


def test_what_stands_behind_the_colon_of_a_title_is_no_definition() -> None:
    short, long = named("Method", "TACO"), named("Method", "Temporal Action Contrast")
    made = paper("aa", short, long)
    titled = replace(made.document, title="TACO: Temporal Action Contrast", abstract="")
    places = {"TACO": Span(0, 4), "Temporal Action Contrast": Span(6, 30)}
    found = [replace(e, mentions=(replace(e.mentions[0], span=places[e.name]),)) for e in made.entities]
    assert len(linked(replace(made, document=titled, entities=tuple(found))).entities) == 2


def test_the_word_for_the_class_is_dropped_from_a_name_of_the_vocabulary_too() -> None:
    known = vocabulary(concept("Method", "online reinforcement learning", "online RL"))
    (entity,) = linked(paper("aa", named("Method", "online RL algorithms", general=True)), known=known).entities
    assert (entity.label, {merge.rule for merge in entity.merges}) == ("online reinforcement learning", {"type word"})


def test_initials_of_a_part_of_a_name_elsewhere_in_the_text_say_nothing() -> None:
    found = linked(paper("aa", named("Method", "RL"), named("Method", "reinforcement learning from human feedback")))
    assert len(found.entities) == 2


def test_an_undefined_ambiguous_acronym_is_a_thing_of_its_own_and_says_so() -> None:
    found = linked(
        paper("aa", named("Method", ORACLE, "ASP")),
        *(paper(key, named("Method", PROGRAMS, "ASP")) for key in ("bb", "cc", "dd")),
        paper("ee", named("Method", "ASP")),
        paper("ff", named("Method", "ASP")),
    )
    lonely, other = meaning(found, "ee", "Method", "ASP"), meaning(found, "ff", "Method", "ASP")
    assert lonely.label == other.label == "ASP"
    assert len({lonely.iri, other.iri, meaning(found, "aa", "Method", ORACLE).iri}) == 3
    assert lonely.note is not None
    assert ORACLE in lonely.note
    assert PROGRAMS in lonely.note


def test_an_undefined_ambiguous_acronym_goes_where_the_documents_other_words_speak_for_it() -> None:
    others = [named("Task", name, general=True) for name in ("logic planning", "stable models", "rule grounding")]
    found = linked(
        paper("aa", named("Method", ORACLE, "ASP")),
        paper("bb", named("Method", PROGRAMS, "ASP"), *others),
        paper("cc", named("Method", "ASP"), *others),
    )
    entity = meaning(found, "cc", "Method", "ASP")
    assert entity.label == PROGRAMS
    (merge,) = [merge for merge in entity.merges if merge.rule == "context"]
    assert merge.document == "cc"
    assert "logic planning" in merge.reason


def test_no_chain_of_merges_leads_through_an_ambiguous_acronym() -> None:
    known = vocabulary(concept("Method", "ASP"))
    found = linked(
        paper("aa", named("Method", ORACLE, "ASP")),
        paper("bb", named("Method", PROGRAMS, "ASP")),
        paper("cc", named("Method", "ASP")),
        paper("dd", named("Method", "ASP algorithm")),
        paper("ee", named("Method", "asp")),
        known=known,
    )
    assert meaning(found, "aa", "Method", ORACLE) != meaning(found, "bb", "Method", PROGRAMS)


def test_definitions_that_differ_in_function_words_or_letters_agree() -> None:
    spelled = ["Reinforcement Learning from Human Feedback", "reinforcement learning with human feedback"]
    found = linked(
        *(paper(key, named("Method", long, "RLHF")) for key, long in zip(("aa", "bb"), spelled, strict=True))
    )
    assert len(found.entities) == 1


def test_ways_to_spell_out_an_acronym_agree_in_other_classes_too() -> None:
    ways = ["reinforcement learning from human feedback", "reinforcement learning with human feedback"]
    found = linked(
        *(paper(key, named("Method", long, "RLHF")) for key, long in zip(("aa", "bb"), ways, strict=True)),
        *(paper(key, named("Task", long)) for key, long in zip(("cc", "dd"), ways, strict=True)),
    )
    entity = meaning(found, "cc", "Task", ways[0])
    assert entity == meaning(found, "dd", "Task", ways[1])
    assert [merge.rule for merge in entity.merges] == ["function words"]


def test_an_acronym_of_a_part_of_a_name_stands_for_that_part_elsewhere() -> None:
    narrow, wide = "cooperative multi-agent reinforcement learning", "multi-agent reinforcement learning"
    found = linked(
        paper("aa", named("Task", narrow, "MARL", general=True)),
        paper("bb", named("Task", "MARL")),
        paper("cc", named("Task", wide, general=True)),
    )
    assert meaning(found, "bb", "Task", "MARL") == meaning(found, "cc", "Task", wide)
    assert meaning(found, "aa", "Task", narrow) != meaning(found, "cc", "Task", wide)


def test_an_acronym_within_a_name_is_read_as_what_it_stands_for() -> None:
    found = linked(
        paper("aa", named("Task", "reinforcement learning", "RL", general=True)),
        paper("bb", named("Task", "offline RL")),
        paper("cc", named("Task", "offline reinforcement learning", general=True)),
    )
    assert meaning(found, "bb", "Task", "offline RL") == meaning(found, "cc", "Task", "offline reinforcement learning")


def test_a_slip_of_the_pen_within_one_paper_is_no_other_thing() -> None:
    right, wrong = "Contrastive Preference Learning", "Contrastive Prefence Learning"
    assert len(linked(paper("aa", named("Method", right), named("Method", wrong))).entities) == 1
    assert len(linked(paper("aa", named("Method", right)), paper("bb", named("Method", wrong))).entities) == 2
    opposite = linked(paper("aa", named("Method", "supervised learning"), named("Method", "unsupervised learning")))
    assert len(opposite.entities) == 2


@pytest.mark.parametrize(
    "entities",
    [
        [named("Method", "Contrastive Prefence Learning", "Contrastive Preference Learning", "CPL")],
        [named("Method", "Contrastive Prefence Learning"), named("Method", "Contrastive Preference Learning")],
    ],
)
def test_of_two_spellings_a_slip_apart_the_label_has_the_word_that_the_text_uses(entities: list[LocalEntity]) -> None:
    (entity,) = linked(
        paper("aa", *entities, text="People have preferences , and a preference is no prefence .")
    ).entities
    assert entity.label == "Contrastive Preference Learning"


def test_a_hyphen_in_a_short_form_makes_no_difference() -> None:
    found = linked(
        paper("aa", named("Method", "offline reinforcement learning", "offline-RL", general=True)),
        paper("bb", named("Method", "Offline RL", general=True)),
    )
    assert len(found.entities) == 1


def test_an_ordinary_word_is_no_acronym() -> None:
    found = linked(
        paper("aa", named("Method", "Adversarial Cheap Talk", "ACT")), paper("bb", named("Method", "act", general=True))
    )
    assert len(found.entities) == 2


def test_what_one_document_calls_a_thing_holds_in_that_document_only() -> None:
    found = linked(
        paper("aa", named("Method", "Monte Carlo planner", "planner")), paper("bb", named("Method", "planner"))
    )
    assert len(found.entities) == 2


def test_concepts_of_the_vocabulary_join_their_aliases_and_give_label_and_iri() -> None:
    known = concept("Benchmark", "MuJoCo", "Multi-Joint dynamics with Contact")
    found = linked(
        paper("aa", named("Benchmark", "mujoco")),
        paper("bb", named("Benchmark", "Multi-Joint Dynamics with Contact")),
        known=vocabulary(known),
    )
    (entity,) = found.entities
    assert (entity.iri, entity.label, entity.concept) == (known.iri, "MuJoCo", known.iri)


def test_a_label_that_is_a_common_word_counts_in_its_own_case_only() -> None:
    known = vocabulary(concept("Benchmark", "Go", cased=["Go"]))
    found = linked(paper("aa", named("Benchmark", "Go")), paper("bb", named("Benchmark", "go")), known=known)
    assert len(found.entities) == 2


def test_the_label_is_the_full_form_that_most_documents_use() -> None:
    found = linked(
        paper("aa", named("Method", "Multi-Agent Transformer", "MAT")),
        paper("bb", named("Method", "Multi-Agent Transformer", "MAT")),
        paper("cc", named("Method", "Multi-Agent transformers", "MAT")),
        *(paper(key, named("Method", "MAT")) for key in ("dd", "ee", "ff")),
    )
    (entity,) = found.entities
    assert entity.label == "Multi-Agent Transformer"
    assert {form.text: form.documents for form in entity.forms}["MAT"] == ("aa", "bb", "cc", "dd", "ee", "ff")


def test_labels_and_forms_are_free_of_latex() -> None:
    (entity,) = linked(paper("aa", named("Method", r"\textbf{D$^2$GS}"))).entities
    assert entity.label == "D^2GS"
    assert [form.text for form in entity.forms] == ["D^2GS"]


WORDS = st.sampled_from(["Deep", "Safe", "Multi", "Agent", "RL", "Q", "7B", "v2", "2", "Policy", "Search"])
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
ENTITIES = st.builds(
    lambda type_, name, alias, general: named(type_, name, *({alias} - {name}), general=general),
    st.sampled_from(["Method", "Benchmark", "Dataset"]),
    NAMES,
    st.sampled_from(["ASP", "DQN", "SMAC", "Deep RL", "PS", "SM2"]),
    st.booleans(),
)
CORPORA = st.lists(st.lists(ENTITIES, max_size=3, unique_by=lambda entity: entity.name), min_size=1, max_size=5).map(
    lambda found: [paper(f"d{place}", *entities) for place, entities in enumerate(found)]
)


@settings(max_examples=60, deadline=None)
@given(CORPORA, st.randoms(use_true_random=False))
def test_the_order_of_the_documents_makes_no_difference(corpus: list[Extraction], random: object) -> None:
    shuffled = list(corpus)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert linked(*shuffled) == linked(*corpus)


@settings(max_examples=60, deadline=None)
@given(CORPORA)
def test_every_local_entity_is_one_thing_of_its_class_and_iris_are_unique(corpus: list[Extraction]) -> None:
    found = linked(*corpus)
    by_iri = {entity.iri: entity for entity in found.entities}
    assert len(by_iri) == len(found.entities)
    for extraction in corpus:
        for entity in extraction.entities:
            whole = by_iri[found.entity_of[extraction.document.key, entity.type, entity.name]]
            told = {merge.rule for merge in whole.merges} & {"same proper name", "same paper"}
            assert whole.type == entity.type or {whole.type, entity.type} == {"Benchmark", "Dataset"} or told


@settings(max_examples=60, deadline=None)
@given(CORPORA)
def test_no_thing_holds_full_names_with_different_numbers(corpus: list[Extraction]) -> None:
    found = linked(*corpus)
    full: dict[str, set[tuple[str, ...]]] = {}
    for extraction in corpus:
        for entity in extraction.entities:
            if len(entity.name.split()) > 1 and "SM2" not in entity.aliases:  # a number that a short form adds counts
                numbers = tuple(re.findall(r"\b(?:7B|v?2)\b", entity.name))
                iri = found.entity_of[extraction.document.key, entity.type, entity.name]
                full.setdefault(iri, set()).add(tuple(number.removeprefix("v") for number in numbers))
    assert all(len(numbers) == 1 for numbers in full.values())


HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30) | st.sampled_from(
    ["</script>", "\x00", "....", "++", "$$$", "{{{{", "\u202eabc", "\ufeff", "A" * 5000, "a b " * 400, "(A2) " * 40]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(HOSTILE, HOSTILE), min_size=1, max_size=4, unique_by=lambda pair: pair[0]))
def test_any_text_may_be_a_name(names: list[tuple[str, str]]) -> None:
    found = linked(
        paper("aa", *(named("Method", name, *({alias} - {name})) for name, alias in names)),
        paper("bb", facts=[fact(name) for name, _ in names]),
    )
    assert len({entity.iri for entity in found.entities}) == len(found.entities)
    assert all(re.fullmatch(r"https://[^\s<>\"{}|^`\\]+", entity.iri) for entity in found.entities)
    assert {key[2] for key in found.entity_of if key[0] == "aa"} == {name for name, _ in names}


def test_unrelated_papers_leave_iris_and_merges_as_they_are() -> None:
    some = [
        paper("aa", named("Method", ORACLE, "ASP")),
        paper("bb", named("Method", PROGRAMS, "ASP")),
        paper("cc", named("Method", "ASP")),
    ]
    more = [paper("dd", named("Method", "Deep Q-Network", "DQN")), paper("ee", named("Benchmark", "Atari"))]
    before, after = linked(*some), linked(*more, *some)
    assert {key: after.entity_of[key] for key in before.entity_of} == dict(before.entity_of)
    assert set(before.entities) <= set(after.entities)


def fact(value: str, property_: str = "creator", handle: str | None = None) -> Fact:
    return Fact(property=property_, value=value, line=3, text=f"{value} et al.", handle=handle)


def test_a_middle_name_is_left_out_where_co_authors_speak_for_one_person() -> None:
    long, short = "Stephen Marcus McAleer", "Stephen McAleer"

    def people(*bylines: tuple[str, ...]) -> set[str]:
        made = [paper(k, facts=[fact(n) for n in names]) for k, names in zip(("aa", "bb", "cc"), bylines, strict=False)]
        return {entity.label for entity in linked(*made).entities}

    assert people((long, "Ada Lovelace"), (short, "Ada Lovelace")) == {long, "Ada Lovelace"}
    assert people((long, "Ada Lovelace"), (short, "Alan Turing")) >= {long, short}
    assert people((long, short, "Ada Lovelace")) >= {long, short}
    third = "Stephen Patrick McAleer"
    assert people((long, "Ada Lovelace"), (short, "Ada Lovelace"), (third, "Ada Lovelace")) >= {long, short, third}


def test_an_organisation_is_known_by_its_handle_else_by_its_label() -> None:
    at = "affiliatedWith"
    found = linked(
        paper("aa", facts=[fact("pku", at)]),
        paper("bb", facts=[fact("Peking University", at, "pku")]),
        paper("cc", facts=[fact("Z.ai", at, "zai-org"), fact("Google", at, "google")]),
        paper("dd", facts=[fact("Google", at, "google-research")]),
    )
    organization = {iri for (_, type_, _), iri in found.entity_of.items() if type_ == "Organization"}
    assert len(organization) == 4
    assert meaning(found, "aa", "Organization", "pku") == meaning(found, "bb", "Organization", "Peking University")


def test_reasons_name_both_forms() -> None:
    found = linked(
        paper("aa", named("Method", "Multi-Agent Transformer", "MAT", "the transformer")),
        paper("bb", named("Method", "multi agent transformers")),
        paper("cc", named("Method", "MAT algorithm")),
        paper("dd", named("Method", "MAT")),
    )
    (entity,) = found.entities
    for merge in entity.merges:
        assert f"“{merge.left}”" in merge.reason
        assert f"“{merge.right}”" in merge.reason
    joined = {merge.left for merge in entity.merges} | {merge.right for merge in entity.merges}
    assert {form.text for form in entity.forms} <= joined


@settings(max_examples=40, deadline=None)
@given(CORPORA)
def test_every_form_of_a_thing_is_reached_by_its_merges(corpus: list[Extraction]) -> None:
    for entity in linked(*corpus).entities:
        near: dict[str, set[str]] = {form.text: {form.text} for form in entity.forms}
        for merge in entity.merges:
            near.setdefault(merge.left, {merge.left}).add(merge.right)
            near.setdefault(merge.right, {merge.right}).add(merge.left)
        reached = {entity.forms[0].text}
        while more := {other for name in reached for other in near[name]} - reached:
            reached |= more
        assert {form.text for form in entity.forms} <= reached
