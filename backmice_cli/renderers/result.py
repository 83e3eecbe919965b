"""The published object: outcome, answers and questionnaire as one value that every format reads.

Carries everything a format needs and decides nothing. The same interview gives the same object: it holds no clock time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import field

from backmice_cli.interview.answers import SKIPPED
from backmice_cli.interview.completeness import danger_not_asked, is_complete, is_danger_asked
from backmice_cli.interview.hinges import hinges
from backmice_cli.interview.interview import Interview
from backmice_cli.interview.outcome import Fit, Outcome, assess, lines_for
from backmice_cli.interview.regions import in_region
from backmice_cli.interview.words import words_to_say
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.english import count_text
from backmice_cli.questionnaire.model import COME_BACK_SOONER, Question, Questionnaire, Review
from backmice_cli.renderers.brief import BriefResult, BriefText, build_brief
from backmice_cli.renderers.doctor_page import DoctorPageResult, build_doctor_page
from backmice_cli.renderers.published import Published

SCHEMA = "backmice.result/1"
"""Name and version of this shape."""


class QuestionnaireInfo(Published, frozen=True):
    title: str
    version: str
    language: str
    """Of its texts, as `en`."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    review: Review


class LevelResult(Published, frozen=True):
    id: str
    label: str
    when_to_act: str
    headline: str
    steps: tuple[str, ...]
    interrupt: bool
    """An emergency: it stops the interview as soon as it is reached."""
    rank: int
    """How many levels are more urgent."""
    milder: int
    """How many levels are less urgent."""
    because: tuple[str, ...]
    """What raised it: the warnings of the red flags at this level, or the baseline's reason."""


class SourceResult(Published, frozen=True):
    id: str
    title: str
    publisher: str | None
    year: int | None
    url: str | None

    @property
    def citation(self) -> str:
        """All of it in one line."""
        parts = (self.title, self.publisher, str(self.year) if self.year else None, self.url)
        return ". ".join(part.rstrip(".") for part in parts if part)


class RedFlagResult(Published, frozen=True):
    id: str
    level: str
    when_to_act: str
    """At its own level, which may be milder than the result's."""
    warn: str
    because: str
    say: str | None
    """What to say on the phone, without what an earlier red flag says."""
    answers: tuple[str, ...]
    """The answered questions that it reads."""
    sources: tuple[SourceResult, ...]


class HingeResult(Published, frozen=True):
    answer: str
    """What was answered, as a sentence of the summary; where several fit, only what would fall away, if anything."""
    would_be: str
    """The other answer, in the same form; where several fit, only what would be added, if anything."""
    level: str
    when_to_act: str


class PossibilityResult(Published, frozen=True):
    id: str
    name: str
    what: str
    fit: Fit
    fits: tuple[str, ...]
    against: tuple[str, ...]
    doctor: str | None
    treatment: str | None
    sources: tuple[SourceResult, ...]


class AdviceResult(Published, frozen=True):
    do: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    tell: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()


class SummarySection(Published, frozen=True):
    section: str
    title: str
    sentences: tuple[str, ...]


class PictureResult(Published, frozen=True):
    """An answer that can be marked on a picture."""

    picture: str
    question: str
    places: tuple[str, ...]
    """The choices that were chosen; one that has no place on the picture marks nothing."""
    labels: tuple[str, ...]


class SoonerResult(Published, frozen=True):
    level: str
    """Empty when the questionnaire names no signs."""
    when_to_act: str
    signs: tuple[str, ...]


class RegionResult(Published, frozen=True):
    id: str
    label: str
    emergency_number: str | None


class Result(Published, frozen=True, kw_only=True):
    """What an interview came to (contract with scripts: keys are stable)."""

    schema_: str = field(default=SCHEMA, name="schema")
    caution: str | None
    """Said before anything else when danger was not asked about: the level is then the least that applies."""
    questionnaire: QuestionnaireInfo
    complete: bool
    """Whether the person came to the end and every required question that was asked has an answer."""
    stopped: bool
    """The person stopped early, at an emergency."""
    danger_not_asked: tuple[str, ...]
    """Required questions about danger, by their ids, that have no answer though they were on this person's path."""
    answers: dict[str, str | tuple[str, ...] | int | float]
    unanswered: tuple[str, ...]
    level: LevelResult
    red_flags: tuple[RedFlagResult, ...]
    hinges: tuple[HingeResult, ...]
    possibilities: tuple[PossibilityResult, ...]
    advice: AdviceResult
    summary: tuple[SummarySection, ...]
    pictures: tuple[PictureResult, ...]
    doctor_page: DoctorPageResult
    come_back_sooner: tuple[SoonerResult, ...]
    """Signs that call for help sooner than this level does; none at the most urgent level."""
    see_a_doctor: str
    disclaimer: str
    region: RegionResult | None
    """Where the person is, if that is known."""
    brief: BriefResult
    """The short answer: what of all this stands on one screen."""


