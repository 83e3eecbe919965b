"""Command-line declarations for the people who write a questionnaire: options in, exit status out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backmice_cli.author.completion import complete_code, complete_explained, complete_section
from backmice_cli.author.options import (
    CasesOptions,
    CheckOptions,
    DiffOptions,
    ExplainOptions,
    ExportFormat,
    ExportOptions,
    Of,
    TextOrJson,
    TreeFormat,
    TreeOptions,
)
from backmice_cli.commands.output_options import Force, Output, OutputOfOneForm, read_output, refuse_standard_output
from backmice_cli.commands.streams import leave_with

author_app = typer.Typer(rich_markup_mode=None, add_completion=False)

File = Annotated[Path | None, typer.Argument(metavar="FILE", help="A questionnaire. Without it, the one that ships.")]
Questions = Annotated[
    Path | None,
    typer.Option("--questions", metavar="FILE", help="Another questionnaire.", envvar="BACKMICE_QUESTIONS"),
]


@author_app.command(
    "check",
    epilog="Example:\n\n  backmice check --strict\n",
)
def check_command(
    file: File = None,
    format: Annotated[TextOrJson, typer.Option(help="The form of the list.")] = TextOrJson.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Only say what this code of a problem means, with an example.",
            autocompletion=complete_code,
        ),
    ] = None,
) -> None:
    """List what is wrong with a questionnaire: mistakes, wording, and what can be proved about all answers."""
    if explain is not None:
        from backmice_cli.author.check.manual_command import explain_code

        leave_with(lambda: explain_code(explain))
    from backmice_cli.author.check.command import check_questionnaire

    leave_with(lambda: check_questionnaire(CheckOptions(file, format, strict)))


DIFF_EXAMPLE = """Example:

  backmice new a.yaml && backmice new b.yaml && backmice diff a.yaml b.yaml
"""


@author_app.command("diff", epilog=DIFF_EXAMPLE)
def diff_command(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The questionnaire as it was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The questionnaire as it is now.")],
    format: Annotated[TextOrJson | None, typer.Option(help="The form of the list.")] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Show where advice differs between two questionnaires; 1 when anything became less urgent and is not accepted."""
    from backmice_cli.author.diff.command import diff_questionnaires

    options = DiffOptions(old, new, format, output, force)
    leave_with(lambda: diff_questionnaires(options))


@author_app.command(
    "explain",
    epilog="Example:\n\n  backmice explain rf_c_infection_fever\n",
)
def explain_command(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A question, red flag, level or possibility; also a sign, advice, source, or QUESTION.CHOICE.",
            autocompletion=complete_explained,
        ),
    ],
    questions: Questions = None,
    format: Annotated[TextOrJson, typer.Option(help="The form of the explanation.")] = TextOrJson.TEXT,
) -> None:
    """Say why a part of the questionnaire is there, what raises it, what it leads to, and its sources."""
    from backmice_cli.author.explain.command import explain_part

    leave_with(lambda: explain_part(ExplainOptions(id=id, questions=questions, format=format)))


EXPORT_EXAMPLE = """Example:

  backmice export --format json-schema -o questionnaire.schema.json
"""


@author_app.command("export", epilog=EXPORT_EXAMPLE)
def export_command(
    format: Annotated[
        ExportFormat,
        typer.Option(help="fhir: an HL7 FHIR R4 Questionnaire. json-schema: what a file must look like, for editors."),
    ],
    file: File = None,
    of: Annotated[
        Of | None, typer.Option(help="For json-schema: what it describes. Without it, questionnaires.")
    ] = None,
    output: OutputOfOneForm = None,
    force: Force = False,
) -> None:
    """Write a questionnaire for other systems, or the JSON Schema of questionnaires, results or populations."""
    from backmice_cli.author.export.command import export_questionnaire

    options = ExportOptions(format, file, of, output, force)
    leave_with(lambda: export_questionnaire(options))


@author_app.command("new", epilog="Example:\n\n  backmice new mine.yaml\n")
def new_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write. '-' is standard output.")],
    force: Force = False,
) -> None:
    """Write a small sound questionnaire to start from."""
    from backmice_cli.author.new.command import write_starter

    leave_with(lambda: write_starter(read_output(file), force=force))


@author_app.command(
    "test",
    epilog="Example:\n\n  backmice test --generate cases.yaml && backmice test cases.yaml\n",
)
def play_case_files(  # noqa: PLR0913, PLR0917 every option is a parameter
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Case files, or folders of them (*.yaml).")
    ] = None,
    questions: Questions = None,
    mutate: Annotated[
        bool, typer.Option("--mutate", help="Change every rule in turn, and tell which changes no case notices.")
    ] = False,
    generate: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write a case file that raises every red flag and reaches every level that the cases given do not."
            " With --mutate also cases that notice the changes.",
            callback=refuse_standard_output,
        ),
    ] = None,
    format: Annotated[TextOrJson | None, typer.Option(help="The form of what came out.")] = None,
    output: Output = None,
    force: Force = False,
    population: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Instead of cases: draw people of one kind as this file says, interview them, and judge its limits.",
        ),
    ] = None,
    people: Annotated[
        int | None, typer.Option(min=1, max=1_000_000, help="How many people are drawn. Without it, 2000.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Another number draws other people. Without it, 1.")] = None,
) -> None:
    """Play case files: answers, and what must come out of them. The exit status is 1 when a case failed."""
    from backmice_cli.author.test.command import run_tests

    options = CasesOptions(paths or (), questions, format, output, mutate, generate, force, population, people, seed)
    leave_with(lambda: run_tests(options))


@author_app.command("tree", epilog="Example:\n\n  backmice tree --section the_lump\n")
def tree_command(  # noqa: PLR0913, PLR0917 every option is a parameter
    file: File = None,
    section: Annotated[
        str | None, typer.Option(metavar="ID", help="Unfold this section alone.", autocompletion=complete_section)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Unfold every section.")] = False,
    format: Annotated[TreeFormat | None, typer.Option(help="The form of the drawing.")] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Draw the tree of questions, with the levels that answers lead to."""
    from backmice_cli.author.tree.command import draw_tree

    options = TreeOptions(
        file=file,
        format=format,
        section=section,
        all=everything,
        output=output,
        force=force,
    )
    leave_with(lambda: draw_tree(options))
