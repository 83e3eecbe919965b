"""`backmice test --population` as an author runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.author.test.test_population_file import GOOD
from tests.support.paths import DATA
from tests.support.program import Program
from tests.support.shipped import CASES, POPULATIONS
from tests.support.small_lump import TEXT

GOLDEN = DATA / "golden" / "population"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The small questionnaire and the population in the working directory, and the start of the command."""
    (tmp_path / "small.yaml").write_text(TEXT)
    (tmp_path / "people.yaml").write_text(GOOD)
    monkeypatch.chdir(tmp_path)
    return ["test", "--population", "people.yaml", "--questions", "small.yaml", "--people", "150"]


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("json", "json")])
def test_what_people_are_told_is_shown_as_in_the_golden_file(
    backmice: Program, run: list[str], form: str, ending: str
) -> None:
    found = backmice(*run, "--format", form)
    assert (found.code, found.err) == (0, "")
    assert found.out == (GOLDEN / f"good.{ending}").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(POPULATIONS.glob("*.yaml")), ids=lambda path: path.stem)
def test_population_that_ships_keeps_its_limits(backmice: Program, path: Path) -> None:
    found = backmice("test", "--population", str(path))
    assert (found.code, found.err) == (0, ""), found.out
    assert ", 0 broken\n" in found.out


def test_broken_limit_gives_status_1_and_is_named(backmice: Program, run: list[str]) -> None:
    Path("people.yaml").write_text(GOOD.replace("emergency: {at_least: 1, at_most: 10}", "emergency: {at_most: 2}"))
    found = backmice(*run)
    assert found.code == 1
    assert "at most 2 %: BROKEN" in found.out
    assert found.out.endswith("2 of 3 limits kept, 1 broken\n")
    (limit,) = (limit for limit in json.loads(backmice(*run, "--format", "json").out)["limits"] if not limit["kept"])
    assert (limit["what"], limit["id"], limit["at_most"]) == ("level", "emergency", 2)


def test_file_without_limits_is_only_shown(backmice: Program, run: list[str]) -> None:
    Path("people.yaml").write_text(GOOD.partition("limits:")[0])
    found = backmice(*run)
    assert found.code == 0
    assert "limits" not in found.out


def test_seed_and_number_of_people_change_who_is_drawn(backmice: Program, run: list[str]) -> None:
    same, other = backmice(*run, "--seed", "1"), backmice(*run, "--seed", "2")
    assert same.out == backmice(*run).out
    assert "(people drawn by chance: 150; seed: 2)" in other.out
    assert other.out.splitlines()[3:] != same.out.splitlines()[3:]


def test_only_assumed_numbers_are_counted_as_assumed(backmice: Program, run: list[str]) -> None:
    assert "10 of 12 frequencies are assumed" in " ".join(backmice(*run).out.split())


def test_mistakes_of_the_file_are_all_told(backmice: Program, run: list[str]) -> None:
    Path("people.yaml").write_text(GOOD.replace("numb:", "nunb:").replace("fat:", "fet:"))
    found = backmice(*run)
    assert (found.code, found.out) == (2, "")
    assert found.err == (
        "Error: the population file has 3 problems\n"
        "people.yaml:5:3: there is no question 'nunb'. Did you mean 'numb'?\n"
        "people.yaml:12:38: there is no question 'nunb'. Did you mean 'numb'?\n"
        "people.yaml:17:19: there is no possibility 'fet'. Did you mean 'fat'?\n"
    )


def test_missing_file_is_named(backmice: Program, run: list[str]) -> None:
    Path("people.yaml").unlink()
    assert backmice(*run).code == 4


def test_bar_is_shown_on_a_terminal_only(backmice: Program, run: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run[-1] = "250"
    piped = backmice(*run)
    assert piped.err == ""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    shown = backmice(*run)
    assert "People" in shown.err
    assert shown.out == piped.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--population", "people.yaml", str(CASES)],
        ["--population", "people.yaml", "--mutate"],
        ["--population", "people.yaml", "--generate", "made.yaml"],
        ["--population", "people.yaml", "--people", "0"],
        ["--seed", "2", str(CASES)],
        ["--people", "20", str(CASES)],
    ],
)
@pytest.mark.usefixtures("run")
def test_options_that_do_not_go_together_are_refused(backmice: Program, arguments: list[str]) -> None:
    found = backmice("test", *arguments)
    assert (found.code, found.out) == (2, "")
    assert not Path("made.yaml").exists()


def test_findings_go_to_a_file(backmice: Program, run: list[str]) -> None:
    found = backmice(*run, "-o", "found.json")
    assert (found.code, found.out) == (0, "")
    assert json.loads(Path("found.json").read_text("utf-8"))["schema"] == "backmice.population/1"
