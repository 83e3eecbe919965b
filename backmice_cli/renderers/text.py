"""The result as a person reads it: cards in a terminal, or plain lines to listen to or to paste into a message.

One list of blocks serves both. Every text is shown literally. Colour is on borders only, so nothing is read from it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Literal

from rich.box import HEAVY, ROUNDED
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from backmice_cli.questionnaire.english import counted
from backmice_cli.renderers.paragraph import Hanging, Rule, lines_only
from backmice_cli.renderers.pictures import MarkedPicture, marked_picture
from backmice_cli.renderers.result import PossibilityResult, Result
from backmice_cli.renderers.since import Since
from backmice_cli.renderers.words import (
    MOST_REASONS,
    action_to_take,
    capital,
    one_line,
    quoted,
    review_state,
    says,
    stopped,
    words_to_say,
)

LONGEST_LINE = 80
"""Wider terminals get no wider text: long lines are hard to read."""
PASTED_LINE = 72
UNBROKEN = 20_000
"""Width of a console for lines that only the terminal wraps."""
MANY_FLAGS = 6
"""From one more on, the milder red flags stand close together."""


class TextRenderer:
    """The result without boxes or colour, which can be pasted into a message."""

    def render(self, result: Result) -> str:
        text = StringIO()
        console = lines_only(text, PASTED_LINE)
        print_result(result, console, plain=True)
        return text.getvalue()


def print_result(
    result: Result, console: Console, *, plain: bool = False, wrap: bool = True, since: Since | None = None
) -> None:
    """Print the result, as wide as the console but never wider than a comfortable line.

    Args:
        plain: no boxes and no rules, for screen readers and pipes.
        wrap: break lines. If not, they are as long as the console is wide, and it should be very wide.
        since: add what has changed since the last interview.
    """
    _print(_blocks(result, since), console, plain, wrap)


def print_background(result: Result, console: Console, *, plain: bool = False, wrap: bool = True) -> None:
    """Print what only some want: the rest of the possibilities' texts, and where everything comes from."""
    _print(_told(("More to read", _more(result)), ("Sources", _sources(result))), console, plain, wrap)


def _print(blocks: Iterable[_Block], console: Console, plain: bool, wrap: bool) -> None:
    draw = _plain if plain else _drawn
    width = min(console.width, LONGEST_LINE) if wrap else console.width
    page = _Page(console.encoding, width)
    parts: list[RenderableType] = []
    for block in blocks:
        if plain and block.picture is not None:
            continue  # the answers have said it in words
        if parts:
            parts.append(Text())
        parts += draw(page, block)
    console.print(Group(*parts), width=width, highlight=False)


@dataclass(frozen=True)
class _Line:
    """One paragraph: `lead` in bold, then `text`; from its second line on it hangs under its first word."""

    text: str
    lead: str = ""
    mark: str = ""
    indent: int = 0


@dataclass(frozen=True)
class _Block:
    """What belongs together under one heading. An empty line of text is a gap."""

    heading: str
    lines: tuple[_Line, ...]
    frame: Literal["action", "card", "none"] = "none"
    urgent: bool = False
    picture: MarkedPicture | None = None
    """Stands before the lines; they say the same in words."""


_GAP = _Line("")


def _blocks(result: Result, since: Since | None) -> Iterator[_Block]:
    """Yield the result in the order of reading: the action first and last.

    In an emergency the whole action stands last too, for it is what stays on the screen; after stopping early little
    stands between.
    """
    urgent = result.level.interrupt
    told = words_to_say(result) if urgent else []
    action = _Block(action_to_take(result), tuple(_level(result, told)), "action", urgent)
    if result.caution is not None:
        yield _Block("Read this first", (_Line(result.caution),), "card")
    yield action
    if not (urgent and result.stopped):
        yield from _told(
            ("Warning signs in your answers", _red_flags(result, told)),
            ("This advice rests on", _hinges(result)),
            ("What it may be (not a diagnosis)", _possibilities(result)),
            ("What you can do", _items(result.advice.do)),
            ("What to avoid", _items(result.advice.avoid)),
            ("What to tell the doctor or nurse", _items(result.advice.tell)),
            ("What to ask the doctor or nurse", _items(result.advice.ask)),
        )
        yield from _told((f"Since your last interview, {since.when}" if since else "", _changes(since)))
    yield from _told(("Your answers", _answers(result)))
    yield from _pictures(result)
    yield _sooner(result)
    yield from _told(("About this result", _about(result)))
    yield action if urgent else _Block(_reminder(result), (), "action", urgent)


