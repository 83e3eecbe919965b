"""The parts of a prompt on the screen: words above, choices or a line to type in, message and keys below.

Knows how things look, not what keys do, nor what gives way in a small terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    ScrollOffsets,
    UIContent,
    VSplit,
    Window,
)
from prompt_toolkit.layout.containers import WindowRenderInfo
from prompt_toolkit.layout.margins import Margin
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.utils import get_cwidth
from questionary import Choice, Separator
from questionary.prompts.common import InquirerControl

from backmice_cli.frontends.layout import BLANK, Paragraph, StyledLine, wrap_text
from backmice_cli.frontends.terminal.arrangement import (
    Arrangement,
    Foot,
    Fragments,
    arrange_prompt,
    fragment_lines,
    key_lines,
)
from backmice_cli.frontends.terminal.picture_room import PictureSpot, find_spot
from backmice_cli.frontends.view import Row, View
from backmice_cli.look import LONGEST_LINE

LONGEST_INPUT = 5
"""Rows in which a long text is typed; beyond that it scrolls."""

ROW_KEYS = "123456789acdefghijklmopqrstvwxz"
"""The keys of rows that have none of their own, in their order. `b` goes back; `n`, `u` and `y` mean the same in every
list: no, not sure, yes."""

LEAP = 5
"""Rows that Page Up and Page Down go on."""

NOT_ALL_FIT = "Not all answers fit: go on with Down."


class ChoiceList:
    """Rows to choose or tick: questionary's list, with labels that wrap between words."""

    def __init__(
        self,
        rows: Sequence[Row],
        pointer: str,
        pointed: str | None,
        *,
        ticked: Sequence[str] | None = None,
    ) -> None:
        self._rows = rows
        self._ticked = None if ticked is None else set(ticked)
        self._pointer = pointer
        free = iter(ROW_KEYS)
        self._keys = {
            row.value: row.key if row.key is not None else next(free, "") for row in rows if row.value is not None
        }
        self.control = InquirerControl(
            [Separator(row.label) if row.value is None else Choice(row.label, row.value) for row in rows],
            pointer=None,
            use_indicator=False,
            show_description=False,
            initial_choice=pointed,
            focusable=True,
        )
        self._heights = [1] * len(rows)
        self._is_brief = False
        self.width = 0
        """Columns that the rows take, as they were wrapped last."""
        self._margin = _MoreMargin()
        if pointed is not None or ticked is not None:
            self._show_pointer()

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def can_tick(self) -> bool:
        return self._ticked is not None

    @property
    def is_pointing(self) -> bool:
        """Whether a row has been chosen; at first, none may be."""
        return self.control.pointer is not None

    @property
    def pointed(self) -> str:
        return str(self.control.get_pointed_at().value)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The values ticked, in the order of the rows."""
        return tuple(row.value for row in self._rows if row.value is not None and row.value in (self._ticked or ()))

    @property
    def keys(self) -> str:
        """The keys that go to a row, as `1-9,a-d,0,u`; empty where rows have none."""
        counted = [row.value for row in self._rows if row.value is not None and row.key is None]
        free = [self._keys[value] for value in counted if self._keys.get(value)]
        digits, letters = [key for key in free if key.isdigit()], [key for key in free if key.isalpha()]
        own = [row.key for row in self._rows if row.key]
        return ",".join([*_key_ranges(digits), *_key_ranges(letters), *own])

    def move(self, rows: int, *, wraps: bool = False) -> None:
        """Go this many rows down, or up where negative; beyond an end to the other one, or no further than the end."""
        places = [place for place, row in enumerate(self._rows) if row.value is not None]
        start = -1 if rows > 0 else 0  # where no row is pointed at yet, Down goes to the first
        to = rows + (places.index(self.control.pointed_at) if self.is_pointing else start)
        self.control.pointed_at = places[to % len(places) if wraps else min(max(to, 0), len(places) - 1)]
        self._show_pointer()

    def point_at(self, key: str) -> bool:
        """Go to a row by its key; tells whether there is one."""
        for place, row in enumerate(self._rows):
            if row.value is not None and key in (self._keys.get(row.value), row.also):
                self.control.pointed_at = place
                self._show_pointer()
                return True
        return False

    def toggle(self) -> None:
        """Tick the row pointed at, or take its tick away. An exclusive row stands alone."""
        if self._ticked is None:
            return
        alone = {row.value for row in self._rows if row.exclusive}
        if self.pointed in self._ticked:
            self._ticked.remove(self.pointed)
        else:
            self._ticked = {self.pointed} if self.pointed in alone else (self._ticked - alone) | {self.pointed}

    def fit(self, columns: int, *, is_cut: bool = False, is_brief: bool = False) -> int:
        """Wrap the labels for a terminal this wide; returns the rows they take.

        When cut, arrows stand beside them. When brief, only the row pointed at shows its help.
        """
        self._margin.is_shown = is_cut
        self._is_brief = is_brief
        width = max(1, min(columns, LONGEST_LINE) - _POINTER - (_ARROWS if is_cut else 0))
        self._heights = []
        widths: list[int] = []
        indent = ""
        for place, row in enumerate(self._rows):
            if row.value is None:
                text = ("\n" + " " * _POINTER).join(wrap_text(row.label, width))
                self.control.choices[place].title = text
                indent = "  "
            else:
                title = self._title(place, row, row.value, indent, width)
                self.control.choices[place].title = title
                text = "".join(part for _, part in title)
            lines = (" " * _POINTER + text).split("\n")
            self._heights.append(len(lines))
            widths += map(get_cwidth, lines)
        self.width = max(widths)
        return sum(self._heights)

    def window(self, height: Callable[[], int]) -> Window:
        # The cursor stands at the first line of the row pointed at; all of its lines are to show.
        below = ScrollOffsets(top=1, bottom=lambda: self._heights[self.control.pointed_at])
        return Window(
            self.control,
            height=height,
            dont_extend_height=True,
            scroll_offsets=below,
            right_margins=[self._margin],
        )

    def _show_pointer(self) -> None:
        self.control.pointer = self._pointer

    def _title(self, place: int, row: Row, value: str, indent: str, width: int) -> Fragments:
        key = f"{self._keys.get(value) or ' '} "
        tick = "" if self._ticked is None else "[x] " if value in self._ticked else "[ ] "
        used = len(indent + key + tick)
        room = max(1, width - used)
        below = "\n" + " " * (_POINTER + used)
        here = self.is_pointing and place == self.control.pointed_at
        style = "class:pointed" if here else ""
        title = [(style, indent), (style or "class:key", key), (style, tick + below.join(wrap_text(row.label, room)))]
        if row.help and (here or not self._is_brief):
            title.append(("class:dim", below + below.join(wrap_text(row.help, room))))
        return title


def _key_ranges(keys: Sequence[str]) -> list[str]:
    """Keys that follow each other, as `1-4`; a few letters one by one, because `b` is none of them."""
    is_range = len(keys) > (FEW_LETTERS if keys and keys[0].isalpha() else 1)
    return [f"{keys[0]}-{keys[-1]}"] if is_range else [*keys]


FEW_LETTERS = 3

_POINTER, _ARROWS = 3, 2
"""Columns before a label, and after it."""


class _MoreMargin(Margin):
    """Shows that rows are hidden above or below."""

    is_shown = False

    def get_width(self, get_ui_content: Callable[[], UIContent]) -> int:  # noqa: ARG002 - prompt_toolkit's signature
        return _ARROWS if self.is_shown else 0

    def create_margin(self, window_render_info: WindowRenderInfo, width: int, height: int) -> StyleAndTextTuples:  # noqa: ARG002
        above = "^" if window_render_info.vertical_scroll > 0 else ""
        below = "v" if not window_render_info.bottom_visible else ""
        return [("", f" {above}" + "\n" * (height - 1) + f" {below}")] if height > 1 else []


class InputLine:
    """A line to type in."""

    def __init__(self, buffer: Buffer) -> None:
        self.buffer = buffer
        self.control = BufferControl(buffer, input_processors=[BeforeInput(_PROMPT, "class:pointer")])

    def fit(self, columns: int, *, is_cut: bool = False, is_brief: bool = False) -> int:  # noqa: ARG002 - as a list's
        """The rows that what was typed takes in a terminal this wide."""
        return min(LONGEST_INPUT, 1 + get_cwidth(_PROMPT + self.buffer.text) // max(1, columns))

    def window(self, height: Callable[[], int]) -> Window:
        return Window(self.control, height=height, dont_extend_height=True, wrap_lines=True)


_PROMPT = "> "


class Frame:
    """A whole prompt. Shows the question, or in its place a panel; arranges them anew each time it is drawn."""

    def __init__(self, view: View[Any], body: ChoiceList | InputLine, keys: Sequence[tuple[str, str]]) -> None:
        self.view = view
        self.message = view.message
        self._body = body
        self._keys = keys
        self._panel: Sequence[Paragraph] | None = None
        self._scrolled = 0
        self._arranged = Arrangement([], 1, [])
        self._panel_window = _text_window(lambda: self._arranged.head, focusable=True)
        self._spot = PictureSpot([], [], 0)
        self._body_window = body.window(lambda: self._arranged.body)
        self.has_panel = Condition(lambda: self._panel is not None)
        """Whether a panel is open."""
        beside = _text_window(lambda: _picture_lines(self._spot.beside), width=lambda: self._spot.width)
        answers = VSplit([HSplit([self._body_window], width=self._columns_of_body), beside])
        above = _text_window(lambda: _picture_lines(self._spot.above))
        question = HSplit([_text_window(lambda: self._arranged.head), above, answers])
        self.layout = Layout(
            HSplit(
                [
                    ConditionalContainer(self._panel_window, self.has_panel),
                    ConditionalContainer(question, ~self.has_panel),
                    _text_window(lambda: self._arranged.foot),
                ]
            ),
            focused_element=self._body_window,
        )

    def open_panel(self, key: str) -> None:
        self._panel, self._scrolled = self.view.panels[key], 0
        self.layout.focus(self._panel_window)

    def close_panel(self) -> None:
        self._panel = None
        self.layout.focus(self._body_window)

    def scroll_panel(self, by: int) -> None:
        self._scrolled += by

    def arrange(self, application: Application[Any]) -> None:
        """Fit everything into the terminal as it is now."""
        size = application.output.get_size()
        columns = max(size.columns, _NARROWEST)
        if self._panel is not None:
            self._arranged = self._panel_arranged(self._panel, columns, size.rows)
            return
        roomy = [*self.view.head, BLANK]
        terse = [paragraph for paragraph in self.view.head if paragraph != BLANK]
        short = [paragraph for paragraph in self.view.short or () if paragraph != BLANK]
        heads = [roomy, [*terse, BLANK], terse, *([short] if short else [])]
        said = fragment_lines([Paragraph(self.message, "strong")], columns) if self.message else []
        keys = key_lines(self._keys, columns)
        more = [] if isinstance(self._body, InputLine) else fragment_lines([Paragraph(NOT_ALL_FIT)], columns)
        foot = Foot(said, keys, more)
        around = len(fragment_lines(terse, columns)) + max(1, len(said)) + len(keys)  # a message may come
        self._spot = self._find_spot(columns, size.rows - around)
        body = max(self._body.fit(self._spot.columns), len(self._spot.beside))
        rows = size.rows - len(self._spot.above)
        self._arranged = arrange_prompt(heads, body, foot, columns, rows)
        if self._arranged.body < body:
            body = self._body.fit(columns, is_cut=True)
            self._arranged = arrange_prompt(heads, body, foot, columns, rows)
        if not self._arranged.is_whole:
            body = self._body.fit(columns, is_cut=True, is_brief=True)
            self._arranged = arrange_prompt(heads, body, foot, columns, rows)

    def _find_spot(self, columns: int, rows: int) -> PictureSpot:
        draw, body = self.view.picture, self._body
        if draw is None or isinstance(body, InputLine):
            return PictureSpot([], [], columns)
        pointed = body.pointed if body.is_pointing else None
        return find_spot(partial(draw, pointed, body.ticked), body.fit, columns, rows)

    def _columns_of_body(self) -> int | None:
        """As many columns as the choices take, so that a picture stands close to them."""
        return self._body.width if self._spot.beside and isinstance(self._body, ChoiceList) else None

    def _panel_arranged(self, panel: Sequence[Paragraph], columns: int, rows: int) -> Arrangement:
        lines = fragment_lines(panel, columns)
        room = max(1, rows - 3)
        hidden = max(0, len(lines) - room)
        self._scrolled = min(max(0, self._scrolled), hidden)
        keys = [*([("Up/Down", "read on")] if hidden else []), ("Enter", "go back")]
        shown = lines[self._scrolled : self._scrolled + room]
        return Arrangement(shown, 0, [[], *key_lines(keys, columns)])


_NARROWEST = 16
"""Columns below which lines are cut, not wrapped."""


def _picture_lines(lines: Sequence[StyledLine]) -> list[Fragments]:
    return [[("", line.text)] for line in lines]


def _text_window(
    lines: Callable[[], list[Fragments]], *, focusable: bool = False, width: Callable[[], int | None] | None = None
) -> Window:
    """A window exactly as high as its lines."""

    def text() -> StyleAndTextTuples:
        fragments: StyleAndTextTuples = [fragment for line in lines() for fragment in (*line, ("", "\n"))]
        return fragments[:-1]

    control = FormattedTextControl(text, focusable=focusable)
    return Window(control, width=width, height=lambda: len(lines()), dont_extend_height=True)
