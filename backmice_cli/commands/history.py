"""Earlier interviews kept on this computer: list, show, compare, delete, export. Failing storage is an error here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from json import dumps
from pathlib import Path
from typing import Any

from backmice_cli.commands.history_lines import advice_line, changed_lines, chart_lines, interview_lines
from backmice_cli.commands.messages import fit_lines
from backmice_cli.commands.output import refuse_unwritable, write_out, write_output
from backmice_cli.errors import BackmiceError
from backmice_cli.questionnaire.english import join_words
from backmice_cli.renderers.relative_time import local_date
from backmice_cli.storage.database import Database, database_exists, open_database
from backmice_cli.storage.history import Finished, all_finished, delete_finished
from backmice_cli.storage.interviews import count_unfinished, delete_unfinished
from backmice_cli.storage.settings import delete_settings

SCHEMA = "backmice.history/1"
"""Name and version of what `export` writes."""

NOTHING = "No interviews are kept on this computer."
LIST_THEM = "List them with: backmice history"


LIST_SCHEMA = "backmice.history-list/1"
"""Name and version of what the list is as JSON."""


def list_history(*, json: bool = False, now: datetime | None = None) -> None:
    """Show what is kept, and how sizes, pains and other measures went over time."""
    with _open_history() as (database, kept):
        unfinished = count_unfinished(database) if database is not None else 0
    if json:
        write_out(_as_json({"schema": LIST_SCHEMA, "interviews": [*map(_list_entry, kept)], "unfinished": unfinished}))
        return
    _write_lines([NOTHING] if not kept else _overview_lines(kept, now or datetime.now(timezone.utc)))
    if unfinished:
        one = "One interview is unfinished" if unfinished == 1 else f"{unfinished} interviews are unfinished"
        _write_lines([f"{one}. Go on with: backmice triage"])


def show_interview(number: int | None) -> None:
    """Show the result of an interview, the last one without a number, as it was told then."""
    with _open_history() as (_, kept):
        found = _find_kept(kept, number)
    _write_lines([f"Interview {found.id} of {local_date(found.finished_at)}", "", found.record.text.rstrip("\n")])


def compare_interviews(first: int | None, second: int | None) -> None:
    """Show which answers differ between two interviews; without numbers between the last two of one questionnaire."""
    from backmice_cli.commands.record import changed_answers

    with _open_history() as (_, kept):
        older, newer = _find_pair(kept, first, second)
    names = (f"{local_date(older.finished_at)} ({older.id})", f"{local_date(newer.finished_at)} ({newer.id})")
    found = changed_answers(older.record.told, newer.record.told, newer.record.telling)
    advice = (advice_line(older.record), advice_line(newer.record))
    if advice[0] != advice[1]:
        _write_lines([f"The advice was: {advice[0]}", f"It became: {advice[1]}", ""])
    else:
        _write_lines([f"The advice was both times: {advice[0]}", ""])
    same = ["What was answered both times was answered the same."]
    _write_lines(changed_lines(found, *names, _encoding_out()) if found else same)
    for told, other, name in ((older, newer, names[0]), (newer, older, names[1])):
        alone = [text for id, texts in told.record.told.items() if id not in other.record.told for text in texts]
        if alone:
            _write_lines(["", f"Answered only on {name}:", *(f"- {text}" for text in alone)])


def delete_interviews(numbers: Sequence[int], everything: bool, confirmed: Callable[[str], bool]) -> None:
    """Delete interviews for good, after `confirmed`; `everything` takes unfinished ones along."""
    if bool(numbers) == everything:
        raise BackmiceError("name the interviews to delete, or say --all", LIST_THEM)
    with _open_history() as (database, kept):
        chosen = kept if everything else [_find_kept(kept, number) for number in dict.fromkeys(numbers)]
        unfinished = count_unfinished(database) if database is not None and everything else 0
        if database is None or not (chosen or unfinished):
            _write_lines([NOTHING])
            return
        if not confirmed(f"Delete {_describe_interviews(chosen, unfinished)} for good?"):
            _write_lines(["Nothing was deleted."])
            return
        if everything:
            delete_settings(database)
        delete_finished(database, [finished.id for finished in chosen])
        running = unfinished - (delete_unfinished(database) if everything else 0)
    _write_lines(["Deleted."])
    if running > 0:
        _write_lines(["An interview that is running now was left alone."])


def export_interviews(numbers: Sequence[int], output: Path | None, force: bool) -> None:
    """Write interviews as JSON, all without numbers: to a file that only its owner can read, or to standard output."""
    refuse_unwritable(output, force=force)
    with _open_history() as (_, kept):
        chosen = [_find_kept(kept, number) for number in dict.fromkeys(numbers)] if numbers else kept
    interviews = [
        {"id": one.id, "finished_at": one.finished_at.isoformat(), "result": one.record.result} for one in chosen
    ]
    write_output(_as_json({"schema": SCHEMA, "interviews": interviews}), output, "The file")


def _as_json(value: dict[str, Any]) -> str:
    return dumps(value, ensure_ascii=False, indent=2) + "\n"


def _list_entry(finished: Finished) -> dict[str, Any]:
    """One interview without its answers: what the list shows of it, and its measures."""
    return {
        "id": finished.id,
        "finished_at": finished.finished_at.isoformat(),
        "title": finished.title,
        "level": {key: finished.record.level.get(key, "") for key in ("id", "headline", "when_to_act")},
        "measures": {id: {"words": one.words, "value": one.value} for id, one in finished.record.measures.items()},
    }


@contextmanager
def _open_history() -> Iterator[tuple[Database | None, list[Finished]]]:
    """Give the database and what is finished in it, oldest first. Looking makes no file where there is none."""
    if not database_exists():
        yield None, []
        return
    database = open_database()
    try:
        yield database, all_finished(database)
    finally:
        database.close()


def _find_kept(kept: Sequence[Finished], number: int | None) -> Finished:
    if not kept:
        raise BackmiceError("no interviews are kept on this computer")
    found = kept[-1] if number is None else next((one for one in kept if one.id == number), None)
    if found is None:
        raise BackmiceError(f"there is no interview {number}", LIST_THEM)
    return found


def _find_pair(kept: Sequence[Finished], first: int | None, second: int | None) -> tuple[Finished, Finished]:
    """The two to compare, the older one first. The second is by default the last, the first the one before it."""
    if first is not None and second is not None:
        pair = sorted([_find_kept(kept, first), _find_kept(kept, second)], key=lambda one: (one.finished_at, one.id))
        return pair[0], pair[1]
    last = _find_kept(kept, None)
    others = [one for one in kept if one.title == last.title and one is not last]
    older = _find_kept(kept, first) if first is not None else others[-1] if others else None
    if older is None or older is last:
        raise BackmiceError("there is nothing to compare it with", LIST_THEM)
    return older, last


def _overview_lines(kept: Sequence[Finished], now: datetime) -> Iterator[str]:
    encoding = _encoding_out()
    for title in dict.fromkeys(one.title for one in kept):
        same = [one for one in kept if one.title == title]
        yield from (*interview_lines(same, now, encoding), "")
        for id in dict.fromkeys(id for one in same for id in one.record.measures):
            measured = [(one.finished_at, one.record.measures[id]) for one in same if id in one.record.measures]
            if len(measured) > 1:
                yield from (*chart_lines(measured, encoding), "")
    yield "More: backmice history show, compare, delete or export, each with --help"


def _describe_interviews(chosen: Sequence[Finished], unfinished: int) -> str:
    """Say what is to be deleted, by number and date."""
    parts = [f"interview {one.id} of {local_date(one.finished_at)}" for one in chosen]
    if unfinished:
        parts.append("the unfinished interview" if unfinished == 1 else f"{unfinished} unfinished interviews")
    return join_words(parts, "and")


def _encoding_out() -> str:
    return sys.stdout.encoding or "utf-8"


def _write_lines(lines: Iterator[str] | Sequence[str]) -> None:
    sys.stdout.writelines(fit_lines(f"{line}\n", sys.stdout) for line in lines)
