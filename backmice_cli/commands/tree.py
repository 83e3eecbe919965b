"""`backmice tree`: draws a questionnaire. Chooses what is unfolded and which renderer; runs Graphviz for SVG."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from backmice_cli.commands.author_options import TreeFormat, TreeOptions, tree_format
from backmice_cli.commands.ids import Named, kinds_of
from backmice_cli.commands.options import TriageOptions, is_plain
from backmice_cli.commands.output import deliver, refuse_unwritable
from backmice_cli.errors import BackmiceError, ExitCode
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path, sound
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.around import build_around
from backmice_cli.renderers.published import to_json
from backmice_cli.renderers.tree import Tree, build_tree

if TYPE_CHECKING:
    from rich.console import Console

    from backmice_cli.renderers.graph import Graph

MOST_UNFOLDED = 40
"""Questions of a tree that is shown whole without being asked: about five screens."""

AROUND: tuple[Named, ...] = ("question", "red flag", "sign", "level", "possibility")


@dataclass(frozen=True)
class _View:
    """What is to be drawn, in each of the forms; only one of them is made."""

    show: Callable[[Console, bool], None]
    """Prints it, plain or not."""
    json: Callable[[], str]
    graph: Callable[[], Graph]


def tree(options: TreeOptions) -> int:
    """Draw the questionnaire, a section of it, or what is around one part; returns the exit status.

    Raises QuestionnaireError, FileError, or BackmiceError for an unknown id or without Graphviz.
    """
    format = tree_format(options)
    _refuse_two_views(options)
    refuse_unwritable(options.output, force=options.force)
    questionnaire = sound(read_questionnaire(options.file or shipped_questionnaire_path()))
    view = _view_of_tree(questionnaire, options) if options.around is None else _view_around(questionnaire, options)
    if options.output is None and format is TreeFormat.TEXT and sys.stdout.isatty():
        _show(view)
    else:
        deliver(_rendered(view, format), options.output, "The tree")
    return ExitCode.DONE


def _refuse_two_views(options: TreeOptions) -> None:
    views = {"--section": options.section is not None, "--around": options.around is not None, "--all": options.all}
    wanted = [name for name, given in views.items() if given]
    if len(wanted) > 1:
        raise BackmiceError(f"{wanted[0]} and {wanted[1]} cannot stand together", "Leave one of them out.")


def unfolded(tree: Tree, options: TreeOptions) -> Collection[str]:
    """The sections that are shown in full."""
    if options.section is not None:
        return (options.section,)
    if options.all or tree.question_count <= MOST_UNFOLDED:
        return [section.id for section in tree.sections]
    return ()


def svg(dot: str) -> str:
    """Let Graphviz draw. Raises BackmiceError where it is missing or fails."""
    program = shutil.which("dot")
    if program is None:
        raise BackmiceError(
            "SVG is drawn by Graphviz, and its program 'dot' is not on this computer",
            "Install Graphviz (https://graphviz.org/download/), or use --format mermaid or --format dot.",
        )
    run = subprocess.run([program, "-Tsvg"], input=dot.encode("utf-8"), capture_output=True, check=False)
    if run.returncode != 0:
        reason = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise BackmiceError(f"Graphviz could not draw it ({reason[-1] if reason else run.returncode})")
    return run.stdout.decode("utf-8")


def _view_of_tree(questionnaire: Questionnaire, options: TreeOptions) -> _View:
    if options.section is not None:
        kinds_of(questionnaire, options.section, ("section",), options.file)
    whole = build_tree(questionnaire)
    opened = unfolded(whole, options)
    drawn = whole if options.section is None else whole.only(options.section)

    def show(console: Console, plain: bool) -> None:
        from backmice_cli.renderers.tree_text import print_tree

        print_tree(whole, console, opened, _hint(whole, opened, options), plain=plain)

    def graph() -> Graph:
        from backmice_cli.renderers.graph import graph_of_tree

        return graph_of_tree(drawn, opened)

    return _View(show, lambda: to_json(drawn), graph)


def _view_around(questionnaire: Questionnaire, options: TreeOptions) -> _View:
    id = options.around or ""
    around = build_around(questionnaire, id, kinds_of(questionnaire, id, AROUND, options.file))

    def show(console: Console, plain: bool) -> None:
        from backmice_cli.renderers.around_text import print_around

        labels = {level: part.label for level, part in questionnaire.levels.items()}
        print_around(around, labels, console, plain=plain)

    def graph() -> Graph:
        from backmice_cli.renderers.graph import graph_of_around

        return graph_of_around(around, questionnaire.urgency)

    return _View(show, lambda: to_json(around), graph)


def _rendered(view: _View, format: TreeFormat) -> str:
    from backmice_cli.renderers.dot import dot
    from backmice_cli.renderers.mermaid import mermaid
    from backmice_cli.renderers.paragraph import lines_only

    match format:
        case TreeFormat.TEXT:
            text = StringIO()
            view.show(lines_only(text), True)
            return text.getvalue()
        case TreeFormat.JSON:
            return view.json()
        case TreeFormat.MERMAID:
            return mermaid(view.graph())
        case TreeFormat.DOT:
            return dot(view.graph())
        case TreeFormat.SVG:
            return svg(dot(view.graph()))


def _show(view: _View) -> None:
    """Show it on the terminal; lines only, for a screen reader, are broken by the terminal alone."""
    from rich.console import Console

    from backmice_cli.renderers.paragraph import lines_only

    plain = is_plain(TriageOptions(), os.environ)
    view.show(lines_only(sys.stdout) if plain else Console(), plain)


def _hint(tree: Tree, opened: Collection[str], options: TreeOptions) -> str | None:
    """Say how to see what is folded."""
    folded = [section.id for section in tree.sections if section.id not in opened]
    if not folded:
        return None
    command = "backmice tree" + (f" {shlex.quote(str(options.file))}" if options.file is not None else "")
    return f"Folded: {command} --section {folded[0]} shows one section, --all shows everything."
