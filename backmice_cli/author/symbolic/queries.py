"""What can be looked for in a questionnaire: each goal as a formula, and as a look at one interview that was played."""

from __future__ import annotations

from dataclasses import dataclass

from backmice_cli.author.symbolic.formulas import Literal
from backmice_cli.author.symbolic.interview import InterviewFormulas
from backmice_cli.author.symbolic.outcome import OutcomeFormulas
from backmice_cli.interview.interview import Interview
from backmice_cli.interview.outcome import assess, level_of
from backmice_cli.questionnaire.condition import Condition


@dataclass(frozen=True)
class ConditionHolds:
    """A condition holds at the end."""

    condition: Condition


@dataclass(frozen=True)
class FlagRaised:
    """A red flag is raised."""

    flag: str


@dataclass(frozen=True)
class FlagDecides:
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
class QuestionAsked:
    question: str


@dataclass(frozen=True)
class QuestionAnswered:
    question: str


@dataclass(frozen=True)
class PossibilityListed:
    """A possibility is on the list that the person sees."""

    possibility: str


@dataclass(frozen=True)
class AdviceGiven:
    """The person sees this advice."""

    advice: str


@dataclass(frozen=True)
class Negation:
    goal: Query


@dataclass(frozen=True)
class Conjunction:
    """All of these goals in one interview."""

    goals: tuple[Query, ...]


Query = (
    ConditionHolds
    | FlagRaised
    | FlagDecides
    | LevelIs
    | LevelAtLeast
    | BaselineIs
    | QuestionAsked
    | QuestionAnswered
    | PossibilityListed
    | AdviceGiven
    | Negation
    | Conjunction
)


def query_formula(goal: Query, interviews: InterviewFormulas, outcomes: OutcomeFormulas) -> Literal:
    """Say when an interview reaches the goal."""
    match goal:
        case ConditionHolds(condition):
            return interviews.condition_holds(condition)
        case FlagRaised(flag):
            return outcomes.raised(flag)
        case FlagDecides(flag):
            return outcomes.decides(flag)
        case LevelIs(level):
            return outcomes.level_is(level)
        case LevelAtLeast(level):
            return outcomes.level_at_least(level)
        case BaselineIs(line):
            return outcomes.decided_by[line]
        case QuestionAsked(question):
            return interviews.shown(question)
        case QuestionAnswered(question):
            return interviews.answered(question)
        case PossibilityListed(possibility):
            return outcomes.listed(possibility)
        case AdviceGiven(advice):
            return outcomes.advised(advice)
        case Negation(inner):
            return -query_formula(inner, interviews, outcomes)
        case Conjunction(goals):
            return interviews.circuit.every([query_formula(inner, interviews, outcomes) for inner in goals])


def is_true_of(goal: Query, interview: Interview) -> bool:
    """Tell whether an interview that is over reached the goal."""
    questionnaire, answers = interview.questionnaire, interview.answers
    match goal:
        case ConditionHolds(condition):
            return questionnaire.evaluator.holds(condition, answers)
        case FlagRaised(flag):
            return questionnaire.evaluator.holds(questionnaire.red_flags[flag].when, answers)
        case FlagDecides(flag):
            level = questionnaire.red_flags[flag].level
            return is_true_of(FlagRaised(flag), interview) and level_of(questionnaire, answers) == level
        case LevelIs(level):
            return level_of(questionnaire, answers) == level
        case LevelAtLeast(level):
            return questionnaire.urgency[level_of(questionnaire, answers)] <= questionnaire.urgency[level]
        case BaselineIs(line):
            return assess(questionnaire, answers).baseline == line
        case QuestionAsked(question):
            return question in interview.replies
        case QuestionAnswered(question):
            return question in answers
        case PossibilityListed(possibility):
            return any(listed.id == possibility for listed in assess(questionnaire, answers).possibilities)
        case AdviceGiven(advice):
            return advice in assess(questionnaire, answers).advice
        case Negation(inner):
            return not is_true_of(inner, interview)
        case Conjunction(goals):
            return all(is_true_of(inner, interview) for inner in goals)
