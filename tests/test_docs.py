"""Text in the documentation that must not drift from the program."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from backmice_cli.author.check.accepted import KNOWN
from backmice_cli.pictures.library import read_picture
from backmice_cli.pictures.places import PlaceMap
from backmice_cli.pictures.rounds import Rounds
from backmice_cli.questionnaire.load import load_questionnaire
from backmice_cli.questionnaire.model import PICTURES
from tests.support.guide import part, walked
from tests.support.paths import ROOT
from tests.support.program import Program
from tests.support.readings import as_yaml_1_1
from tests.support.screens_of_docs import COLOURED, FOLDER, PAGE, SCREENS, on_page, picture_of
from tests.support.shipped import shipped

README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")


def block(page: str, language: str, start: str = "") -> str:
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)
    return next(text for text in found if start in text)


@pytest.mark.parametrize("name", SCREENS)
def test_screen_on_the_page_about_interviews_is_what_a_person_sees(name: str) -> None:
    assert on_page(name, PAGE.read_text(encoding="utf-8")) == SCREENS[name]()


@pytest.mark.parametrize("name", COLOURED)
def test_picture_of_a_screen_is_what_a_person_sees(name: str) -> None:
    assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") == picture_of(name)


def test_every_picture_of_a_screen_is_shown_and_loads_nothing() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(COLOURED)
    for name in COLOURED:
        assert f"(screens/{name}.svg)" in page
        assert "http" not in (FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace(
            "http://www.w3.org/2000/svg", ""
        )


def test_readme_has_one_line_to_start_and_one_to_test() -> None:
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert [line.split()[-1] for line in lines] == ["triage", "pytest"]


def test_scripted_example_in_the_readme_works(backmice: Program) -> None:
    command = block(README, "sh", "--rest").split()
    assert backmice(*command[1:]).code == 0


def test_walk_through_in_the_guide_prints_what_it_says() -> None:
    assert walked(part()) == part()


COMMANDS = ("check", "diff", "explain", "export", "history", "new", "test", "tree", "triage")


@pytest.mark.parametrize("command", COMMANDS)
def test_example_in_the_help_works_when_pasted(
    backmice: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if command == "test":  # on the questionnaire that ships, the made cases are tried in test_mutation.py
        backmice("new", "small.yaml")
        monkeypatch.setenv("BACKMICE_QUESTIONS", "small.yaml")
    _, _, example = backmice(command, "--help").out.partition("Example:\n")
    (line,) = filter(None, map(str.strip, example.splitlines()))
    for run in line.split(" && "):
        assert run.startswith("backmice ")
        assert backmice(*run.split()[1:]).code == 0


def test_every_command_is_tried_and_is_in_the_readme(backmice: Program) -> None:
    listed = re.findall(r"^  ([a-z]+)", backmice("--help").out.partition("Commands:\n")[2], re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)
    assert [command for command in COMMANDS if f"backmice {command}" not in README] == []


def test_program_alone_says_where_to_begin_before_its_commands(backmice: Program) -> None:
    before, listed, _ = backmice().err.partition("Commands:\n")
    assert listed
    assert "Begin with: backmice triage" in before


@pytest.mark.parametrize("columns", ["50", "80"])
@pytest.mark.parametrize("group", [(), ("history",)])
def test_no_summary_of_a_command_is_cut(
    backmice: Program, monkeypatch: pytest.MonkeyPatch, columns: str, group: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    help = backmice(*group, "--help").out
    assert max(map(len, help.splitlines())) <= int(columns)
    commands = help.partition("Commands:\n")[2].partition("Example:")[0]
    summaries = re.split(r"^  [a-z]+ +", commands, flags=re.MULTILINE)[1:]
    assert [summary for summary in summaries if not summary.rstrip().endswith(".") or "..." in summary] == []


def test_every_code_that_check_gives_is_in_the_guide() -> None:
    assert [code for code in sorted(KNOWN) if f"`{code}`" not in GUIDE] == []


def test_questionnaire_in_the_guide_is_sound() -> None:
    assert load_questionnaire(block(GUIDE, "yaml", "format: 1"), "guide.yaml").problems == ()


def test_population_in_the_guide_is_sound_and_keeps_its_limits(
    backmice: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(block(GUIDE, "yaml", "format: 1"), encoding="utf-8")
    (tmp_path / "people.yaml").write_text(block(GUIDE, "yaml", "limits:"), encoding="utf-8")
    run = backmice(*block(GUIDE, "sh", "--population").split()[1:])
    assert (run.code, run.err) == (0, "")


def test_way_to_help_in_an_editor_works(backmice: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert backmice(*block(GUIDE, "sh", "json-schema").split()[1:]).code == 0
    name = block(GUIDE, "yaml", "$schema").strip().partition("$schema=")[2]
    schema = json.loads((tmp_path / name).read_text("utf-8"))
    assert Draft202012Validator(schema).is_valid(as_yaml_1_1(block(GUIDE, "yaml", "format: 1").encode()))


def test_every_place_of_a_picture_is_in_the_guide() -> None:
    back, sizes = read_picture("lower_back"), read_picture("sizes")
    assert isinstance(back, PlaceMap)
    assert isinstance(sizes, Rounds)
    choices = [*(place.choice for place in back.places.values()), *sizes.rounds]
    assert [id for id in (*PICTURES, *choices) if f"`{id}`" not in GUIDE] == []


def test_every_top_level_key_is_in_the_guide() -> None:
    assert [key for key in type(shipped()).__struct_encode_fields__ if f"`{key}`" not in GUIDE] == []


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_every_file_that_the_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`([a-z_./]+(?:\.py|\.txt|\.md|\.sh|/))`", text)
    assert len(named) > 10
    package = ROOT / "backmice_cli"
    folders = [ROOT, package, *(path for path in package.rglob("*") if path.is_dir())]
    assert [name for name in named if not any((folder / name).exists() for folder in folders)] == []
