"""The questionnaire for other systems, and the schemas of what this program reads and writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from backmice_cli.author.options import ExportFormat, ExportOptions, Of
from backmice_cli.commands.output import refuse_unwritable, write_output
from backmice_cli.errors import BackmiceError, ExitCode
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path, sound_questionnaire


def export_questionnaire(options: ExportOptions) -> int:
    """Write a questionnaire for other systems, the shipped one without a file, or a schema; gives the exit status.

    Raises QuestionnaireError, FileError, or BackmiceError for options that do not go together; nothing is written then.
    """
    refuse_unwritable(options.output, force=options.force)
    match options.format:
        case ExportFormat.FHIR:
            if options.of is not None:
                raise BackmiceError("--of is for schemas", "Leave it out, or add --format json-schema.")
            write_output(_fhir_resource(options.file), options.output, "The questionnaire")
        case ExportFormat.JSON_SCHEMA:
            if options.file is not None:
                raise BackmiceError("a schema describes every questionnaire, not one file", "Leave the file out.")
            schema = json.dumps(_schema_of(options.of or Of.QUESTIONNAIRE), ensure_ascii=False, indent=2)
            write_output(f"{schema}\n", options.output, "The schema")
    return ExitCode.DONE


def _fhir_resource(file: Path | None) -> str:
    from backmice_cli.renderers.fhir.questionnaire import questionnaire_resource
    from backmice_cli.renderers.fhir.response import as_text

    loaded = read_questionnaire(file or shipped_questionnaire_path())
    return as_text(questionnaire_resource(sound_questionnaire(loaded), loaded.sha256))


def _schema_of(of: Of) -> dict[str, Any]:
    match of:
        case Of.QUESTIONNAIRE:
            from backmice_cli.author.export.schema.questionnaire import questionnaire_schema

            return questionnaire_schema()
        case Of.RESULT:
            from backmice_cli.author.export.schema.result import result_schema

            return result_schema()
        case Of.POPULATION:
            from backmice_cli.author.export.schema.questionnaire import file_schema
            from backmice_cli.author.test.population.people import Population

            return file_schema(Population, "population")
