"""The questionnaire for other systems, and the schemas of what this program reads and writes."""

from __future__ import annotations

import json
import sys
from enum import Enum
from pathlib import Path

from backmice_cli.commands.output import write_out, write_privately
from backmice_cli.errors import ExitCode, FileError


class ExportFormat(str, Enum):
    """What is written."""

    JSON_SCHEMA = "json-schema"


class Of(str, Enum):
    """What a schema describes."""

    QUESTIONNAIRE = "questionnaire"
    RESULT = "result"


def export_schema(of: Of, output: Path | None, force: bool) -> int:
    """Write a JSON Schema to a file or to standard output. Raises FileError."""
    if output is not None and output.exists() and not force:
        raise FileError(str(output), "the file exists", "Add --force to replace it.")
    text = _schema(of)
    if output is None:
        write_out(text)
    else:
        write_privately(output, text)
        sys.stderr.write(f"The schema is in {output}\n")
    return ExitCode.DONE


def _schema(of: Of) -> str:
    match of:
        case Of.QUESTIONNAIRE:
            from backmice_cli.renderers.schema.questionnaire import questionnaire_schema

            schema = questionnaire_schema()
        case Of.RESULT:
            from backmice_cli.renderers.schema.result import result_schema

            schema = result_schema()
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
