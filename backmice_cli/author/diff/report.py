"""The differences between two questionnaires in words, with commands to run, and as JSON. Finds nothing itself.

Needs the extra `author`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from backmice_cli.author.diff.causes import Cause
from backmice_cli.author.diff.differences import Diff
from backmice_cli.author.diff.joint_interview import DifferenceExample
from backmice_cli.author.diff.levels import LevelGroup
from backmice_cli.author.diff.order import Direction
from backmice_cli.author.diff.questions import QuestionChange
from backmice_cli.author.diff.rules import LevelRule, Which, counterpart_of, part_of
from backmice_cli.author.diff.shown import Shown
from backmice_cli.author.symbolic.replay_command import triage_command
from backmice_cli.interview.answers import answer_text
from backmice_cli.questionnaire.formula import formula_of, signs_in
from backmice_cli.questionnaire.load import Loaded
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.notation import in_words

SCHEMA = "backmice-diff-2"


class DiffReport:
    """What was found between two files, and the words for it."""

    def __init__(self, found: Diff, old: Loaded, new: Loaded) -> None:
        self.found = found
        self.files: dict[Which, Loaded] = {"old": old, "new": new}
        self._questionnaires: dict[Which, Questionnaire] = {"old": found.matching.old, "new": found.matching.new}

    @property
    def is_same_advice(self) -> bool:
        return not (self.found.groups or self.found.shown or self.found.texts)

    def groups(self, direction: Direction) -> list[LevelGroup]:
        return [group for group in self.found.groups if group.direction == direction]

    def accepted(self, group: LevelGroup) -> str | None:
        """Why the author keeps that people became less urgent."""
        return self.found.accepted(group) if group.direction != "more" else None

    def level_label(self, id: str) -> str:
        old, new = self.found.matching.old.levels, self.found.matching.new.levels
        return (new.get(id) or old[id]).label

    def commands(self, example: DifferenceExample) -> tuple[str, str]:
        """The commands that play it with the old file, and with the new one."""
        return (
            triage_command(example.old, self.files["old"].name),
            triage_command(example.new, self.files["new"].name),
        )

    def to_json(self) -> str:
        """One object; the same differences give the same bytes."""
        found = self.found
        data = {
            "schema": SCHEMA,
            "same_advice": self.is_same_advice,
            "old": self._file_data("old"),
            "new": self._file_data("new"),
            "less_urgent": [self._group_data(group) for group in self.groups("less")],
            "unclear": [self._group_data(group) for group in self.groups("unclear")],
            "more_urgent": [self._group_data(group) for group in self.groups("more")],
            "is_complete": found.is_complete,
            "shown": [
                {"kind": one.kind, "id": one.id, "comes": one.comes, "words": self.words_of_shown(one)}
                | {"example": self._example_data(one.example)}
                for one in found.shown
            ],
            "questions": [
                {"what": one.what, "question": one.question, "words": words_of_question(one)}
                | {"example": self._example_data(one.example)}
                for one in found.questions
            ],
            "texts": [asdict(text) for text in found.texts],
            "unused_accepted": found.unused,
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

    def _file_data(self, which: Which) -> dict[str, str]:
        loaded, questionnaire = self.files[which], self._questionnaires[which]
        title, version = questionnaire.title, questionnaire.version
        return {"file": loaded.name, "title": title, "version": version, "sha256": loaded.sha256}

    def _group_data(self, group: LevelGroup) -> dict[str, Any]:
        return {
            "old_level": group.old_level,
            "new_level": group.new_level,
            "rule": self.words_of_rule(group),
            "at": group.at,
            "reason": group.reason,
            "because": self.reasons(group),
            "accepted": self.accepted(group),
            "example": self._example_data(group.example),
        }

    def _example_data(self, example: DifferenceExample | None) -> dict[str, Any] | None:
        if example is None:
            return None
        old_command, new_command = self.commands(example)
        return {
            "old_answers": {id: answer_text(answer) for id, answer in example.old.items()},
            "new_answers": {id: answer_text(answer) for id, answer in example.new.items()},
            "old_command": old_command,
            "new_command": new_command,
        }

    def reasons(self, group: LevelGroup) -> list[str]:
        """What is otherwise, as sentences."""
        return [*self._because(group), *map(self._cause, group.causes)]

    def words_of_rule(self, group: LevelGroup) -> str:
        """Name a rule, and where it stands: in the new file if it is there, for that is the one that is edited."""
        if group.rule.kind == "none":
            return "The last level, which applies when nothing raises it"
        there = counterpart_of(group.rule, group.which, self.found.matching)
        rule, which = group.rule, group.which
        if which == "old" and there is not None:
            rule, which = there, "new"
        place = self._place(rule, which)
        if rule.kind == "red_flag":
            warn = self._questionnaires[group.which].red_flags[group.rule.id].warn
            return f"Red flag '{rule.id}' ({warn}), {place}"
        return f"Baseline, line {rule.line + 1}, {place}"

    def _place(self, rule: LevelRule, which: Which) -> str:
        path = ("red_flags", rule.id) if rule.kind == "red_flag" else ("baseline", rule.line)
        position = self.files[which].key_position(path)
        return f"{position.file}:{position.line}"

    def _because(self, group: LevelGroup) -> Iterator[str]:
        was_old = group.which == "old"
        match group.reason:
            case "absent":
                yield "It was removed." if was_old else "It is new."
            case "earlier" if group.rule.kind == "baseline":
                yield "Another line of the baseline comes first now." if was_old else "Another line came first before."
            case "level":
                old, new = self._level_of_rule(group)
                yield f"Its level was {old}, and is {new}."
            case "order":
                yield "The levels are others, or stand in another order."
            case "condition":
                yield from self._condition(group)
            case _:
                pass  # the causes say it

    def _level_of_rule(self, group: LevelGroup) -> tuple[str, str]:
        old, new = self._both_rules(group)
        matching = self.found.matching
        return (
            matching.old.levels[part_of(old, matching.old).level].label,
            matching.new.levels[part_of(new, matching.new).level].label,
        )

    def _both_rules(self, group: LevelGroup) -> tuple[LevelRule, LevelRule]:
        there = counterpart_of(group.rule, group.which, self.found.matching) or group.rule
        return (group.rule, there) if group.which == "old" else (there, group.rule)

    def _condition(self, group: LevelGroup) -> Iterator[str]:
        matching = self.found.matching
        old, new = self._both_rules(group)
        was, now = part_of(old, matching.old).when, part_of(new, matching.new).when
        if not matching.is_same_condition(was, now):
            yield f"Its condition was: {in_words(was)}"
            yield f"and is: {in_words(now)}"
            return
        for sign in sorted(signs_in([formula_of(was)], matching.old.signs)):
            if not matching.is_same_condition(matching.old.signs[sign], matching.new.signs.get(sign)):
                yield f"It uses the sign '{sign}', whose condition is another one."

    def _cause(self, cause: Cause) -> str:
        now = cause.lacking == "new"
        question = f"'{cause.question}'"
        match cause.kind:
            case "no_question":
                return f"The question {question} was removed." if now else f"The question {question} is new."
            case "not_offered":
                said = f"'{cause.question}: {cause.detail}'"
                return f"{said} can no longer be answered." if now else f"{said} could not be answered before."
            case "not_opened":
                if now:
                    return f"The question {question} is asked only after '{cause.detail}' now."
                return f"Before, the question {question} was asked only after '{cause.detail}'."
            case "other_condition":
                if now:
                    return f"The question {question} is no longer asked here: its 'when' does not hold."
                return f"The question {question} was not asked here before: its 'when' did not hold."
            case "ended":
                flag = f"red flag '{cause.detail}'" if cause.detail else "set of red flags"
                return (
                    f"Now the {flag} ends the questions early."
                    if now
                    else f"Before, the {flag} ended the questions early."
                )

    def words_of_shown(self, shown: Shown) -> str:
        questionnaire = self._questionnaires["new" if shown.comes else "old"]
        match shown.kind:
            case "red_flag":
                what = f"Red flag '{shown.id}' ({questionnaire.red_flags[shown.id].warn})"
                return f"{what} is {'raised for more people' if shown.comes else 'no longer raised for some'}"
            case "advice":
                what = f"Advice '{shown.id}' ({questionnaire.advice[shown.id].text})"
                return f"{what} {'is given to more people' if shown.comes else 'is no longer given to some'}"


_ASKED = {
    "added": "Added",
    "removed": "Removed",
    "choice_added": "Choice added",
    "choice_removed": "Choice removed",
    "asked_of_fewer": "No longer asked of some",
    "asked_of_more": "Asked of more people",
}


def words_of_question(change: QuestionChange) -> str:
    what = f"'{change.question}: {change.choice}'" if change.choice else f"'{change.question}'"
    return f"{_ASKED[change.what]}: {what}"
