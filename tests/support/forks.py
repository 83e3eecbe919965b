"""A process that has loaded the program and forks a copy of itself for every terminal it is given.

Loading takes most of the time of a short run. From the first screen on nothing is different: a process of its own, with
a terminal of its own, which can be killed. Any other command is executed in the copy. `pty.py` starts this with a
socket as standard input, and learns of every program its process id and then its exit status through a pipe.
"""

from __future__ import annotations

import fcntl
import json
import os
import runpy
import signal
import socket
import sys
import termios
import traceback
from importlib import import_module
from typing import NoReturn, TypedDict

LONGEST_ORDER = 1_000_000

LOADED = (
    "sqlite3",
    "backmice_cli.cli.app",
    *(
        f"backmice_cli.commands.{name}"
        for name in ("history", "interview_store", "page_file", "record", "result_menu", "resume", "triage")
    ),
    "backmice_cli.frontends.earlier_answers",
    "backmice_cli.frontends.plain.frontend",
    *(f"backmice_cli.frontends.terminal.{name}" for name in ("body_picture", "frontend", "prompts")),
    "backmice_cli.renderers.text",
)
"""What an interview loads. None of it looks at the terminal or the environment before it runs."""


class Order(TypedDict):
    """What is to be run."""

    command: list[str]
    """The arguments alone where it is the program."""
    is_program: bool
    env: dict[str, str]
    cwd: str


def serve(orders: socket.socket) -> None:
    """Run what is ordered, until nobody is left to order anything."""
    for name in LOADED:
        import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # each program has somebody else who waits for it
    while True:
        order, handles, _, _ = socket.recv_fds(orders, LONGEST_ORDER, 2)
        if not order:
            return
        terminal, told = handles
        if os.fork() == 0:
            orders.close()
            _wait_for(json.loads(order), terminal, told)
        os.close(terminal)
        os.close(told)


def _wait_for(order: Order, terminal: int, told: int) -> NoReturn:
    """Run it, say its process id, wait for its end, say its exit status."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        _run(order, terminal)
    os.close(terminal)
    os.write(told, f"{pid}\n".encode())
    _, status = os.waitpid(pid, 0)
    os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _run(order: Order, terminal: int) -> NoReturn:
    """Become this command, with the terminal for all three streams and as the one whose keys send signals."""
    code: object = 1
    try:
        os.setsid()
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
        for stream in range(3):
            os.dup2(terminal, stream)
        os.closerange(3, 256)
        os.chdir(order["cwd"])
        if not order["is_program"]:
            os.execvpe(order["command"][0], order["command"], order["env"])
        os.environ.clear()
        os.environ.update(order["env"])
        _run_program(order["command"])
        code = 0
    except SystemExit as ended:
        code = ended.code or 0
    except BaseException:  # noqa: BLE001 - this is where it ends
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code if isinstance(code, int) else 1)


def _run_program(arguments: list[str]) -> None:
    sys.argv = ["backmice", *arguments]
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = os.fdopen(number, "w" if number else "r", 1, encoding="utf-8", closefd=False)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    runpy.run_module("backmice_cli", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    serve(socket.socket(fileno=0))
