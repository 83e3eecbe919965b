"""`backmice triage` by flags and files: what a script sees."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from backmice_cli.commands import formats
from tests.support.program import Program, Run
from tests.support.shipped import CASES, quiet_answers, read_case, shipped

SMALL = """
format: 1
title: Small
levels:
  emergency: {label: Emergency, when_to_act: now, headline: Call now, interrupt: true}
  soon: {label: Soon, when_to_act: this week, headline: See a doctor}
  calm: {label: Calm, when_to_act: later, headline: Look after it}
sections:
  only:
    title: Only
    questions:
      fever: {ask: Fever?, choices: {yes: "Yes", no: "No"}}
      signs:
        ask: Signs?
        kind: many
        choices:
          numb: Numb
          sore: {label: Sore, then: {since: {ask: Since how many days?, kind: number, min: 0, max: 99}}}
          none: {label: None, exclusive: true}
  more:
    title: More
    optional: true
    questions:
      notes: {ask: Notes?, kind: text, optional: true}
red_flags:
  numb: {level: emergency, when: {signs: numb}, warn: Numb, because: Call now.}
  hot: {level: soon, when: {fever: yes}, warn: Fever, because: See a doctor.}
"""


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


def flags(answers: dict[str, str | tuple[str, ...]]) -> list[str]:
    return [f"--answer={id}={reply if isinstance(reply, str) else ','.join(reply)}" for id, reply in answers.items()]


def test_whole_interview_by_flags_gives_json(backmice: Program) -> None:
    case = read_case(CASES / "e06_red_hot_lump_with_fever.yaml")
    run = backmice("triage", "--json", *flags(dict(case.answers)))
    result = json.loads(run.out)
    assert (run.code, run.err) == (0, "")
    assert result["level"]["id"] == "emergency"
    assert "rf_c_infection_fever" in [flag["id"] for flag in result["red_flags"]]
    assert result["complete"] is True


def test_json_has_the_published_keys_and_no_others(backmice: Program) -> None:
    result = json.loads(backmice("triage", "--rest", "no", "--json").out)
    assert list(result) == [
        "schema",
        "caution",
        "questionnaire",
        "complete",
        "stopped",
        "danger_not_asked",
        "answers",
        "unanswered",
        "level",
        "red_flags",
        "hinges",
        "possibilities",
        "advice",
        "summary",
        "pictures",
        "doctor_page",
        "come_back_sooner",
        "see_a_doctor",
        "disclaimer",
        "region",
        "brief",
    ]
    assert set(result["questionnaire"]) == {"title", "version", "language", "sha256", "review"}
    assert set(result["advice"]) == {"do", "avoid", "tell", "ask"}


def test_same_answers_give_the_same_bytes(backmice: Program) -> None:
    arguments = ("triage", "--json", "--rest", "no", "-a", "skin_look=pus,hot")
    assert backmice(*arguments) == backmice(*arguments)


def test_choices_by_commas_and_by_repeats_are_the_same(backmice: Program, small: str) -> None:
    common = ("triage", "--json", "--questions", small, "-a", "fever=no", "-a", "since=3", "-a")
    assert backmice(*common, "signs=numb,sore") == backmice(*common, "signs=sore", "-a", "signs=numb")


def test_answers_file_is_read_and_a_flag_wins_over_it(backmice: Program, small: str, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("fever: yes\nsigns: [none]\n", encoding="utf-8")
    run = backmice("triage", "--json", "--questions", small, "--answers", str(answers), "-a", "fever=no")
    assert json.loads(run.out)["answers"] == {"fever": "no", "signs": ["none"]}


def test_answers_come_from_standard_input_as_json(backmice: Program, small: str) -> None:
    run = backmice("triage", "--json", "--questions", small, "--answers", "-", stdin='{"fever": "no", "signs": "none"}')
    assert json.loads(run.out)["answers"] == {"fever": "no", "signs": ["none"]}


def test_missing_answers_name_each_question_and_a_command_to_copy(backmice: Program, small: str) -> None:
    run = backmice("triage", "--questions", small, "-a", "fever=no")
    assert run.code == 2
    assert run.err == (
        "Error: answers are missing, and nobody can be asked:\n"
        "  signs: Signs?\n"
        "      values: numb, sore, none (one or more)\n"
        "Give them as flags, or add --rest skip or --rest no:\n"
        f"  backmice triage --questions {small} -a fever=no -a signs=none\n"
    )
    assert run.out == ""


def test_command_to_copy_works_until_nothing_is_missing(backmice: Program) -> None:
    arguments = ["triage"]
    for _ in range(9):
        run = backmice(*arguments)
        if run.code == 0:
            break
        arguments = run.err.strip().splitlines()[-1].split()[1:]
    assert run.code == 0


def test_rest_no_denies_and_leaves_the_rest_unanswered(backmice: Program) -> None:
    result = json.loads(backmice("triage", "--json", "--rest", "no").out)
    assert result["answers"]["em_now"] == ["none"]
    assert result["answers"]["fever"] == ["no"]
    assert "age_group" in result["unanswered"]


def test_rest_skip_leaves_everything_unanswered_and_still_prompts_to_see_a_doctor(backmice: Program) -> None:
    result = json.loads(backmice("triage", "--json", "--rest", "skip").out)
    assert result["answers"] == {}
    assert result["level"]["id"] == "routine"
    assert result["see_a_doctor"]


def test_unknown_ids_and_values_are_all_named_with_the_nearest(backmice: Program, small: str) -> None:
    run = backmice("triage", "--questions", small, "-a", "fevr=no", "-a", "signs=num", "-a", "since=many")
    assert run.code == 2
    assert "there is no question 'fevr'. Did you mean 'fever'?" in run.err
    assert "'signs': there is no choice 'num'. Did you mean 'numb'?" in run.err
    assert "'since': that is not a number. Type a number from 0 to 99." in run.err


def test_answer_to_a_question_that_is_not_asked_is_an_error(backmice: Program, small: str) -> None:
    run = backmice("triage", "--questions", small, "--rest", "skip", "-a", "signs=numb", "-a", "since=3")
    assert (run.code, run.out) == (2, "")
    assert "'since' is answered, but is not asked on this path. It follows only 'signs=sore'." in run.err


def test_answer_that_skipping_leaves_out_is_an_error(backmice: Program, small: str) -> None:
    run = backmice("triage", "--questions", small, "--rest", "skip", "-a", "since=3")
    assert (run.code, run.out) == (2, "")


def test_exclusive_choice_with_another_is_an_error(backmice: Program, small: str) -> None:
    run = backmice("triage", "--questions", small, "-a", "fever=no", "-a", "signs=none,numb")
    assert run.code == 2
    assert "'None' cannot be chosen together with 'Numb'" in run.err


def test_one_answer_given_twice_is_an_error(backmice: Program, small: str) -> None:
    run = backmice("triage", "--questions", small, "-a", "fever=no", "-a", "fever=yes")
    assert run.code == 2
    assert "'fever' is answered twice" in run.err


@pytest.mark.parametrize(("answers", "code"), [("fever=no", 0), ("fever=yes", 10), ("signs=numb", 11)])
def test_exit_status_tells_the_level_when_asked(backmice: Program, small: str, answers: str, code: int) -> None:
    arguments = ("triage", "--json", "--questions", small, "--rest", "no", "-a", answers)
    assert backmice(*arguments, "--exit-code").code == code
    assert backmice(*arguments).code == 0


def test_optional_part_is_left_out_unless_it_is_wanted(backmice: Program, small: str) -> None:
    arguments = ("triage", "--json", "--questions", small, "-a", "fever=no", "-a", "signs=none")
    assert "notes" not in json.loads(backmice(*arguments).out)["answers"]
    assert json.loads(backmice(*arguments, "-a", "notes=worried").out)["answers"]["notes"] == "worried"
    assert backmice(*arguments, "--no-details", "-a", "notes=worried").code == 2


def test_result_is_written_to_a_file_that_only_its_owner_reads(backmice: Program, small: str, tmp_path: Path) -> None:
    target = tmp_path / "result.json"
    run = backmice("triage", "--questions", small, "--rest", "no", "-o", str(target))
    assert (run.code, run.out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["level"]["id"] == "calm"
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_existing_file_is_replaced_only_by_force(backmice: Program, small: str, tmp_path: Path) -> None:
    target = tmp_path / "result.txt"
    target.write_text("mine", encoding="utf-8")
    arguments = ("triage", "--questions", small, "--rest", "no", "-o", str(target))
    run = backmice(*arguments)
    assert (run.code, target.read_text(encoding="utf-8")) == (4, "mine")
    assert "the file exists" in run.err
    assert "--force" in run.err
    assert backmice(*arguments, "--force").code == 0
    assert "Look after it" in target.read_text(encoding="utf-8")


def test_broken_questionnaire_names_every_problem_and_exits_3(backmice: Program, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(SMALL.replace("signs: numb", "sings: numb").replace("level: soon", "level: son"), encoding="utf-8")
    run = backmice("triage", "--questions", str(path))
    assert (run.code, run.out) == (3, "")
    assert [line.split(": ")[0] for line in run.err.splitlines()] == [f"{path}:26:35", f"{path}:27:16"]
    assert "Did you mean 'signs'?" in run.err
    assert "Did you mean 'soon'?" in run.err


def test_questionnaire_that_is_not_there_exits_4(backmice: Program) -> None:
    run = backmice("triage", "--questions", "nowhere.yaml")
    assert run.code == 4
    assert run.err.startswith("Error: nowhere.yaml: there is no such file")


def test_questionnaire_can_come_from_the_environment(
    backmice: Program, small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKMICE_QUESTIONS", small)
    assert json.loads(backmice("triage", "--json", "--rest", "no").out)["questionnaire"]["title"] == "Small"


def test_unreviewed_questionnaire_says_so_in_the_result(backmice: Program) -> None:
    assert shipped().review.status == "unreviewed"
    assert "No doctor or nurse has checked this questionnaire yet." in " ".join(
        backmice("triage", "--rest", "no").out.split()
    )


def test_calmest_result_still_ends_with_a_prompt_to_see_a_doctor(backmice: Program) -> None:
    case = read_case(CASES / "e03_checked_lump.yaml")
    run = backmice("triage", *flags(dict(case.answers)))
    assert run.code == 0
    text = " ".join(run.out.split())
    assert "Only someone who examines you can tell what it is." in text
    assert "Get medical help today if" in text


def test_quiet_lump_is_told_what_it_may_be_without_a_diagnosis(backmice: Program) -> None:
    answers = {
        id: reply for id, reply in quiet_answers().items() if id in read_case(CASES / "e01_quiet_lump.yaml").answers
    }
    text = " ".join(backmice("triage", *flags(answers)).out.split())
    assert "What it may be" in text
    assert "It may be none of these." in text
    assert "%" not in text


def test_full_answer_has_what_the_short_one_leaves_out(backmice: Program) -> None:
    answers = flags(dict(read_case(CASES / "e01_quiet_lump.yaml").answers))
    short, full = (backmice("triage", *answers, *option).out for option in ((), ("--full",)))
    assert len(short.split()) * 4 < len(full.split())
    for heading in ("Warning signs in your answers:", "What may be offered, and how sure anyone is:", "Sources:"):
        assert heading in full
        assert heading not in short


@pytest.mark.parametrize("how", ["option", "environment"])
def test_known_region_is_told_its_number_alone(backmice: Program, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    if how == "environment":
        monkeypatch.setenv("BACKMICE_REGION", "us")
    option = ["--region", "us"] if how == "option" else []
    answers = flags(dict(read_case(CASES / "e08_two_nerve_signs_unsure.yaml").answers))
    text = backmice("triage", *answers, *option).out
    assert "Call 911 now." in text
    assert "999" not in text
    assert json.loads(backmice("triage", "--json", *answers, *option).out)["region"]["id"] == "us"


def test_unknown_region_is_an_error_with_the_nearest(backmice: Program) -> None:
    run = backmice("triage", "--rest", "no", "--region", "ukk")
    assert (run.code, run.out) == (2, "")
    assert run.err == "Error: there is no region 'ukk'\nDid you mean 'uk'?\n"


def test_questionnaire_without_regions_does_not_care_where_one_is(backmice: Program, small: str) -> None:
    assert backmice("triage", "--questions", small, "--rest", "no", "--region", "mars").code == 0


def test_hostile_text_answer_comes_out_as_letters(backmice: Program, small: str) -> None:
    hostile = "notes=[bold red]x[/] <b>y</b> \x1b[2J\x1b]0;t\x07 \u202egnp"
    run = backmice("triage", "--questions", small, "--rest", "no", "--full", "-a", hostile)
    assert "[bold red]x[/] <b>y</b>" in run.out
    assert not {"\x1b", "\x07", "\u202e"} & set(run.out)


def test_resuming_without_a_terminal_is_an_error(backmice: Program, small: str) -> None:
    run = backmice("triage", "--questions", small, "--rest", "no", "--resume")
    assert (run.code, run.out) == (2, "")
    assert run.err == "Error: --resume goes on asking, and there is no terminal to ask at\nLeave it out.\n"


def test_resuming_what_is_not_kept_is_an_error(backmice: Program, small: str) -> None:
    run = backmice("triage", "--questions", small, "--resume", "--no-save")
    assert (run.code, run.out) == (2, "")
    assert "--no-save keeps nothing" in run.err


def test_scripted_run_keeps_nothing(backmice: Program, small: str, state_folder: Path) -> None:
    assert backmice("triage", "--questions", small, "--rest", "no", "--fresh").code == 0
    assert not state_folder.exists()


@pytest.mark.parametrize("arguments", [["triage", "--rest", "no", "--json"], ["--help"], ["history", "--help"]])
def test_quick_commands_load_neither_storage_nor_prompts(arguments: list[str]) -> None:
    script = "import sys; from backmice_cli.cli.app import main\ntry: main()\nexcept SystemExit: print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True, cwd=CASES.parents[1]
    )
    loaded = set(run.stdout.splitlines()[-1].split())
    assert "backmice_cli.cli.app" in loaded
    assert not {"sqlite3", "platformdirs", "prompt_toolkit", "questionary"} & loaded


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.txt", "Look after it"),
        ("a.JSON", "{"),
        ("a.md", "#"),
        ("a.markdown", "#"),
        ("a.html", "<!doctype html>"),
        ("a.htm", "<!doctype html>"),
        ("a.pdf", "%PDF-"),
        ("a.fhir.json", '{\n  "resourceType": "QuestionnaireResponse"'),
        (".pdf", "%PDF-"),
        ("no_ending", "Look after it"),
    ],
)
def test_form_follows_the_ending_of_the_file(
    backmice: Program, small: str, tmp_path: Path, name: str, start: str
) -> None:
    file = tmp_path / name
    assert backmice("triage", "--questions", small, "--rest", "no", "-o", str(file)).code == 0
    assert file.read_bytes().decode("utf-8", "replace").startswith(start)


def test_form_that_is_named_wins_over_the_ending(backmice: Program, small: str, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    backmice("triage", "--questions", small, "--rest", "no", "-o", str(file), "--format", "json")
    assert json.loads(file.read_text("utf-8"))["schema"] == "backmice.result/1"


def test_unknown_ending_names_those_that_are_known(backmice: Program, small: str, tmp_path: Path) -> None:
    ended = backmice("triage", "--questions", small, "--rest", "no", "-o", str(tmp_path / "a.docx"))
    assert ended.code == 2
    assert "no format ends in '.docx'" in ended.err
    assert ".txt, .json, .fhir.json, .md, .markdown, .html, .htm, .pdf" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["small.yaml"]


def test_pdf_without_its_library_names_the_extra_before_anything_is_asked(
    backmice: Program, small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    ended = backmice("triage", "--questions", small, "--rest", "no", "--format", "pdf")
    assert ended == Run(
        2,
        "",
        "Error: a PDF needs the extra 'pdf', which is not installed\n"
        'Install it with: python -m pip install "backmice[pdf]"\n',
    )


def test_empty_answers_file_says_what_it_should_hold(backmice: Program) -> None:
    run = backmice("triage", "--answers", "-", stdin="")
    assert run.code == 2
    assert (
        run.err
        == "Error: standard input:1:1: the file is empty. Write lines of 'id: value', such as 'fever: measured'.\n"
    )


@pytest.mark.parametrize("part", ["[", '{"a": '])
def test_answers_nested_without_end_are_told_with_their_place(backmice: Program, part: str) -> None:
    run = backmice("triage", "--answers", "-", stdin=part * 100_000)
    assert run.code == 2
    assert (
        "parts stand inside each other more than 100 levels deep. An answer is one value or a list of values."
        in run.err
    )
    assert run.err.startswith("Error: standard input:1:")


LEFT_OUT = "This is the least that applies. Help may be needed sooner."


def test_nothing_answered_is_not_complete_and_says_that_danger_was_not_asked_about(backmice: Program) -> None:
    result = json.loads(backmice("triage", "--rest", "skip", "--json").out)
    assert (result["complete"], result["stopped"]) == (False, False)
    assert result["caution"] == f"Danger signs were not asked about. {LEFT_OUT}"
    assert {"em_now", "nerve_signs", "em_belly"} <= set(result["danger_not_asked"])


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_every_form_says_first_that_danger_was_not_asked_about(backmice: Program, format: str) -> None:
    said = " ".join(backmice("triage", "--rest", "skip", "--format", format).out.split())
    caution = said.index("Danger signs were not asked about.")
    assert caution < said.index("At least: ")
    assert "None in these answers" not in said


def test_fhir_response_says_it_in_its_narrative(backmice: Program) -> None:
    response = json.loads(backmice("triage", "--rest", "skip", "--format", "fhir").out)
    assert response["status"] == "stopped"
    assert "Danger signs were not asked about." in response["text"]["div"]


def test_danger_asked_about_in_part_is_counted(backmice: Program) -> None:
    out = " ".join(backmice("triage", "--rest", "skip", "-a", "em_now=none").out.split())
    assert "Not all danger signs were asked about: " in out


def test_emergency_needs_no_caution_and_comes_first(backmice: Program) -> None:
    run = backmice("triage", "--rest", "skip", "-a", "em_now=chest_pain")
    assert run.out.startswith("Get emergency help now")
    assert json.loads(backmice("triage", "--rest", "skip", "-a", "em_now=chest_pain", "--json").out)["caution"] is None
