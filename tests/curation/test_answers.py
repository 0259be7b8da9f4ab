"""Answers about what one record calls a thing reach the resolver."""

import pytest

from kg.link import resolve
from kg.model import Decision, Document, Extraction, LocalEntity, Mention, Source, Span, Subject, Verdict, Vocabulary

TEXT = "Random feature models are studied. The traditional kernel machine is slow."
FORMS = ("Random feature models", "traditional kernel machine")


def extraction() -> Extraction:
    document = Document(
        key="d1", id="r1", source=Source(name="made.txt", sha256="0" * 64), line=1, title=None, abstract=TEXT
    )
    mentions = tuple(
        Mention(span=Span(at, at + len(form)), text=form, type="Method", confidence=0.5, extractor="names")
        for form in FORMS
        for at in (TEXT.index(form),)
    )
    entity = LocalEntity(
        type="Method",
        name=FORMS[0],
        aliases=FORMS[1:],
        named=True,
        role="used",
        mentions=mentions,
        confidence=0.5,
        extractor="names",
    )
    return Extraction(document=document, entities=(entity,))


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.DIFFERENT])
def test_a_form_that_only_one_record_uses_can_be_confirmed_and_become_a_thing_of_its_own(verdict: Verdict) -> None:
    subjects = tuple(Subject(name=form, document="r1") for form in FORMS)
    decision = Decision(verdict=verdict, subjects=subjects, source="curation.kg", line=1)
    before = resolve([extraction()], Vocabulary(concepts={}))
    after = resolve([extraction()], Vocabulary(concepts={}), [decision])
    assert after.applied == (decision,)
    assert [{form.text for form in entity.forms} for entity in before.entities] == [set(FORMS)]
    apart = sorted([form.text for form in entity.forms] for entity in after.entities)
    assert apart == ([sorted(FORMS)] if verdict is Verdict.SAME else sorted([form] for form in FORMS))
