"""The question tree in each form, by exact golden texts, and what must hold of it at every width.

The golden texts in `tests/data/golden/tree/` are written anew by

    python -m tests.author.tree.test_drawings

and are then read by a person before they are kept.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from functools import cache

import pytest
from rich.console import Console

from backmice_cli.author.references import shorten_text
from backmice_cli.author.tree.dot import dot_text
from backmice_cli.author.tree.graph import graph_of_tree
from backmice_cli.author.tree.mermaid import mermaid_text
from backmice_cli.author.tree.text import print_tree
from backmice_cli.author.tree.tree import build_tree
from backmice_cli.questionnaire.load import read_questionnaire, sound_questionnaire
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.published import to_json
from tests.support.paths import DATA
from tests.support.shipped import shipped
from tests.support.small import with_questions

GOLDEN = DATA / "golden"
FOLDER = GOLDEN / "tree"
WIDTHS = (40, 50, 80, 120, 200)

HOSTILE = with_questions(
    """
    end:
      ask: '1. [bold]x[/] "q" <b>&amp;</b> `c` #35; \\l %% | {} :warning: end'
      choices: {yes: "- Yes", no: "No"}
    class: {ask: "日本語の質問", choices: {style: S, graph: {label: G, then: {direction: {ask: D, kind: text}}}}}
    """,
    """
    red_flags:
      default: {level: emergency, when: {end: yes}, warn: W, because: B}
      style: {level: soon, when: {class: [style, graph]}, warn: W, because: B}
    """,
)


@cache
def lump() -> Questionnaire:
    return sound_questionnaire(read_questionnaire(GOLDEN / "lump.yaml"))


def drawn(
    questionnaire: Questionnaire,
    width: int = 80,
    *,
    unfolded: tuple[str, ...] | None = None,
    plain: bool = False,
    encoding: str = "utf-8",
    colour: bool = False,
) -> str:
    """What stands on a console of this width; everything is unfolded if nothing is said about it."""
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, newline="\n", write_through=True)
    console = Console(file=file, width=width, force_terminal=colour, color_system="standard" if colour else None)
    opened = tuple(questionnaire.sections) if unfolded is None else unfolded
    print_tree(build_tree(questionnaire), console, opened, None, plain=plain)
    return raw.getvalue().decode(encoding)


def of_file(form: str) -> str:
    """A golden text by the name of its file."""
    tree = build_tree(lump())
    graph = graph_of_tree(tree, list(lump().sections))
    match form:
        case "lump_80.txt":
            return drawn(lump())
        case "lump_plain.txt":
            return drawn(lump(), plain=True)
        case "lump.mmd":
            return mermaid_text(graph)
        case "lump.dot":
            return dot_text(graph)
        case "lump.json":
            return to_json(tree)
        case _:
            return drawn(shipped(), unfolded=())


FORMS = ("lump_80.txt", "lump_plain.txt", "lump.mmd", "lump.dot", "lump.json", "shipped_folded_80.txt")


@pytest.mark.parametrize("form", FORMS)
def test_tree_looks_as_in_golden_text(form: str) -> None:
    assert of_file(form) == (FOLDER / form).read_text(encoding="utf-8")


def test_no_golden_tree_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(FORMS)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_console(width: int) -> None:
    console = Console(width=1000)
    lines = drawn(shipped(), width).splitlines()
    assert max(console.measure(line).maximum for line in lines) <= min(width, 120)
    assert [line for line in lines if line != line.rstrip()] == []


def test_narrow_and_wide_draw_the_same_words() -> None:
    def words(text: str) -> str:
        return "".join(letter for letter in text if letter not in "│├└─ \n")

    assert words(drawn(shipped(), 40)) == words(drawn(shipped(), 200))


def test_ascii_console_gets_ascii_branches() -> None:
    text = drawn(lump(), 60, encoding="ascii")
    assert "+-- peeing: Has your peeing changed? (one) [Emergency]" in text
    assert "?-" not in text


def test_level_is_said_in_words_beside_its_colour() -> None:
    text = drawn(lump(), colour=True)
    assert "\x1b[1;31mEmergency\x1b[0m" in text
    assert "[Emergency]" in drawn(lump())


@pytest.mark.parametrize("plain", [False, True])
def test_text_of_a_file_is_drawn_literally(plain: bool) -> None:
    text = drawn(HOSTILE, 200, plain=plain)
    assert 'end: 1. [bold]x[/] "q" <b>&amp;</b> `c` #35; \\l %% | {} :warning: end (one) [Emergency]' in text


def test_folded_section_is_told_in_figures_and_shows_no_question() -> None:
    text = drawn(lump(), plain=True, unfolded=("health",))
    assert "  lump: The lump (6 questions)\n    red flags that read it: 1 Emergency, 2 Urgent" in text
    assert "risks: Which" in text
    assert "where: Where" not in text


def test_every_question_and_every_red_flag_is_in_the_unfolded_tree() -> None:
    text = drawn(shipped(), plain=True)
    for entry in shipped().outline:
        assert f" {entry.id}: {' '.join(entry.question.ask.split())} ({entry.question.kind}" in text
    for flag in shipped().red_flags:
        assert flag in text


def test_follow_up_stands_under_the_choice_that_opens_it_and_condition_is_said() -> None:
    tree = with_questions(
        """
        lump:
          ask: A lump?
          choices: {yes: {label: "Yes", then: {site: {ask: Where?, kind: text, optional: true}}}, no: "No"}
        pain: {ask: Pain?, kind: number, when: {not: {lump: no}}}
        """,
        "red_flags: {bad: {level: soon, when: {pain: {at_least: 7}}, warn: Bad, because: Act.}}",
    )
    assert drawn(tree, plain=True).splitlines()[3:-1] == [
        "    lump: A lump? (one)",
        "      yes: Yes",
        "        site: Where? (text, may be skipped)",
        "      raise nothing: no",
        "    pain: Pain? (number) [Soon]",
        "      asked if not (lump is no)",
        "      is at least 7",
        "        raises Soon: bad",
    ]


def test_json_of_the_shipped_tree_holds_all_of_it() -> None:
    tree = json.loads(to_json(build_tree(shipped())))
    assert tree["schema"] == "backmice.tree/1"
    assert [level["id"] for level in tree["levels"]] == list(shipped().levels)
    assert sum(section["question_count"] for section in tree["sections"]) == len(shipped().outline)
    nerve = tree["sections"][0]["questions"][1]
    weak_leg = next(each for each in nerve["answers"] if each["choice"] == "weak_leg")
    assert weak_leg["follow_ups"][0]["answers"][0]["rules"][0] == {
        "kind": "red flag",
        "id": "rf_leg_weak",
        "level": "emergency",
        "alone": True,
    }


def test_mermaid_encodes_what_could_mean_something() -> None:
    text = mermaid_text(graph_of_tree(build_tree(HOSTILE), ["only"]))
    assert "#34;q#34; #60;b#62;#38;amp#59;#60;/b#62;" in text.replace("<br/>", " ")
    assert "#35;35#59;" in text
    assert "question_class" in text
    assert "日本語の質問" in text


def test_dot_of_hostile_text_is_taken_by_graphviz() -> None:
    program = shutil.which("dot")
    if program is None:
        pytest.skip("Graphviz is not on this computer")
    for source in (HOSTILE, shipped()):
        text = dot_text(graph_of_tree(build_tree(source), list(source.sections)))
        run = subprocess.run([program, "-Tplain"], input=text.encode(), capture_output=True, check=True)
        assert run.stderr == b""
        boxes = {line.split(b'"')[1] for line in run.stdout.splitlines() if line.startswith(b'node "')}
        assert {f"question {entry.id}".encode() for entry in source.outline} <= boxes


def test_diagram_of_a_folded_section_counts_red_flags_in_its_questions() -> None:
    graph = graph_of_tree(build_tree(lump()), [])
    assert graph.boxes == ()
    skin = next(box for group in graph.groups for box in group.boxes if box.id == "skin")
    assert skin.lines[-1] == "red flags: 1 Emergency, 2 Urgent"


def test_long_words_are_cut_after_a_word() -> None:
    assert shorten_text("one two three four", 12) == "one two..."
    assert shorten_text("one two", 7) == "one two"


if __name__ == "__main__":
    for name in FORMS:
        (FOLDER / name).write_text(of_file(name), encoding="utf-8", newline="\n")
