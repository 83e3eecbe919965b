"""The result in words, in layers: the short answer, and the parts that a person may read after it.

Blocks only; what they look like is `blocks`' business. The parts together are the whole result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from backmice_cli.look import level_colour
from backmice_cli.pictures.library import mark_picture
from backmice_cli.questionnaire.english import count_text
from backmice_cli.renderers.blocks import GAP, BlockFrame, BlockLine, TextBlock, item_lines
from backmice_cli.renderers.brief import BriefPossibility, BriefText
from backmice_cli.renderers.phrases import (
    in_quotes,
    review_state,
    with_capital,
    with_full_stop,
    with_small_letter,
    without_brackets,
)
from backmice_cli.renderers.result import PossibilityResult, Result
from backmice_cli.renderers.since import Since

MANY_FLAGS = 6
"""With more red flags than this, the milder ones stand close together."""

MAY_BE = "What it may be (not a diagnosis)"
NOT_ON_THE_LIST = "It may be none of these."


# --- the short answer -----------------------------------------------------------------------------------------------


def short_answer(result: Result, since: Since | None = None) -> Iterator[TextBlock]:
    """Yield what a person needs within the hour: what to do, how soon, why, what to say, what would make it sooner."""
    brief = result.brief
    yield from _first_cards(result)
    if since is not None:
        yield TextBlock(since.line, (), "none")
    for sooner in brief.sooner:
        yield TextBlock(sooner.lead, tuple(item_lines(sooner.signs)), "none")
    if brief.possibility is not None:
        yield TextBlock("What it may be", tuple(_possibility_in_short(brief.possibility, brief.others)), "none")
    yield from _with_lines(
        [
            ("Until then", item_lines(text.text for text in (*brief.do, *brief.avoid))),
            ("Ask", item_lines(text.text for text in brief.ask)),
        ],
        "none",
    )
    yield TextBlock("", (BlockLine(_about_in_short(result)),), "none")


def _first_cards(result: Result) -> Iterator[TextBlock]:
    """Yield the caution, if there is one, and the card that alone says what to do."""
    level = result.level
    if result.caution is not None:
        yield TextBlock("Read this first", (BlockLine(result.caution),), "card")
    action = f"At least: {level.headline}" if result.caution is not None else level.headline
    colour = level_colour(level.rank, level.milder, interrupts=level.interrupt)
    yield TextBlock(action, tuple(_action_lines(result)), "action", colour, level.when_to_act.rstrip(".:"))


def _action_lines(result: Result) -> Iterator[BlockLine]:
    brief = result.brief
    yield from item_lines(brief.steps)
    if brief.because:
        more = len(result.level.because) - len(brief.because)
        reasons = "; ".join(with_small_letter(reason.text.rstrip(".")) for reason in brief.because)
        yield BlockLine(f"{reasons}{f'; and {more} more' if more > 0 else ''}.", "Because:")
    if brief.say:
        yield BlockLine(in_quotes(" ".join(brief.say)), "Say:")
    if result.stopped:
        so_far = "This advice rests only on the answers you gave so far."
        more_urgent = "" if result.level.interrupt else " The questions that were left could make it more urgent."
        yield BlockLine(so_far + more_urgent, "You stopped early.")


def _possibility_in_short(first: BriefPossibility, others: Iterable[BriefText]) -> Iterator[BlockLine]:
    yield BlockLine("", with_capital(first.name))
    if first.fits:
        yield BlockLine(f"{'; '.join(first.fits)}.", "Fits:", indent=2)
    yield BlockLine(first.what, indent=2)
    names = "; ".join(with_small_letter(without_brackets(other.text)) for other in others)
    yield BlockLine(f"{f'Also possible: {names}. ' if names else ''}{NOT_ON_THE_LIST}", indent=2)


def _about_in_short(result: Result) -> str:
    see_a_doctor = "" if result.level.interrupt else result.see_a_doctor
    checked = review_state(replace(result.questionnaire.review, note=None))
    return " ".join(filter(None, [see_a_doctor, result.disclaimer, checked]))


# --- the parts ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AnswerPart:
    """Some of the whole result, which a person may choose to read."""

    id: str
    label: str
    """What the person reads in the list of parts."""
    sections: tuple[tuple[str, Callable[[Result], Iterable[BlockLine]]], ...]
    """Headings, and what writes the lines below each."""
    with_pictures: bool = False
    """Whether the pictures follow that answers were marked on."""

    def blocks(self, result: Result) -> Iterator[TextBlock]:
        yield from _with_lines((heading, lines(result)) for heading, lines in self.sections)
        if self.with_pictures:
            yield from _picture_blocks(result)


def parts_of(result: Result) -> list[AnswerPart]:
    """The parts that have something to tell, in the order in which they are offered."""
    return [part for part in PARTS if any(True for _ in part.blocks(result))]


def whole_answer(result: Result, since: Since | None = None) -> Iterator[TextBlock]:
    """Yield everything, for those who want it in one go: the action, then all parts."""
    yield from _first_cards(result)
    if not (result.level.interrupt and result.stopped):
        yield from _with_lines([(f"Since your last interview, {since.when}" if since else "", _change_lines(since))])
        for part in PARTS:
            if part.id == "possibilities":
                every = len(result.possibilities)
                yield from _with_lines([(MAY_BE, _possibility_lines(result, whole=every))])
            else:
                yield from part.blocks(result)
    yield TextBlock("About this result", tuple(_about_lines(result)))


def _with_lines(blocks: Iterable[tuple[str, Iterable[BlockLine]]], frame: BlockFrame = "rule") -> Iterator[TextBlock]:
    """Yield a block for each heading that has lines."""
    for heading, lines in blocks:
        found = tuple(lines)
        if found:
            yield TextBlock(heading, found, frame)


def _picture_blocks(result: Result) -> Iterator[TextBlock]:
    for answer in result.pictures:
        marked = mark_picture(answer.picture, answer.places)
        if marked is not None:
            words = f"{with_full_stop(marked.place_names)} {marked.picture.note}"
            yield TextBlock(marked.picture.title, (BlockLine(words, "Marked:"),), picture=marked)


def _sooner_lines(result: Result) -> Iterator[BlockLine]:
    for sooner in result.come_back_sooner:
        if sooner.when_to_act:
            yield from (GAP, BlockLine("", f"{with_capital(sooner.when_to_act).rstrip('.:')}:"))
        yield from item_lines(sooner.signs)


def _red_flag_lines(result: Result) -> Iterator[BlockLine]:
    """Tell every red flag in full; when there are many, the milder ones in one paragraph each."""
    crowded = len(result.red_flags) > MANY_FLAGS
    level = result.level.id
    for flag in result.red_flags:
        if flag.level != level:
            level = flag.level
            yield from (GAP, BlockLine(flag.when_to_act, "Tell them these too. By themselves:"))
        if crowded and level != result.level.id:
            yield BlockLine(flag.because, with_full_stop(flag.warn), "- ")
        else:
            yield from (GAP, BlockLine("", flag.warn, "- "), BlockLine(flag.because, indent=2))
        if flag.say is not None and flag.say not in result.brief.say:
            yield BlockLine(in_quotes(flag.say), "Say:", indent=2)
    if not result.red_flags:
        yield from item_lines(result.level.because)


def _hinge_lines(result: Result) -> Iterator[BlockLine]:
    """Tell each answer with the other one that would change the level; of answers that come or go alone, say less."""
    for hinge in result.hinges:
        get_help = f"get help {with_full_stop(hinge.when_to_act)}"
        changed = f"{with_full_stop(hinge.would_be)} Then {get_help}"
        if not hinge.answer:
            yield BlockLine(changed, "If also:", mark="- ")
            continue
        yield BlockLine(hinge.answer, mark="- ")
        if hinge.would_be:
            yield BlockLine(changed, "If instead:", indent=2)
        else:
            yield BlockLine(get_help, "If this is no longer so:", indent=2)


_FIT = {
    "flagged": "Shown because of a warning sign.",
    "many": "Fits many of your answers.",
    "some": "Fits some of your answers.",
}


def _possibility_lines(result: Result, whole: int = 1) -> Iterator[BlockLine]:
    """Tell all of the first `whole`, and of the others the first paragraph, which is what its author put first."""
    if not result.possibilities:
        return
    yield BlockLine("People with these problems often give some of the same answers.")
    for place, possibility in enumerate(result.possibilities):
        yield from (GAP, *_lines_of_possibility(possibility, is_whole=place < whole))
    yield from (GAP, BlockLine("It may be something that is not on this list. Only an examination can tell."))


def _lines_of_possibility(possibility: PossibilityResult, *, is_whole: bool) -> Iterator[BlockLine]:
    yield BlockLine("", possibility.name)
    yield BlockLine(_FIT[possibility.fit], indent=2)
    for lead, reasons in (("Fits:", possibility.fits), ("Points away:", possibility.against)):
        if reasons:
            yield BlockLine(with_full_stop("; ".join(reasons)), lead, "- ", 2)
    what = list(_paragraph_lines("", possibility.what))
    yield from what if is_whole else what[:1]
    yield from _paragraph_lines("How a doctor checks:", possibility.doctor or "")


def _treatment_lines(result: Result) -> Iterator[BlockLine]:
    for possibility in result.possibilities:
        if possibility.treatment:
            yield from (GAP, BlockLine("", possibility.name), *_paragraph_lines("", possibility.treatment))


def _paragraph_lines(lead: str, text: str) -> Iterator[BlockLine]:
    """Write each line as a paragraph: a folded text (`>`) of the YAML file has one line for each."""
    for number, line in enumerate(line for line in text.splitlines() if line.strip()):
        yield BlockLine(line, "" if number else lead, indent=2)


def _change_lines(since: Since | None) -> Iterator[BlockLine]:
    if since is None:
        return
    if not since.changes:
        yield BlockLine("What you answered both times, you answered the same.")
    for then, now in since.changes:
        yield BlockLine(then, f"{with_capital(since.when)}:", "- ")
        yield BlockLine(now, "Now:", indent=2)
    if since.more:
        yield BlockLine(f"and {since.more} more", mark="- ")


def _answer_lines(result: Result) -> Iterator[BlockLine]:
    for number, section in enumerate(result.summary):
        if number:
            yield GAP
        yield BlockLine("", section.title)
        yield from item_lines(section.sentences)
    left = len(result.unanswered)
    if left and not result.stopped:
        missing = f"You left {count_text(left, 'question')} without an answer."
        yield from (GAP, BlockLine(f"{missing} A missing answer cannot raise a warning sign."))


def _about_lines(result: Result) -> Iterator[BlockLine]:
    if not result.level.interrupt:
        yield BlockLine(result.see_a_doctor)
    yield BlockLine(result.disclaimer)
    yield BlockLine(review_state(result.questionnaire.review))
    yield BlockLine(f"{result.questionnaire.title}, version {result.questionnaire.version}")


def _source_lines(result: Result) -> Iterator[BlockLine]:
    cited = [source for flag in result.red_flags for source in flag.sources]
    cited += [source for possibility in result.possibilities for source in possibility.sources]
    for number, source in enumerate(dict.fromkeys(cited), start=1):
        yield BlockLine(source.citation, mark=f"{number}. ")


PARTS = (
    AnswerPart(
        "warnings",
        "All warning signs, and why",
        (("Warning signs in your answers", _red_flag_lines), ("What would change this advice", _hinge_lines)),
    ),
    AnswerPart("possibilities", "More about what it may be", ((MAY_BE, _possibility_lines),)),
    AnswerPart("sooner", "When to get help sooner, the whole list", (("Get help sooner if", _sooner_lines),)),
    AnswerPart(
        "care",
        "What to do and to avoid, the whole list",
        (
            ("What you can do", lambda result: item_lines(result.advice.do)),
            ("What to avoid", lambda result: item_lines(result.advice.avoid)),
        ),
    ),
    AnswerPart(
        "talk",
        "What to tell and to ask",
        (
            ("What to tell the doctor or nurse", lambda result: item_lines(result.advice.tell)),
            ("What to ask the doctor or nurse", lambda result: item_lines(result.advice.ask)),
        ),
    ),
    AnswerPart(
        "treatments",
        "Treatments, and how sure anyone is",
        (("What may be offered, and how sure anyone is", _treatment_lines),),
    ),
    AnswerPart("answers", "My answers", (("Your answers", _answer_lines),), with_pictures=True),
    AnswerPart("sources", "Sources", (("Sources", _source_lines),)),
)
"""In the order in which they are offered."""