def build_result(interview: Interview, sha256: str) -> Result:
    """Put together what a finished or stopped interview came to."""
    questionnaire = interview.questionnaire
    outcome = assess(questionnaire, interview.answers, interview.region)
    unanswered = _unanswered_ids(interview)
    because = _reasons_for_level(questionnaire, outcome)
    level = _level_result(interview, outcome, because)
    words = words_to_say(questionnaire, outcome.red_flags, interview.answers)
    sooner = _sooner_results(interview, outcome)
    return Result(
        caution=_caution_text(interview, outcome),
        questionnaire=QuestionnaireInfo(
            title=questionnaire.title,
            version=questionnaire.version,
            language=questionnaire.language,
            sha256=sha256,
            review=questionnaire.review,
        ),
        complete=is_complete(interview),
        stopped=interview.stopped,
        danger_not_asked=danger_not_asked(interview),
        answers=interview.answers,
        unanswered=unanswered,
        level=level,
        red_flags=tuple(_red_flag_result(interview, id, say) for id, say in words.items()),
        hinges=_hinge_results(interview),
        possibilities=_possibility_results(questionnaire, outcome),
        advice=_advice_result(interview, outcome),
        summary=_summary_sections(interview),
        pictures=tuple(_picture_results(interview)),
        doctor_page=build_doctor_page(interview, unanswered),
        come_back_sooner=sooner,
        see_a_doctor=questionnaire.see_a_doctor,
        disclaimer=questionnaire.disclaimer or NOT_A_DIAGNOSIS,
        region=_region_result(interview),
        brief=build_brief(interview, outcome, level.steps, because, [(one.level, one.signs) for one in sooner]),
    )


NOT_A_DIAGNOSIS = "This is information, not a diagnosis."


def _caution_text(interview: Interview, outcome: Outcome) -> str | None:
    """What is said first without the questions about danger; nothing at a level that is most urgent already."""
    left = danger_not_asked(interview)
    if not left or interview.questionnaire.levels[outcome.level].interrupt:
        return None
    if is_danger_asked(interview):
        without = f"Not all danger signs were asked about: {count_text(len(left), 'question')} without an answer."
    else:
        without = "Danger signs were not asked about."
    return f"{without} This is the least that applies. Help may be needed sooner."


def _region_result(interview: Interview) -> RegionResult | None:
    if interview.region is None:
        return None
    region = interview.questionnaire.regions[interview.region]
    return RegionResult(id=interview.region, label=region.label, emergency_number=region.emergency_number)


def _unanswered_ids(interview: Interview) -> tuple[str, ...]:
    """Asked and left out, and the question at which the person stopped."""
    skipped = [id for id, reply in interview.replies.items() if reply is SKIPPED]
    waiting = interview.waiting
    return tuple([*skipped, waiting.id] if interview.stopped and waiting is not None else skipped)


def _reasons_for_level(questionnaire: Questionnaire, outcome: Outcome) -> list[BriefText]:
    """The warnings of the red flags at the level, or the baseline's reason."""
    flags = {id: questionnaire.red_flags[id] for id in outcome.red_flags}
    warnings = [BriefText(id=id, text=flag.warn) for id, flag in flags.items() if flag.level == outcome.level]
    reason = questionnaire.baseline[outcome.baseline].because if outcome.baseline is not None else None
    return warnings or ([BriefText(id="", text=reason)] if reason else [])


def _level_result(interview: Interview, outcome: Outcome, because: Iterable[BriefText]) -> LevelResult:
    questionnaire = interview.questionnaire
    level = questionnaire.levels[outcome.level]
    return LevelResult(
        id=outcome.level,
        label=level.label,
        when_to_act=level.when_to_act,
        headline=level.headline,
        steps=lines_for(questionnaire, level.steps, interview.answers, interview.region),
        interrupt=level.interrupt,
        rank=questionnaire.urgency[outcome.level],
        milder=len(questionnaire.levels) - 1 - questionnaire.urgency[outcome.level],
        because=tuple(reason.text for reason in because),
    )


def _red_flag_result(interview: Interview, id: str, say: str | None) -> RedFlagResult:
    questionnaire = interview.questionnaire
    flag = questionnaire.red_flags[id]
    read = questionnaire.evaluator.meaning(flag.when).reads
    return RedFlagResult(
        id=id,
        level=flag.level,
        when_to_act=questionnaire.levels[flag.level].when_to_act,
        warn=flag.warn,
        because=flag.because,
        say=say,
        answers=tuple(question for question in interview.answers if question in read),
        sources=sources_of(questionnaire, flag.sources),
    )


