"""The compiled form of the questionnaire that ships: the same values, without the work of reading YAML.

The build of a wheel writes it beside `questions.yaml`. It is data and never code: decoding checks every type.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import QuestionnaireError

SUFFIX = ".msgpack"


class _CompiledFile(msgspec.Struct, frozen=True):
    sha256: str
    """Of the file that it was made from."""
    questionnaire: Questionnaire


def compile_questionnaire(content: bytes, name: str) -> bytes:
    """Give the compiled form of a file with this content. Raises QuestionnaireError when there is anything wrong."""
    from backmice_cli.questionnaire.yaml_file import read_yaml

    questionnaire, problems = read_yaml(content, name)
    if questionnaire is None or problems:
        raise QuestionnaireError(problems)
    return msgspec.msgpack.encode(_CompiledFile(_content_digest(content), questionnaire))


def read_compiled(path: Path, content: bytes) -> Questionnaire | None:
    """Give the questionnaire from the compiled form beside a file with this content; None unless made from that.

    Only the package itself carries one: whatever lies beside a file of somebody's own is not looked at.
    """
    if path.parent != Path(__file__).resolve().parent.parent:
        return None
    try:
        found = msgspec.msgpack.decode(path.with_suffix(SUFFIX).read_bytes(), type=_CompiledFile)
    except (OSError, msgspec.DecodeError):
        return None
    return found.questionnaire if found.sha256 == _content_digest(content) else None


def _content_digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
