"""`backmice tree`: draws a questionnaire. Chooses what is unfolded and which renderer; runs Graphviz for SVG."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Collection
from io import StringIO
from typing import TYPE_CHECKING

from backmice_cli.author.options import TreeFormat, TreeOptions, tree_format
from backmice_cli.author.references import kinds_of
from backmice_cli.author.tree.tree import Tree, build_tree
from backmice_cli.commands.options import is_plain
from backmice_cli.commands.output import refuse_unwritable, write_output
from backmice_cli.errors import BackmiceError, ExitCode
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path, sound_questionnaire
from backmice_cli.renderers.published import to_json

if TYPE_CHECKING:
    from rich.console import Console

MOST_UNFOLDED = 40
"""Questions of a tree that is shown whole without being asked: about five screens."""


def draw_tree(options: TreeOptions) -> int:
    """Draw the questionnaire, or a section of it; returns the exit status.

    Raises QuestionnaireError, FileError, or BackmiceError for an unknown id or without Graphviz.
    """
    format = tree_format(options)
    if options.section is not None and options.all:
        raise BackmiceError("--section and --all cannot stand together", "Leave one of them out.")
    refuse_unwritable(options.output, force=options.force)
    questionnaire = sound_questionnaire(read_questionnaire(options.file or shipped_questionnaire_path()))
    if options.section is not None:
        kinds_of(questionnaire, options.section, ("section",), options.file)
    whole = build_tree(questionnaire)
    if options.output is None and format is TreeFormat.TEXT and sys.stdout.isatty():
        from backmice_cli.renderers.hanging import terminal_console

        plain = is_plain(False, os.environ)
        _print_tree(whole, terminal_console(plain=plain), options, plain=plain)
    else:
        write_output(_render_tree(whole, format, options), options.output, "The tree")
    return ExitCode.DONE


def unfolded_sections(tree: Tree, options: TreeOptions) -> Collection[str]:
    """The sections that are shown in full."""
    if options.section is not None:
        return (options.section,)
    if options.all or tree.question_count <= MOST_UNFOLDED:
        return [section.id for section in tree.sections]
    return ()


def draw_svg(dot: str) -> str:
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


def _render_tree(whole: Tree, format: TreeFormat, options: TreeOptions) -> str:
    from backmice_cli.author.tree.dot import dot_text
    from backmice_cli.author.tree.graph import graph_of_tree
    from backmice_cli.author.tree.mermaid import mermaid_text
    from backmice_cli.renderers.hanging import lines_only

    drawn = whole if options.section is None else whole.only(options.section)
    if format is TreeFormat.TEXT:
        text = StringIO()
        _print_tree(whole, lines_only(text), options, plain=True)
        return text.getvalue()
    if format is TreeFormat.JSON:
        return to_json(drawn)
    graph = graph_of_tree(drawn, unfolded_sections(whole, options))
    if format is TreeFormat.MERMAID:
        return mermaid_text(graph)
    return dot_text(graph) if format is TreeFormat.DOT else draw_svg(dot_text(graph))


def _print_tree(whole: Tree, console: Console, options: TreeOptions, *, plain: bool) -> None:
    from backmice_cli.author.tree.text import print_tree

    opened = unfolded_sections(whole, options)
    print_tree(whole, console, opened, _folded_hint(whole, opened, options), plain=plain)


def _folded_hint(tree: Tree, opened: Collection[str], options: TreeOptions) -> str | None:
    """Say how to see what is folded."""
    folded = [section.id for section in tree.sections if section.id not in opened]
    if not folded:
        return None
    command = "backmice tree" + (f" {shlex.quote(str(options.file))}" if options.file is not None else "")
    return f"Folded: {command} --section {folded[0]} shows one section, --all shows everything."
