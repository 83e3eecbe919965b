"""`backmice export`, as a script runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from backmice_cli.cli_author import EXPORT_EXAMPLE
from tests.program import Program

SCHEMA = ("export", "--format", "json-schema")


@pytest.mark.parametrize(
    ("of", "title"),
    [([], "backmice questionnaire"), (["--of", "questionnaire"], "backmice questionnaire"),
     (["--of", "result"], "backmice result")],
)  # fmt: skip
def test_schema_goes_to_standard_output(of: list[str], title: str, backmice: Program) -> None:
    run = backmice(*SCHEMA, *of)
    assert (run.code, run.err) == (0, "")
    assert json.loads(run.out)["title"] == title
    Draft202012Validator.check_schema(json.loads(run.out))


def test_same_schema_comes_out_each_time(backmice: Program) -> None:
    assert backmice(*SCHEMA).out == backmice(*SCHEMA).out


def test_result_of_the_program_fits_the_schema_of_the_program(backmice: Program) -> None:
    schema = json.loads(backmice(*SCHEMA, "--of", "result").out)
    Draft202012Validator(schema).validate(json.loads(backmice("triage", "--json", "--rest", "no").out))


def test_example_in_the_help_works(backmice: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command = EXPORT_EXAMPLE.split()[2:]
    run = backmice(*command)
    assert (run.code, run.out, run.err) == (0, "", f"The schema is in {command[-1]}\n")
    assert json.loads((tmp_path / command[-1]).read_text("utf-8"))["title"] == "backmice questionnaire"


def test_file_that_exists_is_replaced_only_by_force(backmice: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("mine", "utf-8")
    run = backmice(*SCHEMA, "-o", str(path))
    assert (run.code, path.read_text("utf-8")) == (4, "mine")
    assert "Add --force to replace it." in run.err
    assert backmice(*SCHEMA, "-o", str(path), "--force").code == 0
    assert path.read_text("utf-8").startswith("{")


def test_file_that_cannot_be_written_is_said_plainly(backmice: Program, tmp_path: Path) -> None:
    run = backmice(*SCHEMA, "-o", str(tmp_path / "none" / "schema.json"))
    assert (run.code, run.out) == (4, "")
    assert "it cannot be written" in run.err


def test_dash_is_standard_output(backmice: Program) -> None:
    assert backmice(*SCHEMA, "-o", "-").out == backmice(*SCHEMA).out


@pytest.mark.parametrize("arguments", [["export"], ["export", "--format", "yaml"], [*SCHEMA, "--of", "history"]])
def test_what_is_not_known_is_refused(arguments: list[str], backmice: Program) -> None:
    assert backmice(*arguments).code == 2
