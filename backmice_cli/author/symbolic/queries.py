"""What can be looked for in a questionnaire: each goal as a formula, and as a look at one interview that was played."""

from __future__ import annotations

from dataclasses import dataclass

from backmice_cli.author.symbolic.formulas import Literal
from backmice_cli.author.symbolic.interview import World
from backmice_cli.author.symbolic.outcome import Outcomes
from backmice_cli.interview.interview import Interview
from backmice_cli.interview.outcome import assess, level_of
from backmice_cli.questionnaire.condition import Condition


@dataclass(frozen=True)
class Holds:
    """A condition holds at the end."""

    condition: Condition


@dataclass(frozen=True)
class Raised:
    """A red flag is raised."""

    flag: str


@dataclass(frozen=True)
class Decides:
    """A red flag is raised, and nothing more urgent."""

    flag: str


@dataclass(frozen=True)
class LevelIs:
    """The level is exactly this one."""

    level: str


@dataclass(frozen=True)
class LevelAtLeast:
    """The level is this one or a more urgent one."""

    level: str


@dataclass(frozen=True)
class BaselineIs:
    """This line of the baseline is the first that holds; counted from 0."""

    line: int


@dataclass(frozen=True)
class Asked:
    question: str


@dataclass(frozen=True)
class Answered:
    question: str


@dataclass(frozen=True)
class Listed:
    """A possibility is on the list that the person sees."""

    possibility: str


@dataclass(frozen=True)
class Advised:
    """The person sees this advice."""

    advice: str


@dataclass(frozen=True)
class Missed:
    goal: Goal


@dataclass(frozen=True)
class Both:
    """All of these goals in one interview."""

    goals: tuple[Goal, ...]


Goal = (
    Holds | Raised | Decides | LevelIs | LevelAtLeast | BaselineIs | Asked | Answered | Listed | Advised | Missed | Both
)


def formula(goal: Goal, world: World, outcomes: Outcomes) -> Literal:
    """Say when an interview reaches the goal."""
    match goal:
        case Holds(condition):
            return world.met(condition)
        case Raised(flag):
            return outcomes.raised(flag)
        case Decides(flag):
            return outcomes.decides(flag)
        case LevelIs(level):
            return outcomes.level_is(level)
        case LevelAtLeast(level):
            return outcomes.level_at_least(level)
        case BaselineIs(line):
            return outcomes.decided_by[line]
        case Asked(question):
            return world.shown(question)
        case Answered(question):
            return world.answered(question)
        case Listed(possibility):
            return outcomes.listed(possibility)
        case Advised(advice):
            return outcomes.advised(advice)
        case Missed(inner):
            return -formula(inner, world, outcomes)
        case Both(goals):
            return world.circuit.every([formula(inner, world, outcomes) for inner in goals])


def is_reached(goal: Goal, interview: Interview) -> bool:
    """Tell whether an interview that is over reached the goal."""
    questionnaire, answers = interview.questionnaire, interview.answers
    match goal:
        case Holds(condition):
            return questionnaire.evaluator.holds(condition, answers)
        case Raised(flag):
            return questionnaire.evaluator.holds(questionnaire.red_flags[flag].when, answers)
        case Decides(flag):
            level = questionnaire.red_flags[flag].level
            return is_reached(Raised(flag), interview) and level_of(questionnaire, answers) == level
        case LevelIs(level):
            return level_of(questionnaire, answers) == level
        case LevelAtLeast(level):
            return questionnaire.urgency[level_of(questionnaire, answers)] <= questionnaire.urgency[level]
        case BaselineIs(line):
            return assess(questionnaire, answers).baseline == line
        case Asked(question):
            return question in interview.replies
        case Answered(question):
            return question in answers
        case Listed(possibility):
            return any(listed.id == possibility for listed in assess(questionnaire, answers).possibilities)
        case Advised(advice):
            return advice in assess(questionnaire, answers).advice
        case Missed(inner):
            return not is_reached(inner, interview)
        case Both(goals):
            return all(is_reached(inner, interview) for inner in goals)
