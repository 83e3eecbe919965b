"""Work shared out to two processes, answers in the order of the work. Small work stays in this process.

Workers are started afresh, not forked, so that it is the same on every system and nothing of a terminal is inherited.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from threading import current_thread, main_thread
from typing import Any, TypeVar

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

MOST_WORKERS = 2  # as many as the machines have on which the budgets are measured

_shared: list[Any] = []
"""What the workers of this process share, so that it is sent to each of them once."""


def map_in_processes(
    work: Callable[[Shared, Item], Result], shared: Shared, items: Sequence[Item], *, alone: bool
) -> Iterator[Result]:
    """Do `work(shared, item)` for each item; give the results as they come, in order.

    `work` is a function of a module, and everything that goes in or out can be pickled, unless it is done `alone`.
    """
    workers = min(MOST_WORKERS, count_cores(), len(items))
    if alone or workers < 2:
        yield from (work(shared, item) for item in items)
        return
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin_worker, (shared,))
    try:
        with _deaf_to_ctrl_c():
            results = pool.map(_do_item, [work] * len(items), items)
        yield from results
    finally:
        pool.shutdown(cancel_futures=True)


def count_cores() -> int:
    """The processors that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What is started meanwhile never hears Ctrl-C, which reaches every process: the first one ends the others.

    Here it only waits: a Ctrl-C that comes meanwhile is heard at the end.
    """
    mask = getattr(signal, "pthread_sigmask", None)
    if current_thread() is not main_thread() or mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _begin_worker(shared: Any) -> None:
    _shared[:] = [shared]


def _do_item(work: Callable[[Any, Item], Result], item: Item) -> Result:
    return work(_shared[0], item)
