"""Reading population files: every mistake at once, with its place, and nothing left out that may be asked."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from jsonschema import Draft202012Validator

from backmice_cli.author.export.schema.questionnaire import file_schema
from backmice_cli.author.test.population.file import load_population, read_population_file
from backmice_cli.author.test.population.people import Population
from backmice_cli.author.test.population.possible_answers import may_be_said
from backmice_cli.questionnaire.model import Questionnaire
from tests.support.paths import DATA
from tests.support.readings import as_text, as_yaml_1_1
from tests.support.shipped import POPULATIONS, shipped
from tests.support.small import LEVELS, with_questions
from tests.support.small import questionnaire as questionnaire_of
from tests.support.small_lump import small_lump

FILES = sorted((DATA / "population").glob("*.yaml"))

GOOD = """
title: Good
about: Nobody in particular.
answers:
  numb: {shares: {yes: 5, no: 95}, source: A paper}
  age: {shares: {16 to 39: 60, 40: 15.5}, rest: 70 to 80, because: assumed}
  lump: {shares: {yes: 50}, rest: no, because: assumed}
  size:
    shares: {small: 90, large: 10}
    because: assumed
    instead:
      - {when: {age: {at_least: 40}, numb: [yes, no]}, shares: {small: 20}, rest: large, because: assumed}
  signs: {shares: {fever: 3, pus: 2}, because: assumed}
  press: {shares: {yes: 10, no: 90}, because: assumed}
limits:
  levels: {emergency: {at_least: 1, at_most: 10}}
  possibilities: {fat: {at_most: 50.5}}
  red_flags: {rf_old: {at_least: 1}}
"""


def population(text: str, questionnaire: Questionnaire | None = None) -> Population:
    read = load_population(dedent(text).encode(), "p.yaml", questionnaire or small_lump())
    assert read.problems == ()
    assert read.population is not None
    return read.population


def problems(text: str, questionnaire: Questionnaire) -> list[str]:
    return [str(problem) for problem in load_population(dedent(text).encode(), "p.yaml", questionnaire).problems]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_mistake_is_told_with_its_place(path: Path) -> None:
    read = load_population(path.read_bytes(), path.name, small_lump())
    assert [str(problem) for problem in read.problems] == path.with_suffix(".out").read_text("utf-8").splitlines()
    assert read.population is None


def test_sound_file_gives_what_it_says() -> None:
    read = population(GOOD)
    assert read.title == "Good"
    assert read.answers["age"].shares == {"16 to 39": 60, "40": 15.5}
    assert read.answers["size"].instead[0].rest == "large"
    assert read.limits.levels["emergency"].at_most == 10


def test_file_cut_off_anywhere_is_told_and_never_breaks_the_reader() -> None:
    text = GOOD.strip().encode()
    for end in range(len(text)):
        read = load_population(text[:end], "p.yaml", small_lump())
        assert (read.population is None) == bool(read.problems)


def test_question_of_an_optional_section_is_refused() -> None:
    questionnaire = questionnaire_of(
        LEVELS
        + """
sections:
  first: {title: First, questions: {numb: {ask: Numb?, choices: {yes: A, no: B}}}}
  more: {title: More, optional: true, questions: {side: {ask: Side?, choices: {left: A, right: B}}}}
"""
    )
    text = """
    title: A
    answers:
      numb: {shares: {yes: 5, no: 95}, because: assumed}
      side: {shares: {left: 100}, because: assumed}
    """
    assert problems(text, questionnaire) == [
        "p.yaml:5:3: question 'side' is in an optional section, which is always left out here. Remove it."
    ]


def test_ticks_without_a_choice_for_none_of_them_need_a_rest() -> None:
    questionnaire = with_questions("where: {ask: Where?, kind: many, choices: {left: A, right: B}}")
    text = "title: A\nanswers: {where: {shares: {left: 20}, because: assumed}}\n"
    assert problems(text, questionnaire) == [
        "p.yaml:2:27: nothing is chosen by people who choose none of these. Add 'rest: ...' with a choice for them."
    ]
    assert problems(text.replace("because", "rest: right, because"), questionnaire) == []


@pytest.mark.parametrize(
    ("first", "rest_is_missing"),
    [
        ("{shares: {yes: 5, no: 95}, because: assumed}", True),
        ("{shares: {no: 100}, because: assumed}", False),
        ("{shares: {yes: 0, no: 100}, because: assumed}", False),
        ("{shares: {no: 90}, rest: yes, because: assumed}", True),
        (
            "{shares: {no: 100}, because: assumed,"
            " instead: [{when: {old: yes}, shares: {yes: 1, no: 99}, because: assumed}]}",
            True,
        ),
    ],
)
@pytest.mark.parametrize("when", ["{lump: yes}", "{not: {not: {lump: yes}}}", "{any: [{old: maybe}, {sign: lumpy}]}"])
def test_question_is_needed_only_where_someone_may_be_asked(first: str, rest_is_missing: bool, when: str) -> None:
    questionnaire = with_questions(
        f"""
        old: {{ask: Old?, choices: {{yes: A, no: B, maybe: C}}}}
        lump: {{ask: A lump?, choices: {{yes: A, no: B}}}}
        size: {{ask: How big?, choices: {{small: A, large: B}}, when: {when}}}
        """,
        "signs: {lumpy: {lump: yes}}",
    )
    old = "old: {shares: {yes: 50, no: 50}, because: assumed}"
    found = problems(f"title: A\nanswers:\n  {old}\n  lump: {first}\n", questionnaire)
    assert ["'size'" in problem for problem in found] == [True] * rest_is_missing


def test_otherwise_answers_what_has_a_choice_that_denies() -> None:
    text = "title: A\notherwise: no\nanswers: {age: {shares: {40: 100}, because: assumed}}\n"
    said = may_be_said(small_lump(), population(text))
    assert {question: set(answers) for question, answers in said.items()} == {
        "numb": {"no"},
        "age": {"40"},
        "lump": {"no"},
        "signs": {"none"},
        "press": {"no"},
    }


@pytest.mark.parametrize("path", sorted(POPULATIONS.glob("*.yaml")), ids=lambda path: path.stem)
def test_population_that_ships_is_sound_and_fits_the_schema(path: Path) -> None:
    assert read_population_file(path, shipped()).problems == ()
    validator = Draft202012Validator(file_schema(Population, "population"))
    assert [validator.is_valid(reading(path.read_bytes())) for reading in (as_text, as_yaml_1_1)] == [True, True]


@pytest.mark.parametrize("name", ["wrong_keys", "not_a_population", "wrong_numbers"])
def test_schema_refuses_wrong_keys_and_numbers(name: str) -> None:
    (path,) = (path for path in FILES if path.stem == name)
    assert not Draft202012Validator(file_schema(Population, "population")).is_valid(as_yaml_1_1(path.read_bytes()))


def test_schema_says_what_every_key_means() -> None:
    schema = file_schema(Population, "population")
    parts = [schema, *(schema["$defs"][name] for name in ("answered", "instead", "limit", "limits"))]
    assert all("description" in key for part in parts for key in part["properties"].values())