def _told(*blocks: tuple[str, Iterable[_Line]]) -> Iterator[_Block]:
    """Leave out what has nothing to tell."""
    for heading, lines in blocks:
        told = tuple(lines)
        if told:
            yield _Block(heading, told)


# --- the parts, in words --------------------------------------------------------------------------------------------


def _reminder(result: Result) -> str:
    action, when_to_act = action_to_take(result), result.level.when_to_act
    return action if says(action, when_to_act) else f"{stopped(action)} When to act: {when_to_act}"


def _level(result: Result, told: list[str]) -> Iterator[_Line]:
    level = result.level
    yield _Line(level.when_to_act, "When to act:")
    if level.steps:
        yield _GAP
        yield from _items(level.steps)
    if level.because:
        yield from (_GAP, _Line("", "Why:"))
        yield from _items(level.because[:MOST_REASONS])
        left = len(level.because) - MOST_REASONS
        if left > 0:
            yield _Line(f"and {left} more, listed under the warning signs", mark="- ")
    if told:
        yield from (_GAP, _Line("", "Say:"))
        yield from _items(quoted(words) for words in told)
    if result.stopped:
        so_far = "This advice rests only on the answers you gave so far."
        more = "" if result.level.interrupt else " The questions that were left could make it more urgent."
        yield from (_GAP, _Line(so_far + more, "You stopped early."))


def _red_flags(result: Result, told: list[str]) -> Iterator[_Line]:
    """Tell every flag in full; when there are many, the milder ones close together, as one paragraph each."""
    crowded = len(result.red_flags) > MANY_FLAGS
    level = result.level.id
    for flag in result.red_flags:
        if result.level.interrupt and flag.level != level:
            break
        if flag.level != level:
            level = flag.level
            yield from (_GAP, _Line(flag.when_to_act, "Less urgent by themselves:"))
        if crowded and level != result.level.id:
            yield _Line(flag.because, stopped(flag.warn), "- ")
        else:
            yield from (_GAP, _Line("", flag.warn, "- "), _Line(flag.because, indent=2))
        if flag.say is not None and flag.say not in told:
            yield _Line(quoted(flag.say), "Say:", indent=2)
    if result.level.interrupt:
        milder = [flag.warn for flag in result.red_flags if flag.level != result.level.id]
        yield from (_GAP, _Line("", "Tell them about these too:"), *_items(milder)) if milder else ()


def _hinges(result: Result) -> Iterator[_Line]:
    """Tell what holds and what would change it; what would only come on top, or only fall away, in fewer words."""
    for hinge in result.hinges:
        get_help = f"get help {stopped(hinge.when_to_act)}"
        changed = f"{stopped(hinge.would_be)} Then {get_help}"
        if not hinge.answer:
            yield _Line(changed, "If also:", mark="- ")
            continue
        yield _Line(hinge.answer, mark="- ")
        if hinge.would_be:
            yield _Line(changed, "If instead:", indent=2)
        else:
            yield _Line(get_help, "If this is no longer so:", indent=2)


_FIT = {
    "flagged": "Shown because of a warning sign above.",
    "many": "Fits many of your answers.",
    "some": "Fits some of your answers.",
}


def _possibilities(result: Result) -> Iterator[_Line]:
    if not result.possibilities:
        return
    yield _Line("Some of your answers are also seen in people with these.")
    for possibility in result.possibilities:
        yield from (_GAP, *_possibility(possibility))
    yield from (_GAP, _Line("It may be something that is not on this list. Only an examination can tell."))


def _possibility(possibility: PossibilityResult) -> Iterator[_Line]:
    """Tell of each text its first paragraph, which is what its author put first."""
    yield _Line("", possibility.name)
    yield _Line(_FIT[possibility.fit], indent=2)
    reasons = {"Fits:": "; ".join(possibility.fits), "Points away:": "; ".join(possibility.against)}
    texts = {lead: _paragraphs(text)[0] for lead, text in _texts(possibility).items() if text}
    yield _Line(texts.pop(""), indent=2)
    for lead, text in {**reasons, **texts}.items():
        if text:
            yield _Line(stopped(text), lead, "- ", 2)


def _more(result: Result) -> Iterator[_Line]:
    """The paragraphs after the first."""
    for possibility in result.possibilities:
        more = [(lead, rest) for lead, text in _texts(possibility).items() if (rest := _paragraphs(text)[1:])]
        if more:
            yield from (_GAP, _Line("", possibility.name))
        for lead, paragraphs in more:
            for number, paragraph in enumerate(paragraphs):
                yield from (_GAP, _Line(paragraph, "" if number else lead, indent=2))


