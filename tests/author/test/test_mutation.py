"""Changes of the rules, and which of them cases notice; cases that are made to notice them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from backmice_cli.author.test.case_generation import cases_noticing, cases_reaching
from backmice_cli.author.test.cases import Case, case_differences
from backmice_cli.author.test.condition_variants import condition_variants
from backmice_cli.author.test.mutant_search import MutantSearch
from backmice_cli.author.test.mutants import apply_mutant, mutants_of
from backmice_cli.author.test.mutation import any_notices, play_case, try_mutants
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.formula import formula_of
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.notation import formula_text
from tests.support.shipped import CASES, read_case, shipped
from tests.support.small import read_as, with_questions
from tests.support.small_lump import small_lump


def silent(_done: int, _of: int) -> None:
    pass


def case(answers: dict[str, Any], **expect: Any) -> Case:
    return msgspec.convert({"title": "A", "answers": answers, "expect": expect}, Case)


def changed(condition: Any) -> dict[str, str]:
    """What is changed, to the condition that it gives; the whole turned round left out."""
    found = list(condition_variants(formula_of(read_as(Condition, condition))))
    assert found[0][0].startswith("turned round")
    return {words: formula_text(other) for words, other in found[1:]}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"a": "x"}, {}),
        ({"a": ["x", "y"]}, {"without 'a is x'": "a is y", "without 'a is y'": "a is x"}),
        ({"a": "x", "b": "y"}, {"without 'a is x'": "b is y", "without 'b is y'": "a is x"}),
        ({"a": "x", "not": {"b": "y"}}, {
            "without 'a is x'": "not (b is y)",
            "without 'not (b is y)'": "a is x",
            "'not' left out before 'b is y'": "a is x, and b is y",
        }),
        ({"any": [{"a": "x"}, {"b": "y"}]}, {
            "without 'a is x'": "b is y",
            "without 'b is y'": "a is x",
        }),
        ({"at_least": 2, "of": [{"a": "x"}, {"b": "y"}]}, {
            "without 'a is x'": "b is y",
            "without 'b is y'": "a is x",
        }),
        ({"at_least": 2, "of": [{"a": "x"}, {"b": "y"}, {"c": "z"}]}, {
            "without 'a is x'": "b is y, and c is z",
            "without 'b is y'": "a is x, and c is z",
            "without 'c is z'": "a is x, and b is y",
            "1 instead of 2 of 3 are enough": "a is x, or b is y, or c is z",
            "3 instead of 2 of 3 are enough": "a is x, and b is y, and c is z",
        }),
        ({"a": {"at_least": 4}}, {
            "a above 4 instead of at least 4": "a is above 4",
            "a at least 3 instead of at least 4": "a is at least 3",
        }),
        ({"a": {"below": 4}}, {
            "a at most 4 instead of below 4": "a is at most 4",
            "a below 3 instead of below 4": "a is below 3",
        }),
        ({"a": {"all": ["x", "y"]}}, {
            "without 'a has x'": "a has y",
            "without 'a has y'": "a has x",
        }),
        ({"a": {"count": {"at_least": 2}}}, {
            "a, counted, above 2 instead of at least 2": "a has above 2 answers",
            "a, counted, at least 1 instead of at least 2": "a has at least 1 answer",
        }),
    ],
)  # fmt: skip
def test_condition_is_changed_in_one_place_at_a_time(condition: Any, expected: dict[str, str]) -> None:
    assert changed(condition) == expected


def test_no_change_is_tried_that_changes_nothing() -> None:
    questionnaire = small_lump()
    assert all(apply_mutant(mutant, questionnaire) != questionnaire for mutant in mutants_of(questionnaire))


def test_changed_questionnaire_leaves_the_old_one_whole() -> None:
    questionnaire, untouched = small_lump(), small_lump()
    for mutant in mutants_of(questionnaire):
        apply_mutant(mutant, questionnaire)
    assert questionnaire == untouched


def test_case_notices_the_rule_that_it_rests_on_only() -> None:
    found = try_mutants(small_lump(), [case({"numb": "yes"}, level="emergency")], silent)
    noticed = {mutant.name for mutant, seen in zip(found.tried, found.noticed, strict=True) if seen}
    assert noticed == {
        "red flag 'rf_numb': left out",
        "red flag 'rf_numb': soon instead of emergency",
        "red flag 'rf_numb': turned round: not (numb is yes)",
    }


def test_question_asked_against_its_condition_is_noticed() -> None:
    found = try_mutants(small_lump(), [case({"signs": "pus"}, not_asked=["press"])], silent)
    noticed = [mutant.name for mutant, seen in zip(found.tried, found.noticed, strict=True) if seen]
    assert "question 'press': asked whatever was answered" in noticed


def test_change_that_nothing_can_show_does_not_count() -> None:
    found = try_mutants(small_lump(), [], silent).without(lambda mutant: mutant.name == "red flag 'rf_numb': left out")
    assert (len(found.tried) + 1, found.equivalent) == (len(mutants_of(small_lump())), 1)


def test_change_is_found_by_answers_or_proved_to_be_none() -> None:
    twice = with_questions(
        "pain: {ask: Pain?, choices: {yes: Yes, bad: Bad, no: No}}",
        "red_flags: {r: {level: soon, when: {any: [{pain: yes}, {pain: [yes, bad]}]}, warn: W, because: B}}",
    )
    found = try_mutants(twice, [], silent)
    equivalent = "red flag 'r': without 'pain is yes'"
    search = MutantSearch(twice, found.tried)
    assert {mutant.name for mutant in found.tried if search.is_equivalent(mutant)} == {equivalent}
    made = cases_noticing(twice, found.tried, silent)
    assert set(made.missed) == {equivalent}
    assert {mutant.name for mutant in try_mutants(twice, made.cases, silent).unnoticed} == {equivalent}


def test_looking_only_where_a_condition_differs_hides_no_change() -> None:
    cases = [read_case(path) for path in sorted(CASES.glob("*.yaml"))[:3]]
    ready = [play_case(shipped(), case) for case in cases]
    for mutant in mutants_of(shipped())[::40]:
        other = apply_mutant(mutant, shipped())
        assert any_notices(shipped(), mutant, ready) == any(case_differences(case, other) for case in cases), (
            mutant.name
        )


def reached(questionnaire: Questionnaire) -> tuple[set[str], set[str]]:
    cases = cases_reaching(questionnaire, questionnaire.red_flags, questionnaire.levels).cases
    assert [difference for case in cases for difference in case_differences(case, questionnaire)] == []
    flags = {flag for case in cases for flag in case.expect.red_flags_exactly or ()}
    return flags, {case.expect.level or "" for case in cases}


def test_made_cases_raise_every_flag_and_reach_every_level_and_pass() -> None:
    assert reached(small_lump()) == ({"rf_numb", "rf_sepsis", "rf_old"}, {"emergency", "soon", "calm"})


def test_made_cases_reach_all_of_the_questionnaire_that_ships() -> None:
    assert reached(shipped()) == (set(shipped().red_flags), set(shipped().levels))


def test_long_number_is_written_out_in_a_made_case() -> None:
    questionnaire = with_questions(
        "steps: {ask: How many steps?, kind: number}",
        "red_flags: {many: {level: soon, when: {steps: {at_least: 1234567}}, warn: Many, because: Rest.}}",
    )
    (made,) = cases_reaching(questionnaire, ["many"], []).cases
    steps = str(made.answers["steps"])
    assert steps.isdecimal()
    assert int(steps) >= 1234567


def test_red_flag_that_nothing_raises_is_told() -> None:
    questionnaire = small_lump()
    never = {"rf_never": replace(questionnaire.red_flags["rf_numb"], when=read_as(Condition,
        {"numb": "yes", "all": [{"numb": "no"}]}))}  # fmt: skip
    found = cases_reaching(replace(questionnaire, red_flags=never), never, [])
    assert (found.cases, found.missed) == ((), ("red flag 'rf_never'",))


def test_made_cases_notice_every_change_and_pass() -> None:
    questionnaire = small_lump()
    made = cases_noticing(questionnaire, mutants_of(questionnaire), silent)
    assert made.missed == ()
    assert [difference for case in made.cases for difference in case_differences(case, questionnaire)] == []
    assert try_mutants(questionnaire, made.cases, silent).score == 1.0


def test_made_case_holds_only_answers_that_show_the_change() -> None:
    questionnaire = small_lump()
    made = cases_noticing(questionnaire, mutants_of(questionnaire)[:1], silent)
    assert [case.answers for case in made.cases] == [{"numb": "yes"}]


@pytest.mark.parametrize("start", range(0, 120, 20))
def test_answers_that_show_a_change_of_the_shipped_questionnaire_show_it(start: int) -> None:
    tried = mutants_of(shipped())[start::600]
    made = cases_noticing(shipped(), tried, silent)
    assert len(made.missed) <= 1
    left = [mutant for mutant in tried if mutant.name not in made.missed]
    assert try_mutants(shipped(), made.cases, silent).noticed.count(True) >= len(left) > 2
    ready = [play_case(shipped(), case) for case in made.cases]
    assert [mutant.name for mutant in left if not any_notices(shipped(), mutant, ready)] == []


def test_mutant_takes_over_nothing_that_was_worked_out_before() -> None:
    questionnaire = shipped()
    remembered = [name for name, value in vars(type(questionnaire)).items() if isinstance(value, cached_property)]
    assert remembered
    for name in remembered:
        getattr(questionnaire, name)
    changed = apply_mutant(mutants_of(questionnaire)[0], questionnaire)
    assert [name for name in remembered if vars(changed).get(name) is getattr(questionnaire, name)] == []


def test_mutant_of_a_sign_is_evaluated_with_that_sign() -> None:
    questionnaire = shipped()
    questionnaire.evaluator.holds(next(iter(questionnaire.red_flags.values())).when, {})
    of_sign = next(mutant for mutant in mutants_of(questionnaire) if mutant.rule == "sign")
    changed = apply_mutant(of_sign, questionnaire)
    assert changed.evaluator.signs is changed.signs
    assert changed.signs[of_sign.id] is of_sign.part
