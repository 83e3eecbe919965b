"""Explanations, by exact golden texts of the questionnaire that ships, and what must hold of all of them.

The golden texts in `tests/data/golden/explain/` change with the words of `questions.yaml`. They are written anew by

    python -m tests.author.explain.test_text

and are then read by a person before they are kept. The line in the file is left out of them.
"""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.console import Console

from backmice_cli.author.explain.builder import explain_id
from backmice_cli.author.explain.explanation import Explanations, FilePlace, Shortest
from backmice_cli.author.explain.text import print_explanations
from backmice_cli.author.references import ids_by_kind
from backmice_cli.questionnaire.load import Loaded, load_questionnaire, read_questionnaire, shipped_questionnaire_path
from backmice_cli.renderers.published import to_json
from tests.support.paths import DATA
from tests.support.shipped import shipped
from tests.support.small import LEVELS

FOLDER = DATA / "golden" / "explain"
GOLDEN = {
    "question": "skin_course",
    "red flag": "rf_c_infection_fever",
    "level": "self_care",
    "possibility": "pilonidal",
}
SMALL = (
    LEVELS
    + """
sections:
  only:
    title: Only
    questions:
      fever:
        ask: Fever?
        kind: many
        choices: {high: {label: High, say: I have a high fever.}, low: Low, none: {label: None, exclusive: true}}
      lump:
        ask: A lump?
        choices:
          yes: {label: "[bold]Yes[/]", then: {age: {ask: How old?, kind: number, unit: years, when: {sign: ill}}}}
          no: "No"
signs:
  ill: {any: [{fever: high}, {fever: {all: [high, low]}}, {fever: {count: {at_least: 2}}}]}
red_flags:
  fever:
    level: emergency
    ends: true
    when: {sign: ill, any: [{lump: answered}, {age: {at_least: 65}}, {not: {age: answered}}]}
    warn: A fever
    because: Act.
    say: Could I be very ill?
    sources: book
  old:
    level: soon
    when: {at_least: 2, of: [{sign: ill}, {not: {sign: ill}}, {not: {any: [{lump: no}, {fever: none}]}}]}
    warn: Old
    because: Act.
baseline: [{level: soon, when: {lump: yes}}]
advice: {rest: {kind: do, text: Rest., never_at: emergency}}
sources: {book: {title: A book., year: 2001, note: In part.}}
"""
)


@cache
def loaded() -> Loaded:
    return read_questionnaire(shipped_questionnaire_path())


@cache
def small() -> Loaded:
    return load_questionnaire(SMALL, "small.yaml")


def shown(told: Explanations, width: int = 72, *, plain: bool = True, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, newline="\n", write_through=True)
    print_explanations(told, Console(file=file, width=width, force_terminal=False, color_system=None), plain=plain)
    return raw.getvalue().decode(encoding)


def of(id: str, *kinds: str) -> str:
    return shown(explain_id(small(), id, kinds))


def golden_text(kind: str) -> str:
    told = explain_id(loaded(), GOLDEN[kind], (kind,))
    first = replace(told.explanations[0], position=FilePlace(file="questions.yaml", line=1, column=1))
    return shown(replace(told, explanations=(first,)))


def golden(kind: str) -> Path:
    return FOLDER / f"shipped_{kind.replace(' ', '_')}.txt"


def test_words_for_the_phone_are_told_of_choices_and_red_flags() -> None:
    heading = "What to say to a doctor or nurse:\n"
    flag = '- "I have a high fever." [fever.high]\n- "Could I be very ill?"\n'
    assert heading + flag in of("fever", "red flag")
    assert f'{heading}"I have a high fever."\n' in of("fever.high", "choice")
    assert heading not in of("fever.low", "choice")


@pytest.mark.parametrize("kind", GOLDEN)
def test_shipped_explanation_reads_as_in_golden_text(kind: str) -> None:
    assert golden_text(kind) == golden(kind).read_text(encoding="utf-8")


def test_no_golden_explanation_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {golden(kind).name for kind in GOLDEN}


@pytest.mark.parametrize("width", [40, 50, 80, 200])
def test_every_shipped_part_is_explained_at_every_width(width: int) -> None:
    console = Console(width=1000)
    for kind, ids in ids_by_kind(shipped()).items():
        if kind == "section":
            continue
        for id in ids[:40] if kind == "choice" else ids[:12]:
            lines = shown(explain_id(loaded(), id, (kind,)), width, plain=False).splitlines()
            assert max(console.measure(line).maximum for line in lines) <= min(width, 80)
            assert [line for line in lines if line != line.rstrip()] == []


