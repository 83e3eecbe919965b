"""Every scenario through every front end: the same questions in the same order, and the same outcome."""

from __future__ import annotations

import pytest

from backmice_cli.renderers.result import build_result
from tests.support.players import at_the_terminal, in_plain_mode, scripted
from tests.support.scenarios import SCENARIOS, Scenario

every_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)


@every_scenario
def test_plain_mode_shows_what_the_scenario_says(scenario: Scenario) -> None:
    played = in_plain_mode(scenario)
    result = build_result(played.interview, "")
    assert played.shown == scenario.shown
    assert result.level.id == scenario.level
    assert scenario.red_flags <= {flag.id for flag in result.red_flags}


@every_scenario
def test_terminal_shows_and_comes_to_the_same_as_plain_mode(scenario: Scenario) -> None:
    plain, terminal = in_plain_mode(scenario), at_the_terminal(scenario)
    assert terminal.shown == plain.shown
    assert build_result(terminal.interview, "") == build_result(plain.interview, "")


@every_scenario
def test_scripted_answers_come_to_the_same_as_typed_ones(scenario: Scenario) -> None:
    plain, script = in_plain_mode(scenario), scripted(scenario)
    assert list(script.interview.replies) == list(plain.interview.replies)
    assert build_result(script.interview, "") == build_result(plain.interview, "")
