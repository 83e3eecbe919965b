"""Shell completion of `--answer`: by the function itself, as bash calls the program, and typed into a real bash."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from backmice_cli.author.completion import complete_code, complete_explained
from backmice_cli.commands.completion import complete_answer, join_split_words
from backmice_cli.frontends.scripted import read_scripted
from backmice_cli.questionnaire.load import read_questionnaire, sound_questionnaire
from tests.support.program import Program
from tests.support.pty import Program as Bash
from tests.support.pty import on_pty
from tests.support.shipped import shipped
from tests.support.terminal import TAB

OTHER = """
format: 1
title: Other
levels:
  soon: {label: Soon, when_to_act: soon, headline: Soon}
  later: {label: Later, when_to_act: later, headline: Later}
sections: {only: {title: Only, questions: {itch: {ask: Itch?, choices: {yes: "Yes", no: "No"}}}}}
"""


def offered(incomplete: str, questions: str | None = None) -> list[str]:
    return [value for value, _ in complete_answer(SimpleNamespace(params={"questions": questions}), incomplete)]


@pytest.fixture
def other(tmp_path: Path) -> str:
    path = tmp_path / "other.yaml"
    path.write_text(OTHER, encoding="utf-8")
    return str(path)


@pytest.fixture
def every_kind(tmp_path: Path) -> str:
    path = tmp_path / "every_kind.yaml"
    where = "{ask: Where?, kind: many, choices: {back: Back, hip: Hip, none: {label: None, exclusive: true}}}"
    others = "weeks: {ask: Weeks?, kind: number}, notes: {ask: Notes?, kind: text}"
    path.write_text(OTHER.replace("{itch: ", f"{{where: {where}, {others}, itch: "), encoding="utf-8")
    return str(path)


# --- what is offered ------------------------------------------------------------------------------------------------


def test_nothing_typed_offers_every_question() -> None:
    assert offered("") == [f"{entry.id}=" for entry in shipped().outline]


def test_ids_that_begin_alike_are_offered_with_their_questions() -> None:
    candidates = list(complete_answer(SimpleNamespace(params={}), "lump_si"))
    outline = shipped().outline
    assert candidates == [(f"{id}=", outline[id].question.ask) for id in ("lump_size", "lump_side", "lump_size_cm")]


def test_only_question_left_is_offered_with_its_values() -> None:
    assert offered("feve") == [f"fever={choice}" for choice in shipped().outline["fever"].question.choices]


def test_number_and_text_are_offered_without_value() -> None:
    assert offered("pain_n") == ["pain_now="]
    assert offered("main_w") == ["main_worry="]
    assert offered("pain_now=4") == ["pain_now=4"]


def test_values_are_offered_with_their_labels() -> None:
    label = shipped().outline["fever"].question.choices["measured"].label
    assert list(complete_answer(SimpleNamespace(params={}), "fever=me")) == [("fever=measured", label)]


def test_further_values_leave_out_chosen_and_exclusive_ones() -> None:
    assert offered("fever=measured,") == [
        "fever=measured,shivery",
        "fever=measured,very_ill",
        "fever=measured,earlier",
        "fever=measured,not_sure",
    ]


def test_question_with_one_answer_gets_no_second() -> None:
    assert offered("lump_size=pea,") == []


@pytest.mark.parametrize("typed", ["fevr", "fevr=", "fever=x", "=", "fever==", "-"])
def test_what_fits_nothing_offers_nothing(typed: str) -> None:
    assert offered(typed) == []


def test_everything_offered_is_accepted_as_an_answer(every_kind: str) -> None:
    tree = sound_questionnaire(read_questionnaire(Path(every_kind)))
    accepted = []
    for id in offered("", every_kind):
        for candidate in offered(id, every_kind):
            name, _, value = candidate.partition("=")
            if value:
                assert read_scripted(tree, [(name, value)]) == {name: value}
                accepted.append(candidate)
    assert accepted == ["where=back", "where=hip", "where=none", "itch=yes", "itch=no"]


def test_another_questionnaire_offers_its_own_questions(other: str) -> None:
    assert offered("", other) == ["itch=yes", "itch=no"]


@pytest.mark.parametrize("text", [None, "", "format: 1\n", "\0"])
def test_broken_or_missing_questionnaire_offers_nothing(text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert offered("", str(path)) == []


# --- what bash splits -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("split", "place", "joined", "id"),
    [
        ("backmice triage -a fev", 3, "backmice triage -a fev", None),
        ("backmice triage -a fever =", 4, "backmice triage -a ", "fever"),
        ("backmice triage -a fever = me", 5, "backmice triage -a me", "fever"),
        ("backmice triage --answer = fev", 4, "backmice triage --answer fev", None),
        ("backmice triage --answer =", 3, "backmice triage --answer ", None),
        ("backmice triage --answer = fever = me", 6, "backmice triage --answer me", "fever"),
        ("backmice triage -a fever = no -a lump", 7, "backmice triage -a fever = no -a lump", None),
        ("backmice triage -a fever = ", 5, "backmice triage -a fever = ", None),
        ("backmice =", 1, "backmice = ", None),
    ],
)
def test_words_that_bash_split_are_joined(split: str, place: int, joined: str, id: str | None) -> None:
    environment = {
        "COMP_WORDS": split.replace(" ", "\n"),
        "COMP_CWORD": str(place),
        "_BACKMICE_COMPLETE": "complete_bash",
    }
    join_split_words(environment)
    assert environment["COMP_WORDS"].replace("\n", " ") == joined
    assert environment["COMP_CWORD"] == str(len(joined.split(" ")) - 1)
    assert environment.get("_BACKMICE_ANSWER_ID") == id


@pytest.mark.parametrize("place", ["", "x", "-1", "0", "9"])
def test_place_that_is_none_changes_nothing(place: str) -> None:
    environment = {"COMP_WORDS": "a\n=\nb", "COMP_CWORD": place, "_BACKMICE_COMPLETE": "complete_bash"}
    before = dict(environment)
    join_split_words(environment)
    assert environment == before


def test_without_completion_nothing_is_joined() -> None:
    environment = {"COMP_WORDS": "backmice\ntriage\n-a\nfever\n=", "COMP_CWORD": "4"}
    before = dict(environment)
    join_split_words(environment)
    assert environment == before


# --- as bash calls the program --------------------------------------------------------------------------------------


@pytest.fixture
def completed(backmice: Program, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    def complete(*words: str) -> list[str]:
        monkeypatch.setattr(sys.modules["__main__"], "__package__", None, raising=False)
        monkeypatch.setenv("_BACKMICE_ANSWER_ID", "")
        monkeypatch.delenv("_BACKMICE_ANSWER_ID")
        monkeypatch.setenv("_BACKMICE_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", "\n".join(["backmice", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        run = backmice()
        assert (run.code, run.err) == (0, "")
        return run.out.split()

    return complete


def test_program_offers_ids_then_values(completed: Callable[..., list[str]]) -> None:
    assert completed("triage", "-a", "leg") == ["leg_weak=", "leg_since="]
    assert completed("triage", "-a", "fever", "=", "me") == ["measured"]
    assert completed("triage", "-a", "fever", "=") == list(shipped().outline["fever"].question.choices)
    assert completed("triage", "--answer", "=", "skin_look", "=", "hot,pu") == ["hot,pus"]
    assert completed("triage", "--answer", "=", "leg") == ["leg_weak=", "leg_since="]


def test_program_offers_ids_of_the_questionnaire_named(
    completed: Callable[..., list[str]], other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert completed("triage", "--questions", other, "-a", "i") == ["itch=yes", "itch=no"]
    monkeypatch.setenv("BACKMICE_QUESTIONS", other)
    assert completed("triage", "-a", "itch", "=", "y") == ["yes"]


# --- typed into bash ------------------------------------------------------------------------------------------------


def _bash() -> str | None:
    """The bash on this machine, if typer completes in it: from 4.4 on."""
    bash = shutil.which("bash")
    if bash is None or sys.platform == "win32":
        return None
    version = subprocess.run(
        [bash, "--norc", "-c", "echo $((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1]))"], capture_output=True, check=True
    )
    return bash if int(version.stdout) >= 404 else None


@pytest.fixture
def bash(tmp_path: Path) -> Iterator[Bash]:
    """A bash that completes `backmice`, at a prompt."""
    found = _bash()
    if found is None:
        pytest.skip("there is no bash from 4.4 on, so completion was not tried in a real one")
    command = tmp_path / "backmice"
    start = "import sys; sys.argv[0] = 'backmice'; from backmice_cli.cli.app import main; main()"
    command.write_text(f'#!/bin/sh\nexec \'{sys.executable}\' -c "{start}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    path = f"{tmp_path}:/usr/bin:/bin"
    with on_pty(found, "--norc", "--noprofile", "-i", PS1="bash> ", INPUTRC="/dev/null", PATH=path) as shell:
        shell.see("bash>")
        shell.press('eval "$(_BACKMICE_COMPLETE=source_bash backmice)" && echo rea""dy\r')
        shell.see("\nready", "\nbash>")
        yield shell


def test_in_bash_tab_completes_the_id_and_tab_again_the_value(bash: Bash) -> None:
    bash.press("backmice triage -a fev", TAB)
    bash.see("-a fever=")
    bash.press("me", TAB)
    bash.see("-a fever=measured")


def test_in_bash_tab_twice_lists_the_values(bash: Bash) -> None:
    bash.press("backmice triage --answer=fever=", TAB, TAB)
    for choice in shipped().outline["fever"].question.choices:
        bash.see(choice)
    assert "fever=measured" not in bash.screen.text, "bash shows what follows the '=' only"


def test_in_bash_tab_completes_a_second_value(bash: Bash) -> None:
    bash.press("backmice triage -a skin_look=hot,pu", TAB)
    bash.see("-a skin_look=hot,pus")


def test_in_bash_tab_completes_what_explain_and_tree_take(bash: Bash) -> None:
    bash.press("backmice explain rf_c_chemo_", TAB)
    bash.see("backmice explain rf_c_chemo_fever")
    bash.press("\x15backmice tree --section the_l", TAB)
    bash.see("backmice tree --section the_lump")


def test_check_offers_the_codes_that_have_a_page() -> None:
    assert list(complete_code("never-l")) == [("never-listed", "a possibility that is on nobody's list")]


def test_explain_offers_every_kind_of_id_and_choices_behind_their_dot() -> None:
    context = SimpleNamespace(params={"questions": None})
    assert list(complete_explained(context, "emergency")) == [("emergency", "level")]
    assert ("fever.measured", "choice") in list(complete_explained(context, "fever."))
    assert "fever.measured" not in [id for id, _ in complete_explained(context, "fever")]
