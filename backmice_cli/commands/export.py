"""The questionnaire for other systems, and the schemas of what this program reads and writes."""

from __future__ import annotations

import json
import sys
from enum import Enum
from pathlib import Path

from backmice_cli.commands.output import refuse_unwritable_file, write_out, write_privately
from backmice_cli.errors import ExitCode
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path, sound


class ExportFormat(str, Enum):
    """What is written."""

    FHIR = "fhir"
    JSON_SCHEMA = "json-schema"


class Of(str, Enum):
    """What a schema describes."""

    QUESTIONNAIRE = "questionnaire"
    RESULT = "result"


def export_fhir(questions: Path | None, output: Path | None, force: bool) -> int:
    """Write a questionnaire, the shipped one without a file, as FHIR. Raises QuestionnaireError or FileError."""
    _refuse_unwritable(output, force)
    loaded = read_questionnaire(questions or shipped_questionnaire_path())
    from backmice_cli.renderers.fhir.questionnaire import questionnaire_resource

    return _give("questionnaire", questionnaire_resource(sound(loaded), loaded.sha256), output)


def export_schema(of: Of, output: Path | None, force: bool) -> int:
    """Write a JSON Schema to a file or to standard output. Raises FileError."""
    _refuse_unwritable(output, force)
    return _give("schema", _schema(of), output)


def _schema(of: Of) -> dict[str, object]:
    match of:
        case Of.QUESTIONNAIRE:
            from backmice_cli.renderers.schema.questionnaire import questionnaire_schema

            return questionnaire_schema()
        case Of.RESULT:
            from backmice_cli.renderers.schema.result import result_schema

            return result_schema()


def _refuse_unwritable(output: Path | None, force: bool) -> None:
    if output is not None:
        refuse_unwritable_file(output, force)


def _give(what: str, content: dict[str, object], output: Path | None) -> int:
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        write_out(text)
    else:
        write_privately(output, text)
        sys.stderr.write(f"The {what} is in {output}\n")
    return ExitCode.DONE
