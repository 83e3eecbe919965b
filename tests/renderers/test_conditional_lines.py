"""Steps and signs to come back for that are meant for some people only."""

from __future__ import annotations

import pytest

from backmice_cli.author.readers import ReadingPart, ReadingParts
from backmice_cli.interview.interview import answer, begin
from backmice_cli.renderers.result import Result, build_result
from tests.support.small import questionnaire

FILE = questionnaire("""
    format: 1
    title: Small
    levels:
      emergency: {label: Emergency, when_to_act: now, headline: Call now, steps: [Call 999 now.], interrupt: true}
      calm:
        label: Calm
        when_to_act: when it suits you
        headline: Look after it
        steps:
          - Keep moving.
          - {text: Do not press it., when: {lump: yes}}
    sections:
      only:
        title: Only
        questions:
          lump: {ask: Is there a lump?, choices: {yes: "Yes", no: "No"}}
    come_back_sooner:
      emergency: [{text: "If it turns red, call.", when: {lump: yes}}]
      calm: If you feel worse, come.
    """)


def result(lump: str) -> Result:
    return build_result(answer(begin(FILE), lump), sha256="")


@pytest.mark.parametrize(("lump", "steps"), [("yes", ("Keep moving.", "Do not press it.")), ("no", ("Keep moving.",))])
def test_step_about_the_lump_is_only_for_someone_who_has_one(lump: str, steps: tuple[str, ...]) -> None:
    assert result(lump).level.steps == steps


def test_level_without_a_sign_for_this_person_is_left_out() -> None:
    assert [sooner.level for sooner in result("yes").come_back_sooner] == ["emergency"]
    assert result("no").come_back_sooner == ()


def test_question_is_read_by_the_level_whose_step_depends_on_it() -> None:
    assert ReadingParts(FILE).of_questions["lump"] == (ReadingPart("level", "calm"), ReadingPart("level", "emergency"))
