"""What the proofs must find, worked out from all interviews of a small questionnaire, without a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from backmice_cli.author.check.until_alert import typical_answer
from backmice_cli.interview.answers import SKIPPED, Reply, read_reply
from backmice_cli.interview.interview import Interview
from backmice_cli.interview.outcome import assess, level_of
from backmice_cli.questionnaire.condition import Answers, Condition
from backmice_cli.questionnaire.model import Entry, Questionnaire
from tests.support.trees import Ended, outcome_of, replies_to

Place = tuple[str | int, ...]


@dataclass
class Brute:
    """All interviews of one questionnaire."""

    questionnaire: Questionnaire
    ended: list[Ended]

    @property
    def interviews(self) -> Iterator[Interview]:
        return (ended.interview for ended in self.ended)

    def _some(self, condition: Condition) -> bool:
        return any(self.holds(condition, interview.answers) for interview in self.interviews)

    def holds(self, condition: Condition, answers: Answers) -> bool:
        return self.questionnaire.evaluator.holds(condition, answers)

    def reaches(self, entry: Entry, answers: Answers) -> bool:
        """Whether the question is asked as far as its own `when` does not decide."""
        outline = self.questionnaire.outline
        earlier_sections = list(self.questionnaire.sections)[: list(self.questionnaire.sections).index(entry.section)]
        before = {id: given for id, given in answers.items() if outline[id].section in earlier_sections}
        ends = [flag.when for flag in self.questionnaire.red_flags.values() if flag.ends]
        if earlier_sections and any(self.holds(when, before) for when in ends):
            return False
        given = answers.get(entry.parent) if entry.parent is not None else entry.opened_by
        return entry.opened_by in given if isinstance(given, tuple) else entry.opened_by == given

    def disproved(self) -> set[tuple[str, Place]]:
        """Everything not so but what is about two interviews, as code and path."""
        return {*self._never_asked(), *self._of_rules(), *self._of_outcomes(), *self._of_subjects(), *self._of_two()}

    def _never_asked(self) -> Iterator[tuple[str, Place]]:
        asked = {id for interview in self.interviews for id in interview.replies}
        silent = {entry.id for entry in self.questionnaire.outline} - asked
        for entry in self.questionnaire.outline:
            if entry.id in silent and entry.parent not in silent:
                reached = any(self.reaches(entry, interview.answers) for interview in self.interviews)
                yield "never-asked", (*entry.path, "when") if reached else entry.path

    def _of_red_flags(self, always: set[Place]) -> Iterator[tuple[str, Place]]:
        complete = [interview.answers for interview in self.interviews if self._is_complete(interview)]
        for id, flag in self.questionnaire.red_flags.items():
            path: Place = ("red_flags", id, "when")
            if path not in always and self._spares_unasked(flag.when):
                yield "holds-unasked", path
            arms = [place for place, arm in self._arms(flag.when, path) if self._all_hold(arm, complete)]
            if path not in always:
                yield from (
                    ("always-holds", place) for place in arms or ([path] if self._all_hold(flag.when, complete) else [])
                )

    def _is_complete(self, interview: Interview) -> bool:
        outline, sections = self.questionnaire.outline, self.questionnaire.sections
        return all(
            reply is not SKIPPED or outline[id].question.optional or sections[outline[id].section].optional
            for id, reply in interview.replies.items()
        )

    def _all_hold(self, condition: Condition, everyone: Sequence[Answers]) -> bool:
        return bool(everyone) and all(self.holds(condition, answers) for answers in everyone)

    def _arms(self, condition: Condition, path: Place) -> Iterator[tuple[Place, Condition]]:
        for keys, part in condition.parts():
            if keys != ("not",):
                if keys[0] == "any":
                    yield (*path, *keys), part
                yield from self._arms(part, (*path, *keys))

    def _spares_unasked(self, when: Condition) -> bool:
        """Whether someone is warned who was not asked what the warning denies, and whom an answer would have spared."""
        raised = [interview for interview in self.interviews if self.holds(when, interview.answers)]
        for id in self._denied(when, False, self._signs):
            question = self.questionnaire.outline[id].question
            replies = [read_reply(question, reply) for reply in replies_to(question)]
            single = [reply for reply in replies if not isinstance(reply, tuple) or len(reply) == 1]
            if any(id in interview.answers for interview in raised) and any(
                not self.holds(when, {**interview.answers, id: reply})
                for interview in raised
                if id not in interview.replies
                for reply in single
            ):
                return True
        return False

    def _of_rules(self) -> Iterator[tuple[str, Place]]:
        found = list(self._of_all_rules())
        yield from found
        yield from self._of_red_flags({path for code, path in found if code == "always-holds"})

    def _of_all_rules(self) -> Iterator[tuple[str, Place]]:
        last = ("baseline", len(self.questionnaire.baseline) - 1, "when")
        everyone = [interview.answers for interview in self.interviews]
        replied = [interview.replies for interview in self.interviews]
        answered = {id for answers in everyone for id in answers}
        for kind, path, condition, matters in self._rules():
            looked_at = [place for place, answers in enumerate(everyone) if matters(answers)]
            held = [place for place in looked_at if self.holds(condition, everyone[place])]
            if not held and kind != "question" and (kind != "feature" or looked_at):
                yield "never-holds", path
            if looked_at and len(held) == len(looked_at) and path != last:
                yield "always-holds", path
            openly, denied = self._denied(condition, False, {}), self._denied(condition, False, self._signs)
            for id in (denied & answered) if held else ():
                asked_there = any(id in replied[place] for place in held)
                if (id in openly or asked_there) and not any(id in everyone[place] for place in held):
                    yield "holds-only-unasked", path

    @property
    def _signs(self) -> Mapping[str, Condition]:
        return self.questionnaire.signs

    def _denied(self, condition: Condition, inside: bool, signs: Mapping[str, Condition]) -> set[str]:
        found = {id for id, test in condition.tests.items() if test != "answered" and inside}
        for keys, part in condition.parts():
            found |= self._denied(part, not inside if keys == ("not",) else inside, signs)
        if condition.sign in signs:
            found |= self._denied(signs[str(condition.sign)], inside, signs)
        return found

    def _rules(self) -> Iterator[tuple[str, Place, Condition, Callable[[Answers], bool]]]:
        questionnaire = self.questionnaire
        for entry in questionnaire.outline:
            if entry.question.when is not None:
                yield "question", (*entry.path, "when"), entry.question.when, self._reaching(entry)
        for id, condition in questionnaire.signs.items():
            yield "sign", ("signs", id), condition, lambda _: True
        for id, flag in questionnaire.red_flags.items():
            yield "flag", ("red_flags", id, "when"), flag.when, lambda _: True
        for place, line in enumerate(questionnaire.baseline):
            yield "line", ("baseline", place, "when"), line.when, lambda _: True
        for id, thing in questionnaire.possibilities.items():
            needs = thing.needs
            if needs is not None:
                yield "needs", ("possibilities", id, "needs"), needs, lambda _: True
            for key, features in (("fits", thing.fits), ("against", thing.against)):
                for place, feature in enumerate(features):
                    yield "feature", ("possibilities", id, key, place, "when"), feature.when, self._needing(needs)
        for id, advice in questionnaire.advice.items():
            if advice.when is not None:
                yield "advice", ("advice", id, "when"), advice.when, self._elsewhere(advice.never_at)
        for path, when in questionnaire.line_conditions():
            others = set(questionnaire.levels) - {path[1]} if path[0] == "levels" else ()
            yield "line", path, when, self._elsewhere(tuple(others))

    def _reaching(self, entry: Entry) -> Callable[[Answers], bool]:
        return lambda answers: self.reaches(entry, answers)

    def _needing(self, needs: Condition | None) -> Callable[[Answers], bool]:
        return lambda answers: needs is None or self.holds(needs, answers)

    def _elsewhere(self, levels: tuple[str, ...]) -> Callable[[Answers], bool]:
        return lambda answers: self.level(answers) not in levels

    def level(self, answers: Answers) -> str:
        return level_of(self.questionnaire, answers)

    def _of_subjects(self) -> Iterator[tuple[str, Place]]:
        everyone = [interview.answers for interview in self.interviews]
        for id, advice in self.questionnaire.advice.items():
            read = [answers for answers in everyone if id in assess(self.questionnaire, answers).advice]
            if advice.about and not self._all_hold_for(advice.about, read):
                yield "off-subject", ("advice", id, "about")
        for path, line in self.questionnaire.lines():
            read = [
                answers
                for answers in everyone
                if (path[0] != "levels" or self.level(answers) == path[1])
                and (line.when is None or self.holds(line.when, answers))
            ]
            if line.about and not self._all_hold_for(line.about, read):
                yield "off-subject", (*path, "about")

    def _all_hold_for(self, sign: str, read: Sequence[Answers]) -> bool:
        return all(self.holds(self._signs[sign], answers) for answers in read)

    def _of_two(self) -> Iterator[tuple[str, Place]]:
        told = [self._told(interview.answers) for interview in self.interviews]
        for place, rule in enumerate(self.questionnaire.never_together):
            for number, id in enumerate(rule.these):
                if any(id in one and not one.isdisjoint(rule.others) for one in told):
                    yield "said-together", ("never_together", place, "these", number)

    def _told(self, answers: Answers) -> set[str]:
        outcome = assess(self.questionnaire, answers)
        signs = {id for id, condition in self._signs.items() if self.holds(condition, answers)}
        return {*outcome.advice, *outcome.red_flags, *(each.id for each in outcome.possibilities), *signs}

    def _of_outcomes(self) -> Iterator[tuple[str, Place]]:
        questionnaire = self.questionnaire
        outcomes = [assess(questionnaire, interview.answers) for interview in self.interviews]
        for level in set(questionnaire.levels) - {outcome.level for outcome in outcomes}:
            yield "level-not-reached", ("levels", level)
        for place, line in enumerate(questionnaire.baseline):
            held = self._some(line.when)
            if held and all(outcome.baseline != place for outcome in outcomes):
                yield "masked-baseline", ("baseline", place)
            levels = {outcome.level for outcome in outcomes if outcome.baseline == place}
            if levels and line.level not in levels:
                yield "never-decides", ("baseline", place)
        listed = {each.id for outcome in outcomes for each in outcome.possibilities}
        for id, thing in questionnaire.possibilities.items():
            needed = thing.needs is None or self._some(thing.needs)
            if needed and id not in listed:
                yield "never-listed", ("possibilities", id)
        for id, flag in questionnaire.red_flags.items():
            levels = {outcome.level for outcome in outcomes if id in outcome.red_flags}
            if levels and flag.level not in levels:
                yield "never-decides", ("red_flags", id)

    def is_calmer(self, id: str, first: str, second: str) -> bool:
        """Whether someone, who answers all else the same, comes out calmer with the first."""
        outline, urgency = self.questionnaire.outline, self.questionnaire.urgency
        others = [entry.id for entry in outline if entry.id != id]
        ways: list[list[Reply | None]] = [[None, *replies_to(outline[other].question)] for other in others]
        for said in product(*ways):
            intended = {other: reply for other, reply in zip(others, said, strict=True) if reply is not None}
            one, two = (
                self.level(outcome_of(self.questionnaire, {**intended, id: it}).answers) for it in (first, second)
            )
            if urgency[one] > urgency[two]:
                return True
        return False

    def pairs(self) -> Iterator[tuple[str, Place, str, str, str]]:
        """What is compared: code, path, question and the two replies."""
        for entry in self.questionnaire.outline:
            question, quiet = entry.question, entry.question.quiet_choice
            unsure = [id for id in question.unsure_choices if quiet not in (None, id)]
            for id in unsure:
                yield "calmer-when-unsure", (*entry.path, "choices", id), entry.id, id, str(quiet)
            for place, (less, more) in enumerate(pairwise(question.worse), 1):
                if not (more in unsure and less == quiet):
                    yield "calmer-when-worse", (*entry.path, "worse", place), entry.id, more, less

    def replies_in_all(self) -> int:
        count = 1
        for entry in self.questionnaire.outline:
            count *= 1 + len(list(replies_to(entry.question)))
        return count

    def alerts(self) -> Iterator[tuple[int, bool, Interview]]:
        """Each first alert: questions until then, whether one answer made it, and the interview up to there."""
        for ended in self.ended:
            if ended.at_alert is not None:
                yield len(ended.at_alert.replies), self._by_one_answer(ended.at_alert), ended.at_alert

    def _by_one_answer(self, interview: Interview) -> bool:
        chain: list[str] = [next(reversed(interview.replies))]
        while (parent := self.questionnaire.outline[chain[-1]].parent) is not None:
            chain.append(parent)
        alone = {id: interview.answers[id] for id in chain if id in interview.answers}
        flags = self.questionnaire.red_flags
        return any(
            self.holds(flags[id].when, alone)
            for id in interview.raised
            if chain[0] in self.questionnaire.evaluator.meaning(flags[id].when).reads
        )

    def longest(self, *, single: bool) -> int | None:
        return max((count for count, alone, _ in self.alerts() if alone == single), default=None)

    def longest_quiet(self, *, single: bool) -> int | None:
        """The longest of the people who need the fewest answers that are not quiet, over all red flags."""
        found = []
        for flag in self.questionnaire.red_flags:
            opened = self._decide(flag)
            ways = [
                (sum(counts), count)
                for count, alone, interview in self.alerts()
                if alone == single and flag in interview.raised
                if self._is_told(flag, interview)
                for counts in [[self._unquiet(id, interview) for id in opened]]
                if all(self._unquiet(id, interview) == 0 for id in interview.replies if id not in opened)
            ]
            fewest = min((unquiet for unquiet, _ in ways), default=0)
            found += [count for unquiet, count in ways if unquiet == fewest]
        return max(found, default=None)

    def _is_told(self, flag: str, interview: Interview) -> bool:
        when = self.questionnaire.red_flags[flag].when
        return next(reversed(interview.replies)) in self.questionnaire.evaluator.meaning(when).reads

    def _decide(self, flag: str) -> set[str]:
        found: set[str] = set()
        waiting = set(self.questionnaire.evaluator.meaning(self.questionnaire.red_flags[flag].when).reads)
        while waiting:
            entry = self.questionnaire.outline[waiting.pop()]
            found.add(entry.id)
            when = entry.question.when
            more = set() if when is None else set(self.questionnaire.evaluator.meaning(when).reads)
            waiting |= (more | ({entry.parent} if entry.parent is not None else set())) - found
        return found

    def _unquiet(self, id: str, interview: Interview) -> int:
        if id not in interview.replies:
            return 0
        question, reply = self.questionnaire.outline[id].question, interview.replies[id]
        values = list(question.choices)
        if question.kind == "number":
            typical: object = min(
                (number for number in replies_to(question)), key=lambda number: abs(float(str(number)))
            )
        else:
            typical = typical_answer(question, values)
        if reply is SKIPPED:
            return int(typical is not None)
        if isinstance(reply, tuple) and isinstance(typical, tuple):
            return sum(choice not in typical for choice in reply)
        return int(reply != typical)

    def core_lengths(self) -> tuple[int, int]:
        """The shortest interview in which all is answered, and the longest."""
        outline, sections = self.questionnaire.outline, self.questionnaire.sections
        counted = [
            (sum(not sections[outline[id].section].optional for id in interview.replies), interview)
            for interview in self.interviews
        ]
        whole = [
            count
            for count, interview in counted
            if all(
                reply is not SKIPPED or sections[outline[id].section].optional
                for id, reply in interview.replies.items()
            )
        ]
        return min(whole), max(count for count, _ in counted)
