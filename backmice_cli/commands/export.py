"""The questionnaire for other systems: standard output or a file. Chooses what writes it; decides nothing itself."""

from __future__ import annotations

import sys
from pathlib import Path

from backmice_cli.commands.options import ExportFormat
from backmice_cli.commands.output import refuse_unwritable_file, write_out, write_privately
from backmice_cli.errors import ExitCode
from backmice_cli.questionnaire.load import Loaded, read_questionnaire, shipped_questionnaire_path, sound


def export(questions: Path | None, format: ExportFormat, output: Path | None = None, force: bool = False) -> int:
    """Write a questionnaire, the shipped one without a file; returns the exit status.

    Raises QuestionnaireError or FileError; then nothing is written.
    """
    if output is not None:
        refuse_unwritable_file(output, force)
    text = _exported(read_questionnaire(questions or shipped_questionnaire_path()), format)
    if output is None:
        write_out(text)
    else:
        write_privately(output, text)
        sys.stderr.write(f"The questionnaire is in {output}\n")
    return ExitCode.DONE


def _exported(loaded: Loaded, format: ExportFormat) -> str:
    match format:
        case ExportFormat.FHIR:
            from backmice_cli.renderers.fhir.questionnaire import questionnaire_resource
            from backmice_cli.renderers.fhir.response import as_text

            return as_text(questionnaire_resource(sound(loaded), loaded.sha256))
