"""What the build of a wheel adds: the compiled form of `questions.yaml`. A file with mistakes stops the build."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledQuestionnaire(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return  # in a checkout the file is there to be changed
        sys.path.insert(0, self.root)
        from backmice_cli.questionnaire.compilation import SUFFIX, compile_questionnaire
        from backmice_cli.questionnaire.problem import QuestionnaireError

        file = Path(self.root, "questions.yaml")
        try:
            compiled = compile_questionnaire(file.read_bytes(), file.name)
        except QuestionnaireError as error:
            raise SystemExit("\n".join(map(str, error.problems))) from None
        self._folder = TemporaryDirectory()
        made = Path(self._folder.name, file.with_suffix(SUFFIX).name)
        made.write_bytes(compiled)
        build_data["force_include"][str(made)] = f"backmice_cli/{made.name}"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        if version != "editable":
            self._folder.cleanup()
