"""`backmice test --population`: people of one kind, drawn and interviewed, and the limits that must hold."""

from __future__ import annotations

from pathlib import Path

from backmice_cli.author.options import CasesOptions, TextOrJson, text_or_json
from backmice_cli.author.progress import show_progress, width_of_lines
from backmice_cli.author.test.population.file import read_population_file
from backmice_cli.author.test.population.people import FEW, Population, interview_people, judge_limits
from backmice_cli.author.test.population.report import Interviewed, to_json, to_text
from backmice_cli.author.z3_interrupt import leaving_on_ctrl_c
from backmice_cli.commands.output import refuse_unwritable, write_output
from backmice_cli.errors import BackmiceError, ExitCode
from backmice_cli.questionnaire.english import count_text
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path, sound_questionnaire
from backmice_cli.questionnaire.model import Questionnaire

PEOPLE = 2000
SEED = 1


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
    questionnaire = sound_questionnaire(loaded)
    population = _read_population(file, questionnaire)
    people, seed = options.people or PEOPLE, SEED if options.seed is None else options.seed
    with leaving_on_ctrl_c(), show_progress("People", wanted=people > FEW) as tell:
        counts = interview_people(questionnaire, population, people, seed, lambda done: tell(done, people))
    limits = list(judge_limits(population.limits, counts))
    found = Interviewed(questionnaire, loaded.sha256, population, seed, counts, limits)
    write_output(to_json(found) if as_json else to_text(found, width_of_lines()), options.output, "What came out")
    return ExitCode.DONE if all(limit.kept for limit in limits) else ExitCode.FOUND


def _read_population(file: Path, questionnaire: Questionnaire) -> Population:
    read = read_population_file(file, questionnaire)
    if read.population is None:
        count = count_text(len(read.problems), "problem")
        raise BackmiceError("\n".join([f"the population file has {count}", *map(str, read.problems)]))
    return read.population
