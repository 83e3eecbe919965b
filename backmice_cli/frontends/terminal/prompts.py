"""Shows one prompt where the cursor is, waits for the person and erases it: what each key does.

Says what the person did; knows nothing of interviews. Built on questionary and, through the `application` of its
questions, on prompt_toolkit. Imported with the first question, because these take as long to load as all the rest.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TextIO, cast

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition, FilterOrBool
from prompt_toolkit.input import Input
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import get_cwidth
from rich.console import Console

from backmice_cli import look
from backmice_cli.errors import AnswerError
from backmice_cli.frontends.interruption import end_on_signals, raise_end_of_input
from backmice_cli.frontends.terminal.widgets import LEAP, ROW_KEYS, ChoiceList, Frame, InputLine
from backmice_cli.frontends.texts import NOTHING_BEFORE, refusal_text
from backmice_cli.frontends.view import EMERGENCY, GO_BACK, WHY, Chosen, View

STYLE = Style(
    [
        ("strong", "bold"),
        ("alarm", f"bold {look.EMERGENCY}"),
        ("dim", look.DIM),
        ("pointer", f"bold {look.ACCENT}"),
        ("pointed", f"bold {look.ACCENT}"),
        ("key", look.ACCENT),
        ("separator", "bold"),
    ]
)

SECONDS_AFTER_TAB = 600.0
"""How long Tab waits for the key after it. prompt_toolkit would wait for one second, and nobody is to hurry."""

_DEPTHS = {
    "standard": ColorDepth.DEPTH_4_BIT,
    "256": ColorDepth.DEPTH_8_BIT,
    "truecolor": ColorDepth.DEPTH_24_BIT,
}
"""A prompt has as many colours as what rich prints around it."""


class Prompts:
    """Prompts on one terminal, as the console there shows colours and characters."""

    def __init__(self, console: Console, input: Input | None, output: Output | None) -> None:
        self._input = input
        self._output = create_output(cast(TextIO, console.file)) if output is None else output
        if isinstance(self._output, Vt100_Output):
            # Nothing here needs the cursor's position, and a terminal that answers late would type into the next
            # question. Set before an application is made of it, which asks once what the output can do.
            self._output.enable_cpr = False
        has_colour = console.color_system is not None and not console.no_color
        self._depth = _DEPTHS.get(console.color_system or "") if has_colour else ColorDepth.DEPTH_1_BIT
        self._pointer = ">" if console.options.ascii_only else "»"

    def choose(self, view: View[Chosen], ticked: Sequence[str] | None = None) -> Chosen:
        """Ask for one row, or for any number of them where some, or none, are `ticked`."""
        choices = ChoiceList(view.rows, self._pointer, view.default, ticked=ticked)
        keys = f" or {choices.keys}" if choices.keys else ""
        if ticked is not None:
            moves = [("Up/Down", "move"), (f"Space{keys}", "tick")]
        else:
            moves = [(f"Up/Down{keys}", "choose")] if len(view.rows) > 1 else []
        frame = Frame(view, choices, [*moves, ("Enter", "confirm"), *_shared_keys(view)])
        bindings = _list_keys(frame, choices)

        @bindings.add("enter", eager=True, filter=~frame.has_panel)
        def _(event: KeyPressEvent) -> None:
            if choices.is_pointing:
                _confirm_reply(event, frame, choices.pointed if ticked is None else choices.ticked)
            else:
                frame.message = f"First choose an answer, with Up and Down{' or its key' if keys else ''}."

        application: Application[Any] = Application(
            layout=frame.layout,
            key_bindings=bindings,
            style=STYLE,
            include_default_pygments_style=False,
            color_depth=self._depth,
            erase_when_done=True,
            before_render=frame.arrange,
            input=self._input,
            output=self._output,
        )
        chosen: Chosen = _wait_for_answer(questionary.Question(application))
        return chosen

    def type_in(self, view: View[Chosen], given: str, *, optional: bool, is_number: bool) -> Chosen:
        """Ask for a line. The keys of a list work here too: in a number at once, in a text after Tab."""
        bindings = KeyBindings()
        question = self._text(given, bindings)
        line = InputLine(question.application.current_buffer)
        enter = [("Enter", "confirm"), *([("Enter alone", "skip")] if optional else [])]
        frame = Frame(view, line, [*enter, *_shared_keys(view, before="" if is_number else "Tab then ")])
        _add_shared_keys(bindings, frame)
        _add_line_keys(bindings, frame, line, given)
        if is_number:
            _add_keys_of_number(bindings, frame, line)
        else:
            _add_keys_of_text(bindings, frame)
            question.application.timeoutlen = SECONDS_AFTER_TAB

        def clear_message(_buffer: object) -> None:
            frame.message = None

        line.buffer.on_text_changed += clear_message
        question.application.layout = frame.layout
        question.application.before_render += frame.arrange
        typed: Chosen = _wait_for_answer(question)
        return typed

    def erase_above(self, lines: Sequence[str]) -> None:
        """Erase these lines, which end where the cursor is; a terminal made narrower has wrapped them anew."""
        output = self._output
        columns = max(1, output.get_size().columns)
        output.cursor_up(sum(1 + max(0, get_cwidth(line) - 1) // columns for line in lines))
        output.erase_down()
        output.flush()

    def _text(self, given: str, bindings: KeyBindings) -> questionary.Question:
        question = questionary.text(
            "",
            default=given,
            style=STYLE,
            key_bindings=bindings,
            validate_while_typing=False,
            include_default_pygments_style=False,
            erase_when_done=True,
            color_depth=self._depth,
            input=self._input,
            output=self._output,
        )
        # questionary's own Enter would take every line; `_add_line_keys` has one that refuses what does not fit.
        question.application.current_buffer.accept_handler = None
        return question


def _shared_keys(view: View[Any], before: str = "") -> list[tuple[str, str]]:
    """The keys that mean the same everywhere, and what is pressed `before` those that are letters or signs."""
    why = [(before + WHY, "why")] if view.panels.get(WHY) else []
    back = [(before + GO_BACK, "back")] if view.back is not None else []
    emergency = [(before + EMERGENCY, "emergency")] if view.panels.get(EMERGENCY) else []
    return [*why, *back, *emergency, ("Ctrl-C", "stop")]


def _bind_keys(
    bindings: KeyBindings, keys: Iterable[Keys | str], act: Callable[[KeyPressEvent], None], when: FilterOrBool = True
) -> None:
    """Bind keys, eagerly: they act before what prompt_toolkit and questionary do with them."""
    for key in keys:
        bindings.add(key, eager=True, filter=when)(act)


def _list_keys(frame: Frame, choices: ChoiceList) -> KeyBindings:
    """The keys of every list: to move, to leave, to explain. All others do nothing, nor does what is pasted."""
    bindings = KeyBindings()
    asking = ~frame.has_panel

    def jump(event: KeyPressEvent) -> None:
        if choices.point_at(event.data.casefold()):
            choices.toggle()
            frame.message = None

    def move(_event: KeyPressEvent, rows: int, *, wraps: bool = False) -> None:
        choices.move(rows, wraps=wraps)
        frame.message = None

    def toggle(_event: KeyPressEvent) -> None:
        choices.toggle()
        frame.message = None

    _bind_keys(bindings, ["down"], partial(move, rows=1, wraps=True), asking)
    _bind_keys(bindings, ["up"], partial(move, rows=-1, wraps=True), asking)
    if choices.can_tick:
        _bind_keys(bindings, [" "], toggle, asking)
    for key, rows in (("home", -len(choices)), ("end", len(choices)), ("pageup", -LEAP), ("pagedown", LEAP)):
        _bind_keys(bindings, [key], partial(move, rows=rows), asking)
    keys = "0nuy" + ROW_KEYS
    _bind_keys(bindings, {*keys, *keys.upper()}, jump, asking)
    _bind_keys(bindings, ["left"], lambda event: _leave_or_explain(event, frame, GO_BACK), asking)
    _bind_keys(bindings, [GO_BACK, WHY, EMERGENCY], partial(_obey_last_key, frame=frame), asking)
    _bind_keys(bindings, [Keys.Any], _ignore_key, asking)
    _bind_keys(bindings, ["c-d"], lambda event: event.app.exit(exception=EOFError()))
    _add_shared_keys(bindings, frame)
    return bindings


def _confirm_reply(event: KeyPressEvent, frame: Frame, reply: str | Sequence[str]) -> None:
    """End the prompt with what the reply leads to, or say why it does not fit."""
    try:
        event.app.exit(result=frame.view.read(reply))
    except AnswerError as error:
        frame.message = refusal_text(error)


def _add_line_keys(bindings: KeyBindings, frame: Frame, line: InputLine, given: str) -> None:
    """The keys of every line that is typed: to confirm, to go back while it is empty, and what a paste must not do."""
    asking = ~frame.has_panel

    @bindings.add("enter", eager=True, filter=asking)
    def _(event: KeyPressEvent) -> None:
        typed = line.buffer.text.strip()
        if typed.casefold() == GO_BACK or frame.view.panels.get(typed):  # the habit from lists; nobody's whole answer
            line.buffer.text = given
            _leave_or_explain(event, frame, typed.casefold())
        else:
            _confirm_reply(event, frame, typed)

    is_empty = Condition(lambda: not line.buffer.text)
    _bind_keys(bindings, ["left"], lambda event: _leave_or_explain(event, frame, GO_BACK), asking & is_empty)
    paste = [Keys.BracketedPaste]
    _bind_keys(bindings, paste, lambda event: event.current_buffer.insert_text(" ".join(event.data.split())), asking)
    # Colours in a pasted text are taken for these keys; reading them as a click or a report would fail.
    reports = [Keys.Vt100MouseEvent, Keys.WindowsMouseEvent, Keys.ScrollUp, Keys.ScrollDown, Keys.CPRResponse]
    _bind_keys(bindings, reports, _ignore_key, asking)


_SHARED = (WHY, EMERGENCY, GO_BACK, GO_BACK.upper())


def _add_keys_of_number(bindings: KeyBindings, frame: Frame, line: InputLine) -> None:
    """No number has these characters, so they act whatever was typed.

    Only the letter within a word that is being typed is part of that word: whoever types `about 5` must not find
    themselves at the question before, with a 5 chosen there. Enter refuses the word; then the letter is a key again.
    """
    is_in_word = Condition(lambda: frame.message is None and any(map(str.isalpha, line.buffer.text)))
    for key in _SHARED:
        acts = ~frame.has_panel & ~is_in_word if key.isalpha() else ~frame.has_panel
        bindings.add(key, eager=True, filter=acts)(partial(_obey_last_key, frame=frame))


def _add_keys_of_text(bindings: KeyBindings, frame: Frame) -> None:
    """A text may have every character, so the keys follow one that types nothing."""
    asking = ~frame.has_panel
    for key in _SHARED:
        bindings.add("tab", key, eager=True, filter=asking)(partial(_obey_last_key, frame=frame))

    bindings.add("tab", filter=asking)(_ignore_key)  # before any other key


def _ignore_key(_event: KeyPressEvent) -> None:
    pass


def _obey_last_key(event: KeyPressEvent, frame: Frame) -> None:
    _leave_or_explain(event, frame, event.data.casefold())


def _leave_or_explain(event: KeyPressEvent, frame: Frame, key: str) -> None:
    if key == GO_BACK and frame.view.back is not None:
        event.app.exit(result=frame.view.back)
    elif key == GO_BACK:
        frame.message = NOTHING_BEFORE
    elif frame.view.panels.get(key):
        frame.open_panel(key)


def _add_shared_keys(bindings: KeyBindings, frame: Frame) -> None:
    """Bind the keys of panels, where Up and Down read on and every other key closes, and those that act everywhere."""
    _bind_keys(bindings, [Keys.Any], lambda _: frame.close_panel(), frame.has_panel)
    _bind_keys(bindings, ["down"], lambda _: frame.scroll_panel(1), frame.has_panel)
    _bind_keys(bindings, ["up"], lambda _: frame.scroll_panel(-1), frame.has_panel)
    _bind_keys(bindings, ["c-c", "<sigint>"], lambda event: event.app.exit(exception=KeyboardInterrupt()))
    _bind_keys(bindings, ["c-l"], lambda event: event.app.renderer.clear())
    if hasattr(signal, "SIGTSTP"):
        _bind_keys(bindings, ["c-z"], lambda event: event.app.suspend_to_background())


def _wait_for_answer(question: questionary.Question) -> Any:
    """Wait for the person.

    Raises KeyboardInterrupt when they stop, EOFError when their terminal is gone or the program is told to end.
    """
    _let_ctrl_c_end_pastes(question.application.input)
    with end_on_signals(partial(_request_end, question.application)):
        return question.unsafe_ask()


def _let_ctrl_c_end_pastes(input: Input) -> None:
    if sys.platform != "win32":
        from prompt_toolkit.input.vt100 import Vt100Input

        if isinstance(input, Vt100Input) and not isinstance(input.vt100_parser, _LeavableParser):
            input.vt100_parser = _LeavableParser(input.vt100_parser.feed_key_callback)


class _LeavableParser(Vt100Parser):
    """Reads keys. Ctrl-C also gets out of a paste whose end never comes, which else would swallow every key."""

    def feed(self, data: str) -> None:
        before, ctrl_c, after = data.rpartition("\x03")
        if ctrl_c and _END_OF_PASTE not in after:
            super().feed(before)
            self.reset()
            super().feed(ctrl_c + after)
        else:
            super().feed(data)


_END_OF_PASTE = "\x1b[201~"


def _request_end(application: Application[Any]) -> None:
    """Leave the prompt in order, with the terminal as it was."""

    def end() -> None:
        if application.is_running and not application.is_done:
            application.exit(exception=EOFError())

    if application.loop is None:
        raise_end_of_input()
    else:  # a signal's handler may not touch the loop, which may also be asleep until a key comes
        application.loop.call_soon_threadsafe(end)