def _hinge_results(interview: Interview) -> tuple[HingeResult, ...]:
    questionnaire, answers = interview.questionnaire, interview.answers
    return tuple(
        HingeResult(
            answer=" ".join(answer_sentences(question, _choices_without(given, hinge.would_be))),
            would_be=" ".join(answer_sentences(question, _choices_without(hinge.would_be, given))),
            level=hinge.level,
            when_to_act=questionnaire.levels[hinge.level].when_to_act,
        )
        for hinge in hinges(interview)
        for question, given in ((questionnaire.outline[hinge.question].question, answers[hinge.question]),)
    )


def _choices_without(given: Answer, other: Answer) -> Answer:
    """What only the first of two answers says; of a single answer, all of it."""
    if isinstance(given, tuple) and isinstance(other, tuple):
        return tuple(choice for choice in given if choice not in other)
    return given


def _possibility_results(questionnaire: Questionnaire, outcome: Outcome) -> tuple[PossibilityResult, ...]:
    return tuple(
        PossibilityResult(
            id=one.id,
            name=possibility.name,
            what=possibility.what,
            fit=one.fit,
            fits=one.fits,
            against=one.against,
            doctor=possibility.doctor,
            treatment=possibility.treatment,
            sources=sources_of(questionnaire, possibility.sources),
        )
        for one in outcome.possibilities
        for possibility in (questionnaire.possibilities[one.id],)
    )


def _advice_result(interview: Interview, outcome: Outcome) -> AdviceResult:
    questionnaire, region = interview.questionnaire, interview.region
    chosen = [questionnaire.advice[id] for id in outcome.advice]

    def texts(kind: str) -> tuple[str, ...]:
        return tuple(
            in_region(questionnaire, advice.text, advice.regions, region) for advice in chosen if advice.kind == kind
        )

    return AdviceResult(do=texts("do"), avoid=texts("avoid"), tell=texts("tell"), ask=texts("ask"))


def sources_of(questionnaire: Questionnaire, ids: Iterable[str]) -> tuple[SourceResult, ...]:
    return tuple(
        SourceResult(id=id, title=part.title, publisher=part.publisher, year=part.year, url=part.url)
        for id in ids
        for part in (questionnaire.sources[id],)
    )


def _summary_sections(interview: Interview) -> tuple[SummarySection, ...]:
    questionnaire = interview.questionnaire
    sections: dict[str, list[str]] = {}
    for id, given in interview.answers.items():
        entry = questionnaire.outline[id]
        sections.setdefault(entry.section, []).extend(answer_sentences(entry.question, given))
    return tuple(
        SummarySection(section=section, title=questionnaire.sections[section].title, sentences=tuple(sentences))
        for section, sentences in sections.items()
    )


def answer_sentences(question: Question, given: Answer) -> list[str]:
    """An answer as sentences: the choice's own, or the question with its label, value or text."""
    if question.kind in ("one", "many"):
        chosen = given if isinstance(given, tuple) else (str(given),)
        choices = [question.choices[choice] for choice in chosen]
        own = [choice.tell for choice in choices if choice.tell is not None]
        labels = ", ".join(choice.label for choice in choices if choice.tell is None)
        return [*own, f"{question.ask} {labels}"] if labels else own
    lead = question.tell or question.ask
    value = f"{given} {question.unit}" if question.unit else str(given)
    return [f"{lead}{'' if lead.endswith(('?', ':', '.')) else ':'} {value}"]


def _picture_results(interview: Interview) -> Iterator[PictureResult]:
    for id, given in interview.answers.items():
        question = interview.questionnaire.outline[id].question
        if question.picture is not None:
            chosen = given if isinstance(given, tuple) else (str(given),)
            labels = tuple(question.choices[choice].label for choice in chosen)
            yield PictureResult(picture=question.picture, question=id, places=chosen, labels=labels)


def _sooner_results(interview: Interview, outcome: Outcome) -> tuple[SoonerResult, ...]:
    """Those of more urgent levels, most urgent first; a level none of whose lines is for this person is left out."""
    questionnaire = interview.questionnaire
    if questionnaire.levels[outcome.level].interrupt:
        return ()
    if not questionnaire.come_back_sooner:
        return (SoonerResult(level="", when_to_act="", signs=(COME_BACK_SOONER,)),)
    sooner = list(questionnaire.levels)[: questionnaire.urgency[outcome.level]]
    signs = {
        id: lines_for(questionnaire, questionnaire.come_back_sooner.get(id, ()), interview.answers, interview.region)
        for id in sooner
    }
    return tuple(
        SoonerResult(level=id, when_to_act=questionnaire.levels[id].when_to_act, signs=signs[id])
        for id in sooner
        if signs[id]
    )
