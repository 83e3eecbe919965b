"""The result as text, by exact golden texts at fixed widths, and what must hold of it at every width.

The golden texts in `tests/data/golden/` are written anew by

    python -m tests.renderers.test_text

and are then read by a person before they are kept. To take them from another questionnaire, change `QUESTIONNAIRE` and
`REPLIES`: the names of the three results stay.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any, Literal

import pytest
import yaml
from msgspec.structs import replace
from rich.console import Console

from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Done,
    Interview,
    Offer,
    Review,
    answer,
    begin,
    decline,
    finish,
    go_on,
    next_step,
    skip,
    stop,
)
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.answer import parts_of, short_answer, whole_answer
from backmice_cli.renderers.blocks import print_blocks
from backmice_cli.renderers.literal import literal_line
from backmice_cli.renderers.result import HingeResult, RedFlagResult, Result, SoonerResult, build_result
from backmice_cli.renderers.text import TextRenderer
from tests.support.paths import DATA
from tests.support.small import read_as

GOLDEN = DATA / "golden"
QUESTIONNAIRE = GOLDEN / "lump.yaml"

QUIET: dict[str, Reply] = {
    "peeing": "no",
    "fever": "no",
    "risks": "none",
    "where": "dimple",
    "skin": "normal",
    "feel": "rubbery",
    "growth": "same",
    "pain": "3",
    "checked": "never",
    "worry": "Is it cancer?",
}
REPLIES: dict[str, dict[str, Reply]] = {
    "quiet": QUIET,
    "infected": {
        **QUIET,
        "risks": "diabetes",
        "skin": ("red", "hot", "pus"),
        "feel": "fluid",
        "growth": "bigger",
        "pain": "7",
    },
    "emergency": {**QUIET, "peeing": "yes", "fever": "shivery", "skin": ("red", "hot"), "growth": "bigger"},
}
HINGE = HingeResult(
    answer="You have no fever.",
    would_be="You feel hot and shivery.",
    level="same_day",
    when_to_act="today, also at a weekend",
)
VIEWS: dict[str, dict[str, Any]] = {
    "60": {"width": 60},
    "100": {"width": 100},
    "plain": {"width": 60, "plain": True},
    "full": {"width": 100, "full": True},
}
WIDTHS = (40, 41, 60, 72, 80, 100, 200)
HOSTILE = "[bold]x[/] [link=https://example.org]y[/] <b>z</b> :warning: \x1b[2J\x1b]0;t\x07 a\r\nb\x9bc \u202egnp"
HARMLESS = "[bold]x[/] [link=https://example.org]y[/] <b>z</b> :warning: [2J]0;t a bc gnp"


def made(name: str, *, stopping_at: str | None = None, **replies: Reply | None) -> Result:
    """The result of these replies; None skips a question."""
    given: Mapping[str, Reply | None] = {**REPLIES[name], **replies}
    result = build_result(_played(given, stopping_at), "0" * 64)
    return replace(result, hinges=(HINGE,)) if name == "quiet" else result


def read() -> Questionnaire:
    return read_as(Questionnaire, yaml.load(QUESTIONNAIRE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def _played(
    replies: Mapping[str, Reply | None], stopping_at: str | None, questionnaire: Questionnaire | None = None
) -> Interview:
    interview = begin(questionnaire or read())
    while True:
        match next_step(interview):
            case Ask(entry) if entry.id == stopping_at:
                interview = stop(interview)
            case Ask(entry):
                reply = replies[entry.id]
                interview = skip(interview) if reply is None else answer(interview, reply)
            case Alert():
                interview = go_on(interview)
            case Offer():
                interview = decline(interview)
            case Review():
                interview = finish(interview)
            case Done():
                return interview


def shown(
    result: Result,
    width: int,
    *,
    encoding: str = "utf-8",
    colour: bool = False,
    plain: bool = False,
    full: bool = False,
) -> str:
    """What stands on a console of this width: the short answer, or all of it."""
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, newline="\n", write_through=True)
    colours: Literal["standard"] | None = "standard" if colour else None
    console = Console(file=file, width=width, force_terminal=colour, color_system=colours)
    print_blocks((whole_answer if full else short_answer)(result), console, plain=plain)
    return raw.getvalue().decode(encoding)


def words(text: str) -> str:
    """The text on one line, without boxes."""
    return " ".join(re.sub(r"[┏┓┗┛━┃╭╮╰╯─│+|]", " ", text).split())


def changed(result: Result, **update: object) -> Result:
    return replace(result, **update)


def flags(count: int, level: str) -> tuple[RedFlagResult, ...]:
    return tuple(
        RedFlagResult(
            id=f"{level}_{number}",
            level=level,
            when_to_act=level,
            warn=f"Sign {number} of {level}",
            because=f"First reason {number}. Second reason {number}.",
            say=f"I have sign {number}.",
            answers=(),
            sources=(),
        )
        for number in range(count)
    )


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", REPLIES)
def test_result_looks_as_in_golden_text(name: str, view: str) -> None:
    assert shown(made(name), **VIEWS[view]) == (GOLDEN / f"{name}_{view}.txt").read_text(encoding="utf-8")


def test_places_are_marked_in_ascii_where_nothing_else_shows() -> None:
    text = shown(made("quiet"), 60, encoding="ascii", full=True)
    assert "\n /      ##. : .##      \\\n" in text
    assert "\nMarked: Dimple. The picture does not tell left from right.\n" in text


def test_too_narrow_console_names_the_places_only() -> None:
    assert "behind\n──────────────────\nMarked: Dimple." in shown(made("quiet"), 18, full=True)


@pytest.mark.parametrize(("places", "plain"), [("elsewhere", False), ("dimple", True)])
def test_no_picture_without_a_place_or_where_it_is_read_aloud(places: str, plain: bool) -> None:
    assert "seen from behind" not in shown(made("quiet", where=places), 60, plain=plain, full=True)


@pytest.mark.parametrize("name", REPLIES)
def test_rendered_text_is_plain_and_fits_a_message(name: str) -> None:
    text = TextRenderer().render(made(name))
    assert text == shown(made(name), 72, plain=True)
    assert text.isascii()


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", REPLIES)
def test_no_line_is_wider_than_console_or_eighty(name: str, width: int, plain: bool) -> None:
    long_word = "x" * 250
    result = made(name, worry=f"{long_word} 日本語の長い答えは広い文字でできています。幅を数えるときに注意します。")
    text = shown(result, width, plain=plain) + shown(result, width, plain=plain, full=True)
    console = Console(width=1000)
    assert max(console.measure(line).maximum for line in text.splitlines()) <= min(width, 80)
    assert words(text).replace(" ", "").count("x" * 250) == 1


@pytest.mark.parametrize("name", REPLIES)
def test_narrow_and_wide_tell_the_same_words(name: str) -> None:
    assert words(shown(made(name), 60)) == words(shown(made(name), 200))
    assert words(shown(made(name), 40, plain=True)) == words(shown(made(name), 200, plain=True))
    assert words(shown(made(name), 60, full=True)) == words(shown(made(name), 200, full=True))


def test_time_that_does_not_fit_the_border_stands_behind_the_action() -> None:
    assert "Book an ordinary appointment. Book this week, and be seen within 4 weeks." in words(
        shown(made("quiet"), 40)
    )


@pytest.mark.parametrize("name", REPLIES)
def test_lines_end_without_spaces(name: str) -> None:
    lines = shown(made(name), 60).splitlines() + TextRenderer().render(made(name)).splitlines()
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("name", "action", "time"),
    [
        ("quiet", "Book an ordinary appointment", "Book this week, and be seen within 4 weeks."),
        ("infected", "Get medical help today", "Today, also at a weekend."),
        ("emergency", "Get emergency help now", ""),
    ],
)
def test_what_to_do_and_when_stands_first(name: str, action: str, time: str) -> None:
    assert words(TextRenderer().render(made(name))).startswith(f"{action}. {time}" if time else action)
    top, first, *_ = shown(made(name), 80).splitlines()
    assert words(top) == (time.rstrip(".").upper() or "NOW")
    assert words(first) == action


@pytest.mark.parametrize("name", REPLIES)
def test_action_stands_once(name: str) -> None:
    assert words(shown(made(name), 80)).count(made(name).level.headline) == 1


def test_emergency_after_stopping_early_is_the_card_alone() -> None:
    card, *rest = shown(made("emergency", stopping_at="risks"), 80).split("\n\n")
    assert "Say:" in card
    assert len(rest) == 1
    assert words(rest[0]).endswith("No doctor or nurse has checked this questionnaire yet.")


def test_emergency_tells_what_to_say_and_lists_no_possibility_and_nothing_sooner() -> None:
    text = TextRenderer().render(made("emergency"))
    assert '\nSay: "My peeing has changed since my back trouble.' in text
    assert "What it may be" not in text
    assert "sooner" not in TextRenderer(full=True).render(made("emergency")).lower()


@pytest.mark.parametrize("name", REPLIES)
def test_full_answer_says_all_that_the_short_one_says_but_for_what_is_written_shorter(name: str) -> None:
    brief, full = made(name).brief, words(shown(made(name), 80, full=True))
    texts = [
        *brief.steps,
        *(sign for sooner in brief.sooner for sign in sooner.signs),
        *(one.text for one in brief.ask),
    ]
    assert [text for text in texts if words(text) not in full] == []


def test_bare_questionnaire_still_tells_when_to_come_back() -> None:
    result = made("quiet")
    bare = (SoonerResult(level="", when_to_act="", signs=("You feel worse.",)),)
    level = changed_level(result, steps=(), because=())
    text = TextRenderer(full=True).render(changed(result, come_back_sooner=bare, level=level, red_flags=(), hinges=()))
    assert "\n\nGet help sooner if:\n- You feel worse.\n\n" in text


@pytest.mark.parametrize("name", REPLIES)
def test_each_part_says_something_that_the_others_do_not(name: str) -> None:
    result = made(name)
    texts = []
    for part in parts_of(result):
        text = io.StringIO()
        print_blocks(part.blocks(result), Console(file=text, width=80), plain=True)
        texts.append(text.getvalue())
    assert all(texts)
    assert len(set(texts)) == len(texts)


def test_parts_with_nothing_to_tell_are_not_offered() -> None:
    result = changed(made("quiet"), possibilities=(), red_flags=(), hinges=())
    level = changed_level(result, because=())
    offered = {part.id for part in parts_of(changed(result, level=level))}
    assert offered.isdisjoint({"possibilities", "treatments", "warnings", "sources"})
    assert {"sooner", "talk", "answers"} <= offered


@pytest.mark.parametrize("name", REPLIES)
@pytest.mark.parametrize("forbidden", ["likely", "probabl", "%", "nothing to worry", "you have a back mouse"])
def test_forbidden_words_never_appear(name: str, forbidden: str) -> None:
    assert forbidden not in shown(made(name), 80).lower()


def test_list_of_possibilities_ends_with_what_is_not_on_it() -> None:
    text = TextRenderer(full=True).render(made("quiet"))
    listed = text[text.index("What it may be") : text.index("Get help sooner if")]
    assert words(listed).endswith("It may be something that is not on this list. Only an examination can tell.")


def test_every_reason_for_and_against_is_told() -> None:
    result = made("infected")
    text = words(TextRenderer(full=True).render(result))
    for possibility in result.possibilities:
        for reason in (*possibility.fits, *possibility.against):
            assert reason in text


def test_stopping_early_is_said_on_first_card() -> None:
    card = TextRenderer().render(made("quiet", stopping_at="where")).split("\n\n")[0]
    assert "You stopped early. This advice rests only on the answers you gave so far." in words(card)
    assert "could make it more urgent" in words(card)


def test_emergency_cannot_get_more_urgent_after_stopping_early() -> None:
    text = words(TextRenderer().render(made("emergency", stopping_at="risks")))
    assert "You stopped early." in text
    assert "more urgent." not in text


def test_skipped_questions_are_counted() -> None:
    text = words(TextRenderer(full=True).render(made("quiet", worry=None)))
    assert "You left 1 question without an answer. A missing answer cannot raise a warning sign." in text


def test_many_red_flags_lose_no_word() -> None:
    result = made("infected")
    many = flags(9, "same_day") + flags(12, "within_days") + flags(3, "routine")
    level = changed_level(result, because=tuple(flag.warn for flag in many[:9]))
    text = words(TextRenderer(full=True).render(changed(result, red_flags=many, level=level)))
    for flag in many:
        assert flag.warn in text
        assert flag.because in text
        assert f'Say: "{flag.say}"' in text
    assert "; and 7 more." in text


def changed_level(result: Result, **update: object) -> Any:
    return replace(result.level, **update)


def test_milder_red_flags_stand_under_their_own_level() -> None:
    text = words(TextRenderer(full=True).render(made("infected")))
    heading = "Tell them these too. By themselves: ring on the next working day, and be seen within 7 days"
    assert text.index("The lump leaks pus") < text.index(heading) < text.index("You have diabetes Infections")
    routine = "Tell them these too. By themselves: book this week, and be seen within 4 weeks"
    assert text.index(routine) < text.index("Nobody has felt the lump yet")


def test_short_answer_takes_two_sentences_of_what_it_may_be_and_the_full_one_all_paragraphs() -> None:
    tree = read()
    first = "back_mouse"
    longer = replace(tree.possibilities[first], what="A lump. It is soft. It has a name.\nIt is common.")
    changed_tree = replace(tree, possibilities={**tree.possibilities, first: longer})
    result = build_result(_played(QUIET, None, changed_tree), "0" * 64)
    assert result.brief.possibility is not None
    assert (result.brief.possibility.id, result.brief.possibility.what) == (first, "A lump. It is soft.")
    assert "A lump. It is soft. It has a name. It is common." in words(shown(result, 80, full=True))


@pytest.mark.parametrize("plain", [False, True])
def test_markup_and_escapes_come_out_as_letters(plain: bool) -> None:
    flag = replace(flags(1, "routine")[0], warn=HOSTILE, because=HOSTILE, say=HOSTILE)
    result = made("quiet", worry="Is it?")
    summary = (replace(result.summary[0], title=HOSTILE, sentences=(HOSTILE,)),)
    level = changed_level(result, headline=HOSTILE, when_to_act=HOSTILE, steps=(HOSTILE,), because=(HOSTILE,))
    hostile = changed(result, red_flags=(flag,), summary=summary, level=level, see_a_doctor=HOSTILE)
    text = shown(hostile, 200, plain=plain, full=True)
    assert words(text).count(HARMLESS) == 8
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text) is None


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "cp1252"])
@pytest.mark.parametrize("plain", [False, True])
def test_console_that_cannot_write_a_letter_gets_the_nearest(encoding: str, plain: bool) -> None:
    result = made(
        "quiet", worry="\N{LEFT DOUBLE QUOTATION MARK}Größer\N{RIGHT DOUBLE QUOTATION MARK} \N{EN DASH} 日 now…"
    )
    text = shown(result, 60, encoding=encoding, plain=plain, full=True)
    told = words(text)
    assert "now..." in told.replace("…", "...")
    assert re.search(r"[━─┃│╭]", text) is None
    assert ('"Gro?er" - ? now...' in told) is (encoding == "ascii")


def test_unpaired_surrogate_does_not_stop_the_result() -> None:
    assert literal_line("a\ud800b") == "a?b"


def test_colour_is_on_borders_only() -> None:
    text = shown(made("emergency"), 80, colour=True)
    coloured = re.findall(r"\x1b\[(?:\d+;)*3[0-7]m([^\x1b]*)", text)
    assert coloured
    assert not re.search(r"[a-z]", "".join(coloured))
    assert re.search(r"\x1b\[[\d;]*\b(?:2|4[0-7])m", text) is None, "neither dim nor a forced background"


def test_without_colour_nothing_is_lost() -> None:
    coloured = shown(made("infected"), 80, colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == shown(made("infected"), 80)


def test_every_source_is_listed_once() -> None:
    text = words(shown(made("infected"), 80, full=True))
    assert "1. Cellulitis. NHS. https://www.nhs.uk/conditions/cellulitis/ 2. Abscess. NHS." in text
    assert text.count("Abscess. NHS.") == 1


def test_unreviewed_and_reviewed_questionnaires_say_so() -> None:
    result = made("quiet")
    assert "No doctor or nurse has checked this questionnaire yet." in words(TextRenderer().render(result))
    review = replace(result.questionnaire.review, status="reviewed", by="Dr A. Example", note=None)
    info = replace(result.questionnaire, review=review)
    text = words(TextRenderer().render(changed(result, questionnaire=info)))
    assert "This questionnaire has been checked by Dr A. Example." in text
    assert "No doctor or nurse has checked" not in text


if __name__ == "__main__":
    for name in REPLIES:
        for view, options in VIEWS.items():
            text = shown(made(name), **options)
            (GOLDEN / f"{name}_{view}.txt").write_text(text, encoding="utf-8", newline="\n")