def _texts(possibility: PossibilityResult) -> dict[str, str]:
    """What is told of a possibility whatever the answers, by the words that lead it."""
    return {
        "": possibility.what,
        "How a doctor checks:": possibility.doctor or "",
        "What may be offered:": possibility.treatment or "",
    }


def _paragraphs(text: str) -> list[str]:
    """A folded text of the file has one line for each paragraph."""
    return [line for line in text.splitlines() if line.strip()] or [""]


def _changes(since: Since | None) -> Iterator[_Line]:
    if since is None:
        return
    if not since.changes:
        yield _Line("What you answered both times, you answered the same.")
    for then, now in since.changes:
        yield _Line(then, f"{capital(since.when)}:", "- ")
        yield _Line(now, "Now:", indent=2)
    if since.more:
        yield _Line(f"and {since.more} more", mark="- ")


def _answers(result: Result) -> Iterator[_Line]:
    for number, section in enumerate(result.summary):
        if number:
            yield _GAP
        yield _Line("", section.title)
        yield from _items(section.sentences)
    left = len(result.unanswered)
    if left and not result.stopped:
        missing = f"You left {counted(left, 'question')} without an answer."
        yield from (_GAP, _Line(f"{missing} A missing answer cannot raise a warning sign."))


def _pictures(result: Result) -> Iterator[_Block]:
    for picture in map(marked_picture, result.pictures):
        if picture is not None:
            marked = f"{stopped(picture.names)} {picture.note}"
            yield _Block(picture.title, (_Line(marked, "Marked:"),), picture=picture)


def _sooner(result: Result) -> _Block:
    lines: list[_Line] = []
    for sooner in result.come_back_sooner[:1] if result.level.interrupt else result.come_back_sooner:
        if sooner.when_to_act:
            lines.append(_Line("", f"{capital(sooner.when_to_act).rstrip('.:')}:"))
        lines += [*_items(sooner.signs), _GAP]
    return _Block("Get help sooner if", (*lines, _Line(result.see_a_doctor)), "card")


def _about(result: Result) -> Iterator[_Line]:
    yield _Line(result.disclaimer)
    yield _Line(review_state(result.questionnaire.review))
    yield _Line(f"{result.questionnaire.title}, version {result.questionnaire.version}")


def _sources(result: Result) -> Iterator[_Line]:
    cited = [source for flag in result.red_flags for source in flag.sources]
    cited += [source for possibility in result.possibilities for source in possibility.sources]
    for number, source in enumerate(dict.fromkeys(cited), start=1):
        parts = (source.title, source.publisher, str(source.year) if source.year else None, source.url)
        yield _Line(". ".join(part.rstrip(".") for part in parts if part), mark=f"{number}. ")


def _items(texts: Iterable[str]) -> Iterator[_Line]:
    return (_Line(text, mark="- ") for text in texts)


# --- on the page ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Page:
    encoding: str
    width: int


def _plain(page: _Page, block: _Block) -> Iterator[RenderableType]:
    yield _paragraph(page, _Line(block.heading if block.frame == "action" else f"{block.heading}:"))
    for line in _without_gap_before(block.lines):
        yield _paragraph(page, line)


def _drawn(page: _Page, block: _Block) -> Iterator[RenderableType]:
    heading = _paragraph(page, _Line("", block.heading))
    body = [_paragraph(page, line) for line in _without_gap_before(block.lines)]
    if block.frame == "none":
        drawing = [block.picture] if block.picture is not None else []
        yield from (heading, Rule(len(block.heading)), *drawing, *body)
        return
    yield Panel(
        Group(heading, *body),
        box=HEAVY if block.frame == "action" else ROUNDED,
        border_style="red" if block.urgent else "blue",
        padding=(0, 2) if page.width >= 60 else (0, 1),
    )


def _without_gap_before(lines: tuple[_Line, ...]) -> tuple[_Line, ...]:
    return lines[1:] if lines[:1] == (_GAP,) else lines


def _paragraph(page: _Page, line: _Line) -> RenderableType:
    lead, text = literal(line.lead, page.encoding), literal(line.text, page.encoding)
    body = Text.assemble((lead, "bold"), f" {text}" if lead and text else text)
    return Hanging(" " * line.indent + line.mark, body)


_ASCII = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MULTIPLICATION SIGN}": "x",
    }
)


def literal(text: str, encoding: str = "utf-8") -> str:
    """The text on one line, without what a terminal would obey, in letters that `encoding` can write."""
    shown = one_line(text)
    try:
        shown.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_nearest(letter, encoding) for letter in shown)
    return shown


def _nearest(letter: str, encoding: str) -> str:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", letter.translate(_ASCII)).encode("ascii", "ignore").decode("ascii")
        return plain or "?"
    return letter