def test_condition_is_told_with_labels_for_a_person_and_ids_for_an_author() -> None:
    text = shown(explain_id(small(), "fever", ("red flag",)), 200)
    assert text.split("\n\n")[2].splitlines() == [
        "What raises it:",
        "All of these:",
        "  - ill, one or more of these:",
        '    - Fever? "High" [fever is high]',
        '    - Fever? "High" and "Low" [fever has high and low]',
        "    - Fever? At least 2 answers [fever has at least 2 answers]",
        "  - One or more of these:",
        "    - A lump? Any answer [lump is answered]",
        "    - How old? At least 65 years [age is at least 65]",
        "    - How old? No answer [age is not answered]",
    ]


def test_sign_is_written_out_once_and_none_of_several_is_said() -> None:
    lines = shown(explain_id(small(), "old", ("red flag",)), 200).splitlines()
    start = lines.index("At least 2 of these:")
    assert lines[start + 5 : start + 10] == [
        "  - Not:",
        "    - ill, as above",
        "  - None of these:",
        '    - A lump? "No" [lump is no]',
        '    - Fever? "None" [fever is none]',
    ]


def test_red_flag_leads_to_its_level_and_may_end_the_questions() -> None:
    assert (
        "What it leads to:\n- Emergency: Call now [emergency]\n- When to act: now\n"
        "- The interview stops at once to say so, and offers to end there.\n"
        "- No further questions are asked once the section is over.\n"
    ) in of("fever", "red flag")


def test_follow_up_is_told_with_the_answer_that_opens_it() -> None:
    text = of("age", "question")
    assert 'Only after this answer: A lump? "[bold]Yes[/]" [lump is yes]' in text
    assert "- Only if this holds:\n  - ill, one or more of these:" in text
    assert "An answer that is at least 65\n  - with other answers, Emergency: fever" in text


def test_choice_is_told_with_what_it_opens_and_raises() -> None:
    text = of("lump.yes", "choice")
    assert "- opens: How old? [age]\n- raises Soon: [baseline 1]" in text
    assert "What it leads to:\nIt opens and raises nothing." in of("fever.none", "choice")


def test_level_is_told_with_its_baseline_and_the_mildest_with_what_remains() -> None:
    assert 'No reason is given. [baseline 1]\n  - A lump? "[bold]Yes[/]" [lump is yes]' in of("soon", "level")
    assert "Nothing else: it is what remains when nothing raises another level." in of("calm", "level")


def test_source_is_told_with_what_rests_on_it() -> None:
    text = of("book", "source")
    assert text.startswith("Source book:\nA book.\n\nNote:\nIn part.\n\nWhat rests on it:\nred flag fever: A fever\n")
    assert "Sources:\nA book. 2001 [book]" in text


def test_advice_tells_when_it_is_left_out() -> None:
    assert "In every result.\n\nLevels at which it is left out:\nEmergency\n" in of("rest", "advice")


def test_id_of_two_kinds_is_explained_as_both() -> None:
    text = of("fever", "question", "red flag")
    assert text.startswith("Question fever:\nFever?\n")
    assert "\n\nRed flag fever:\nA fever\n" in text


def test_place_in_the_file_is_that_of_the_id() -> None:
    line = 1 + SMALL.splitlines().index("      fever:")
    assert of("fever", "question").endswith(f"In the file:\nsmall.yaml:{line}\n")


def test_shortest_answers_stand_with_a_command_that_is_never_broken() -> None:
    told = explain_id(small(), "fever", ("red flag",))
    command = "backmice triage --rest skip " + " ".join(f"-a q{number}=yes" for number in range(20))
    shortest = Shortest(answers={"fever": "high"}, told=('Fever? "High" [fever=high]',), command=command)
    first = replace(told.explanations[0], shortest=shortest)
    text = shown(replace(told, explanations=(first,)), 40)
    assert "The shortest answers that raise it:\n" in text
    assert f"\nTry it:\n{command}\n" in text


def test_terminal_has_lines_under_headings_in_ascii_where_it_must() -> None:
    told = explain_id(small(), "rest", ("advice",))
    assert shown(told, plain=False).startswith("Advice rest\n───────────\nRest.\n")
    assert shown(told, plain=False, encoding="ascii").startswith("Advice rest\n-----------\nRest.\n")


def test_json_keeps_its_keys_and_says_conditions_in_ids() -> None:
    told = json.loads(to_json(explain_id(small(), "fever", ("red flag",))))
    assert told["schema"] == "backmice.explanation/1"
    (flag,) = told["explanations"]
    assert list(flag) == [
        *("kind", "id", "words", "level", "position", "why", "when", "passages", "sources", "shortest"),
        "told_after",
    ]
    assert flag["when"] == "ill holds, and (lump is answered, or age is at least 65, or age is not answered)"
    assert flag["sources"][0]["title"] == "A book."


if __name__ == "__main__":
    for kind in GOLDEN:
        golden(kind).write_text(golden_text(kind), encoding="utf-8", newline="\n")
