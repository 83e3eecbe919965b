"""`backmice test --population`: people of one kind, drawn and interviewed, and the limits that must hold."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TypeVar

from backmice_cli.analysis.accuracy import share
from backmice_cli.analysis.population import FEW, Counts, Limit, Population, interview_people
from backmice_cli.analysis.population_file import read_population_file
from backmice_cli.commands.author_options import CasesOptions, TextOrJson, text_or_json
from backmice_cli.commands.leaving import leaving_on_ctrl_c
from backmice_cli.commands.output import deliver, refuse_unwritable
from backmice_cli.commands.progress import progress, width_of_lines
from backmice_cli.errors import BackmiceError, ExitCode
from backmice_cli.questionnaire.english import counted
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path, sound
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.population import DecidingLine, Interviewed, LimitLine, PeopleLine, to_json, to_text

PEOPLE = 2000
SEED = 1

Name = TypeVar("Name", str, str | None)


def run_population(options: CasesOptions, file: Path) -> int:
    """Interview the people of a population file and report. The status is 1 when a limit is broken.

    Raises BackmiceError for wrong options and a broken population file, FileError, QuestionnaireError.
    """
    if options.paths or options.mutate or options.generate is not None:
        hint = "Leave out case files, --mutate and --generate, or --population."
        raise BackmiceError("--population draws people, it does not play case files", hint)
    as_json = text_or_json(options) is TextOrJson.JSON
    refuse_unwritable(options.output, force=options.force)
    loaded = read_questionnaire(options.questions or shipped_questionnaire_path())
    questionnaire = sound(loaded)
    population = _read(file, questionnaire)
    people, seed = options.people or PEOPLE, SEED if options.seed is None else options.seed
    with leaving_on_ctrl_c(), progress("People", wanted=people > FEW) as tell:
        counts = interview_people(questionnaire, population, people, seed, lambda done: tell(done, people))
    found = _interviewed(questionnaire, loaded.sha256, population, seed, counts)
    deliver(to_json(found) if as_json else to_text(found, width_of_lines()), options.output, "What came out")
    return ExitCode.DONE if all(limit.kept for limit in found.limits) else ExitCode.FOUND


def _read(file: Path, questionnaire: Questionnaire) -> Population:
    read = read_population_file(file, questionnaire)
    if read.population is None:
        count = counted(len(read.problems), "problem")
        raise BackmiceError("\n".join([f"the population file has {count}", *map(str, read.problems)]))
    return read.population


def _interviewed(
    questionnaire: Questionnaire, sha256: str, population: Population, seed: int, counts: Counts
) -> Interviewed:
    people = counts.people
    groups = [group for answered in population.answers.values() for group in (answered, *answered.instead)]
    return Interviewed(
        questionnaire=questionnaire.title,
        sha256=sha256,
        population=population.title,
        people=people,
        seed=seed,
        frequencies=sum(len(group.shares) for group in groups),
        assumed=sum(len(group.shares) for group in groups if group.source is None),
        levels={id: _line(counts.levels[id], people) for id in questionnaire.levels},
        deciding=[
            DecidingLine(id, questionnaire.red_flags[id].level, _line(count, people), _line(counts.alone[id], people))
            for id, count in _most_first(counts.deciding)
        ],
        first=[(id, _line(count, people)) for id, count in _most_first(counts.first)],
        possibilities={id: _line(counts.possibilities[id], people) for id in questionnaire.possibilities},
        red_flags={id: _line(counts.red_flags[id], people) for id in questionnaire.red_flags},
        limits=[
            *_limits("level", population.limits.levels, counts.levels, people),
            *_limits("possibility", population.limits.possibilities, counts.possibilities, people),
            *_limits("red flag", population.limits.red_flags, counts.red_flags, people),
        ],
    )


def _limits(what: str, limits: dict[str, Limit], counts: Counter[str], people: int) -> list[LimitLine]:
    return [
        LimitLine(what, id, limit.at_least, limit.at_most, limit.admits(counts[id], people))
        for id, limit in limits.items()
    ]


def _line(count: int, people: int) -> PeopleLine:
    exact = share(count, people)
    return PeopleLine(count, count * 100 / people, exact.low * 100, exact.high * 100)


def _most_first(counts: Counter[Name]) -> list[tuple[Name, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] or ""))
