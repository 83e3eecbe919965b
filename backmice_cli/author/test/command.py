"""`backmice test`: cases read, played and reported; changes of the rules tried on them; cases made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from backmice_cli.author.options import CasesOptions, TextOrJson, text_or_json
from backmice_cli.author.progress import show_progress, width_of_lines
from backmice_cli.author.test.accuracy import measure_accuracy
from backmice_cli.author.test.case_coverage import coverage_of
from backmice_cli.author.test.case_files import PlacedCase, case_files, read_case_file, to_yaml
from backmice_cli.author.test.case_runs import FEW, Runs, run_cases
from backmice_cli.author.test.cases import Case
from backmice_cli.author.test.mutation import Mutation, try_mutants
from backmice_cli.author.test.population.command import run_population
from backmice_cli.author.test.report import TestReport, to_json, to_text
from backmice_cli.author.z3_interrupt import leaving_on_ctrl_c
from backmice_cli.commands.output import refuse_unwritable, write_output, write_whole
from backmice_cli.errors import BackmiceError, ExitCode, FileError, MissingExtraError
from backmice_cli.questionnaire.english import count_text
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path, sound_questionnaire
from backmice_cli.questionnaire.model import Questionnaire


@dataclass(frozen=True)
class _Made:
    """Cases that were made, and what was said about it."""

    cases: tuple[Case, ...] = ()
    notes: tuple[str, ...] = ()


def run_tests(options: CasesOptions) -> int:
    """Run the cases and report. The status is 1 when a case failed.

    Raises BackmiceError for wrong options and broken case files, FileError, QuestionnaireError.
    """
    if options.population is not None:
        return run_population(options, options.population)
    if options.people is not None or options.seed is not None:
        raise BackmiceError("--people and --seed belong to --population", "Add --population FILE, or leave them out.")
    if not options.paths and options.generate is None:
        raise BackmiceError("no case files are named", "Name files or folders, such as: backmice test tests/cases")
    text_or_json(options)
    for path in (options.output, options.generate):
        refuse_unwritable(path, force=options.force)
    if options.generate is not None and find_spec("z3") is None:
        raise MissingExtraError("making cases", "author")
    loaded = read_questionnaire(options.questions or shipped_questionnaire_path())
    questionnaire = sound_questionnaire(loaded)
    _refuse_to_lose_cases(options.generate, questionnaire)
    cases = _read_cases(options, questionnaire)
    with show_progress("Cases", wanted=len(cases) > FEW) as tell:
        runs = run_cases(questionnaire, cases, lambda done: tell(done, len(cases)))
    passing = [placed.case for placed, verdict in zip(cases, runs.verdicts, strict=True) if verdict.passed]
    made = _make_cases(options, questionnaire, runs, passing)
    mutation = _try_mutants(questionnaire, [*passing, *made.cases]) if options.mutate else None
    notes = list(made.notes)
    generated = sum(placed.case.generated for placed in cases)
    if generated:
        count = f"{count_text(generated, 'case')} {'was' if generated == 1 else 'were'}"
        notes.append(f"{count} made from the questionnaire itself: not counted where levels are measured.")
    if options.mutate and runs.failed:
        notes.append("Cases that fail already cannot notice a change; they were left out of the mutation score.")
    _give_report(options, _report_of(questionnaire, loaded.sha256, runs, mutation, notes))
    return ExitCode.FOUND if runs.failed else ExitCode.DONE


def _read_cases(options: CasesOptions, questionnaire: Questionnaire) -> list[PlacedCase]:
    """Every case; the file that is to be written is not read."""
    target = None if options.generate is None else options.generate.resolve()
    files = [path for path in case_files(options.paths) if path.resolve() != target]
    read = [read_case_file(path, questionnaire) for path in files]
    problems = [problem for file in read for problem in file.problems]
    if problems:
        count = count_text(len(problems), "problem")
        raise BackmiceError("\n".join([f"the case files have {count}", *map(str, problems)]))
    return [placed for file in read for placed in file.cases]


def _refuse_to_lose_cases(target: Path | None, questionnaire: Questionnaire) -> None:
    """Raise FileError when the file to be written holds anything but cases that were made."""
    if target is None or not target.exists():
        return
    read = read_case_file(target, questionnaire)
    if not read.cases or not all(placed.case.generated for placed in read.cases):
        raise FileError(str(target), "it holds something that was not made here", "Name another file, or remove it.")


def _make_cases(options: CasesOptions, questionnaire: Questionnaire, runs: Runs, passing: Sequence[Case]) -> _Made:
    """Make the cases asked for and write them: what the given cases do not reach, with `mutate` do not notice."""
    if options.generate is None:
        return _Made()
    from backmice_cli.author.test.case_generation import cases_noticing, cases_reaching

    reached = runs.reached.parts
    flags = [flag for flag in questionnaire.red_flags if flag not in reached["red flags"]]
    levels = [level for level in questionnaire.levels if level not in reached["levels"]]
    with leaving_on_ctrl_c():
        generated = cases_reaching(questionnaire, flags, levels)
    cases, missed = generated.cases, len(generated.missed)
    notes = [f"No answers were found for {name}." for name in generated.missed]
    if options.mutate:
        unnoticed = _try_mutants(questionnaire, [*passing, *cases]).unnoticed
        with leaving_on_ctrl_c(), show_progress("Looking for answers that show each change", wanted=True) as tell:
            more = cases_noticing(questionnaire, unnoticed, tell)
        cases += more.cases
        missed += len(more.missed)
        if more.missed:
            notes.append(f"No answers were found that show {len(more.missed)} of the changes.")
    if not cases:
        return _Made(notes=("No case was made: there is nothing that these cases could add.", *notes))
    head = (
        f"Made from {questionnaire.title}, version {questionnaire.version}. These cases say what it does, not what it"
        " should do: read each before you trust it."
    )
    write_whole(options.generate, to_yaml(cases, head))
    return _Made(cases, (f"{len(cases)} cases are in {options.generate}", *notes))


def _try_mutants(questionnaire: Questionnaire, cases: Sequence[Case]) -> Mutation:
    """Try all changes; where z3 is there, those that no answers can show are not counted."""
    with show_progress("Changes of a rule", wanted=True) as tell:
        found = try_mutants(questionnaire, cases, tell)
    try:
        from backmice_cli.author.test.mutant_search import MutantSearch
    except MissingExtraError:
        return found
    with leaving_on_ctrl_c():
        return found.without(MutantSearch(questionnaire, found.unnoticed).is_equivalent)


def _report_of(
    questionnaire: Questionnaire, sha256: str, runs: Runs, mutation: Mutation | None, notes: Sequence[str]
) -> TestReport:
    pairs = [(verdict.expected, verdict.level) for verdict in runs.verdicts if verdict.expected is not None]
    measured, reached = measure_accuracy(pairs, questionnaire.urgency), coverage_of(questionnaire, runs.reached)
    return TestReport(questionnaire.title, sha256, runs.verdicts, measured, reached, mutation, notes)


def _give_report(options: CasesOptions, tested: TestReport) -> None:
    as_json = text_or_json(options) is TextOrJson.JSON
    text = to_json(tested) if as_json else to_text(tested, width_of_lines())
    write_output(text, options.output, "What came out")
