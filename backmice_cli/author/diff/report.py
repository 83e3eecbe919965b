"""The differences between two questionnaires in words, with commands to run. Finds nothing itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backmice_cli.author.diff.causes import Cause
from backmice_cli.author.diff.differences import Diff
from backmice_cli.author.diff.joint_interview import DifferenceExample
from backmice_cli.author.diff.levels import LevelGroup
from backmice_cli.author.diff.questions import QuestionChange
from backmice_cli.author.diff.rules import LevelRule, Which, counterpart_of, part_of
from backmice_cli.author.diff.shown import Shown
from backmice_cli.author.diff.text import AnsweredExample, ComparedFile, LevelChange, QuestionLine, Report, Telling
from backmice_cli.author.symbolic.replay_command import triage_command
from backmice_cli.interview.answers import written
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.formula import formula_of, signs_in
from backmice_cli.questionnaire.load import Loaded
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.notation import in_words


class ReportBuilder:
    """Words for what was found between two files."""

    def __init__(self, found: Diff, old: Loaded, new: Loaded) -> None:
        self._found = found
        self._files: dict[Which, Loaded] = {"old": old, "new": new}
        self._questionnaires: dict[Which, Questionnaire] = {"old": found.matching.old, "new": found.matching.new}

    def report(self) -> Report:
        found = self._found
        by_direction: dict[str, list[LevelChange]] = {"less": [], "unclear": [], "more": []}
        for group in found.groups:
            by_direction[group.direction].append(self._change(group))
        return Report(
            old=self._file("old"),
            new=self._file("new"),
            levels={
                **{id: level.label for id, level in found.matching.old.levels.items()},
                **{id: level.label for id, level in found.matching.new.levels.items()},
            },
            less_urgent=by_direction["less"],
            unclear=by_direction["unclear"],
            more_urgent=by_direction["more"],
            is_complete=found.is_complete,
            shown=[self._telling(one) for one in found.shown],
            questions=[self._question(change) for change in found.questions],
            texts=found.texts,
            unused_accepted=found.unused,
        )

    def _file(self, which: Which) -> ComparedFile:
        loaded, questionnaire = self._files[which], self._questionnaires[which]
        return ComparedFile(loaded.name, questionnaire.title, questionnaire.version, loaded.sha256)

    def _change(self, group: LevelGroup) -> LevelChange:
        return LevelChange(
            old_level=group.old_level,
            new_level=group.new_level,
            rule=self._rule(group),
            at=group.at,
            reason=group.reason,
            because=[*self._because(group), *map(self._cause, group.causes)],
            accepted=self._found.accepted(group) if group.direction != "more" else None,
            example=self._example(group.example),
        )

    def _rule(self, group: LevelGroup) -> str:
        """Name a rule, and where it stands: in the new file if it is there, for that is the one that is edited."""
        if group.rule.kind == "none":
            return "The last level, which applies when nothing raises it"
        there = counterpart_of(group.rule, group.which, self._found.matching)
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
        position = self._files[which].key_position(path)
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
        matching = self._found.matching
        return (
            matching.old.levels[part_of(old, matching.old).level].label,
            matching.new.levels[part_of(new, matching.new).level].label,
        )

    def _both_rules(self, group: LevelGroup) -> tuple[LevelRule, LevelRule]:
        there = counterpart_of(group.rule, group.which, self._found.matching) or group.rule
        return (group.rule, there) if group.which == "old" else (there, group.rule)

    def _condition(self, group: LevelGroup) -> Iterator[str]:
        matching = self._found.matching
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

    def _example(self, example: DifferenceExample) -> AnsweredExample:
        return AnsweredExample(
            _written_answers(example.old),
            _written_answers(example.new),
            triage_command(example.old, self._files["old"].name),
            triage_command(example.new, self._files["new"].name),
        )

    def _telling(self, shown: Shown) -> Telling:
        questionnaire = self._questionnaires["new" if shown.comes else "old"]
        match shown.kind:
            case "red_flag":
                what = f"Red flag '{shown.id}' ({questionnaire.red_flags[shown.id].warn})"
                words = f"{what} is {'raised for more people' if shown.comes else 'no longer raised for some'}"
            case "advice":
                what = f"Advice '{shown.id}' ({questionnaire.advice[shown.id].text})"
                words = f"{what} {'is given to more people' if shown.comes else 'is no longer given to some'}"
        example = None if shown.example is None else self._example(shown.example)
        return Telling(shown.kind, shown.id, shown.comes, words, example)

    def _question(self, change: QuestionChange) -> QuestionLine:
        example = None if change.example is None else self._example(change.example)
        what = f"'{change.question}: {change.choice}'" if change.choice else f"'{change.question}'"
        return QuestionLine(change.what, change.question, f"{_ASKED[change.what]}: {what}", example)


_ASKED = {
    "added": "Added",
    "removed": "Removed",
    "choice_added": "Choice added",
    "choice_removed": "Choice removed",
    "asked_of_fewer": "No longer asked of some",
    "asked_of_more": "Asked of more people",
}


def _written_answers(answers: Mapping[str, Answer]) -> dict[str, str]:
    return {id: written(answer) for id, answer in answers.items()}
