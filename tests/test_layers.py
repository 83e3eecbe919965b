"""What may import what: one way between the layers, no network at all, and no slow library in a quick command."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from backmice_cli.author.cli import author_app
from backmice_cli.cli.late_commands import SUMMARIES
from backmice_cli.storage.database import open_database
from tests.support.paths import ROOT
from tests.support.shipped import CASES, read_case

PACKAGE = "backmice_cli"

RANKS = {
    "__main__": 9,
    "cli": 8,
    "author": 7,
    "commands": 6,
    "frontends": 5,
    "renderers": 5,
    "storage": 5,
    "pictures": 3,
    "interview": 3,
    "questionnaire": 2,
    "look": 1,
    "errors": 1,
    "__init__": 0,
}
"""The layers, from top to bottom. A module imports from its own layer, or from those of a lower rank."""

DOOR = ("cli.late_commands", "author.cli")
"""The one import that leads from the person's program into the authors' wing: it registers their commands."""

CORE = ("interview", "questionnaire")
FOR_THE_CORE = {"msgspec", "typing_extensions"}

HOMES = {
    "yaml": {"questionnaire.nodes", "questionnaire.reader", "questionnaire.shapes", "questionnaire.syntax"},
    "typer": {"cli", "author.cli", "commands.output_options", "commands.streams", "commands.page_file"},
    "rich": {"frontends", "renderers", "commands", "pictures", "author"},
    "questionary": {"frontends.terminal"},
    "prompt_toolkit": {"frontends.terminal"},
    "sqlite3": {"storage"},
    "platformdirs": {"storage"},
    "jinja2": {"renderers"},
    "fpdf": {"renderers"},
    "z3": {"author.symbolic"},
}
"""Which folders or modules may import a library."""

NETWORK = {
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "poplib", "imaplib", "nntplib", "telnetlib"),
    *("socketserver", "xmlrpc", "webbrowser", "requests", "httpx", "aiohttp", "urllib3", "websockets", "paramiko"),
}

SLOW = {"prompt_toolkit", "questionary", "jinja2", "fpdf", "z3", "sqlite3", "rich"}

QUESTIONS = {"yaml", "backmice_cli.questionnaire.model", "backmice_cli.interview"}
SCRIPTED = {*QUESTIONS, "backmice_cli.commands.triage", "backmice_cli.frontends", "backmice_cli.renderers.result"}
AUTHORS = {"backmice_cli.author", "backmice_cli.author.symbolic", "backmice_cli.renderers.fhir"}
HISTORY = {"backmice_cli.cli.history", "backmice_cli.commands.history", "backmice_cli.commands.history_lines"}
KEPT = {"backmice_cli.commands.interview_store", "backmice_cli.storage", "platformdirs", "sqlite3"}
PICTURES = {
    "backmice_cli.frontends.terminal.body_picture",
    "backmice_cli.pictures.library",
    "backmice_cli.renderers.blocks",
}

CHOSEN = {*SLOW, *QUESTIONS, *SCRIPTED, *AUTHORS, *HISTORY, *KEPT, *PICTURES}
"""What is loaded with its first use: libraries, and parts of the program."""


@dataclass(frozen=True)
class Import:
    """One import, wherever it stands in its module."""

    by: str
    name: str
    """With all its dots, from the top."""
    for_types: bool = False
    """Read by type checkers alone."""

    @property
    def library(self) -> str:
        return self.name.partition(".")[0]


@cache
def sources() -> dict[str, str]:
    """Every module of the package, by its name below the package: `questionnaire.model`."""
    found = {}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        parts = path.relative_to(ROOT / PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = path.read_text("utf-8")
    return found


@cache
def all_imports() -> tuple[Import, ...]:
    return tuple(found for module, text in sources().items() for found in imports_in(module, text))


def imports_in(module: str, text: str) -> Iterator[Import]:
    tree = ast.parse(text)
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, alias.name, id(node) in for_types)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative imports hide their layer"
            for alias in node.names:
                yield Import(module, f"{node.module}.{alias.name}", id(node) in for_types)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("__import__", "import_module")):
            yield Import(module, f"at run time: {ast.unparse(node)}")


def imported_module(found: Import) -> str | None:
    """The module of this package that is imported, if it is one."""
    if found.library != PACKAGE:
        return None
    inside = found.name.removeprefix(PACKAGE).lstrip(".")
    if inside in sources():
        return inside
    return inside.rpartition(".")[0] or "__init__"


def layer(module: str) -> str:
    return module.partition(".")[0]


def room(module: str) -> str:
    """The room of the authors' wing that a module stands in; its own name where it stands between them."""
    return module if module.count(".") == 1 else ".".join(module.split(".")[:2])


def is_at_home(module: str, homes: set[str]) -> bool:
    return any(module == home or module.startswith(f"{home}.") for home in homes)


def cycle_in(graph: Mapping[str, set[str]]) -> list[str]:
    """A way from some module back to itself; empty when there is none."""
    done: set[str] = set()

    def search(module: str, way: list[str]) -> list[str]:
        if module in way:
            return [*way[way.index(module) :], module]
        if module in done:
            return []
        for other in sorted(graph.get(module, ())):
            found = search(other, [*way, module])
            if found:
                return found
        done.add(module)
        return []

    return next(filter(None, (search(module, []) for module in graph)), [])


def test_every_module_has_a_layer() -> None:
    assert {layer(module) for module in sources()} - set(RANKS) == set()


def test_imports_point_one_way() -> None:
    upwards = []
    for found in all_imports():
        target = imported_module(found)
        if target is None:
            continue
        here, there = layer(found.by), layer(target)
        if here != there and RANKS[here] <= RANKS[there]:
            upwards.append(f"{found.by} imports {target}")
    assert upwards == []


def test_one_import_leads_into_the_wing_of_the_authors() -> None:
    inwards = {
        (found.by, target)
        for found in all_imports()
        if (target := imported_module(found)) is not None and layer(target) == "author" and layer(found.by) != "author"
    }
    assert inwards == {DOOR}


def test_rooms_of_the_authors_are_not_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for found in all_imports():
        target = imported_module(found)
        if target is not None and layer(found.by) == layer(target) == "author" and room(found.by) != room(target):
            graph.setdefault(room(found.by), set()).add(room(target))
    assert cycle_in(graph) == []
    assert "author.symbolic" not in graph, "it knows of no command"


def test_no_import_leads_back() -> None:
    graph: dict[str, set[str]] = {module: set() for module in sources()}
    for found in all_imports():
        target = imported_module(found)
        if target is not None:
            graph[found.by].add(target)
    assert cycle_in(graph) == []


@pytest.mark.parametrize(
    ("graph", "cycle"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b", "c"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"c"}, "c": {"b"}}, ["b", "c", "b"]),
        ({"a": {"a"}}, ["a", "a"]),
    ],
)
def test_cycle_is_found_where_there_is_one(graph: dict[str, set[str]], cycle: list[str]) -> None:
    assert cycle_in(graph) == cycle


def test_core_knows_the_standard_library_and_msgspec_only() -> None:
    allowed = {*sys.stdlib_module_names, *FOR_THE_CORE, PACKAGE}
    strange = {
        f"{found.by} imports {found.name}"
        for found in all_imports()
        if layer(found.by) in CORE and found.library not in allowed and not is_at_home(found.by, HOMES["yaml"])
    }
    assert strange == set()


def test_errors_and_version_import_nothing_of_the_package() -> None:
    assert [
        found
        for found in all_imports()
        if found.by in ("errors", "__init__") and found.library == PACKAGE and not found.for_types
    ] == []


@pytest.mark.parametrize("library", HOMES)
def test_library_is_imported_only_where_it_belongs(library: str) -> None:
    users = {found.by for found in all_imports() if found.library == library}
    assert {user for user in users if not is_at_home(user, HOMES[library])} == set()


def test_only_libraries_that_have_a_home_are_imported() -> None:
    used = {found.library for found in all_imports()} - set(sys.stdlib_module_names) - FOR_THE_CORE - {PACKAGE}
    assert used - set(HOMES) == set()


def test_nothing_imports_the_network() -> None:
    assert [found for found in all_imports() if found.library in NETWORK] == []


def test_imports_are_found_wherever_they_stand() -> None:
    text = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from backmice_cli.cli.app import app
def later():
    import http.client
    return importlib.import_module(name)
"""
    assert list(imports_in("here", text)) == [
        Import("here", "typing.TYPE_CHECKING"),
        Import("here", "backmice_cli.cli.app.app", for_types=True),
        Import("here", "http.client"),
        Import("here", "at run time: importlib.import_module(name)"),
    ]


QUIET = [
    f"--answer={id}={reply if isinstance(reply, str) else ','.join(reply)}"
    for id, reply in read_case(CASES / "e01_quiet_lump.yaml").answers.items()
]
COMPLETING = {
    "_BACKMICE_COMPLETE": "complete_bash",
    "COMP_WORDS": "backmice\ntriage\n-a\nfever\n=\nme",
    "COMP_CWORD": "5",
}
PROBE = """
import sys
sys.argv[0] = "backmice"
from backmice_cli.cli.app import main
try:
    main()
finally:
    sys.stderr.write(" ".join(sys.modules))
"""


SCHEMA = ("export", "--format", "json-schema")
MAKES_SCHEMA = {*QUESTIONS, "backmice_cli.author", "backmice_cli.renderers.result"}


@pytest.mark.parametrize(
    ("arguments", "environment", "says", "uses"),
    [
        pytest.param(["--version"], {}, "backmice ", set(), id="version"),
        pytest.param(["--help"], {}, "triage", set(), id="help"),
        pytest.param(["triage", "--help"], {}, "--answer", set(), id="triage_help"),
        pytest.param([], COMPLETING, "measured", QUESTIONS, id="completion"),
        pytest.param(["triage", "--json", *QUIET], {}, '"routine"', SCRIPTED, id="scripted_json"),
        pytest.param([*SCHEMA], {}, "$schema", MAKES_SCHEMA, id="schema"),
        pytest.param([*SCHEMA, "--of", "result"], {}, "$schema", MAKES_SCHEMA, id="result_schema"),
        pytest.param([*SCHEMA, "--of", "population"], {}, "$schema", MAKES_SCHEMA, id="population"),
        pytest.param(["history", "list", "--json"], {}, "[", {*HISTORY, *KEPT} - {"sqlite3"}, id="no_history"),
    ],
)
def test_command_loads_nothing_that_it_does_not_use(
    arguments: list[str], environment: dict[str, str], says: str, uses: set[str]
) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "BACKMICE", "COMP_"))}
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=ROOT,
        env={**plain, "BACKMICE_STATE_DIR": os.environ["BACKMICE_STATE_DIR"], **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert says in run.stdout
    loaded = run.stderr.split()
    assert "backmice_cli.cli.app" in loaded
    assert CHOSEN & set(loaded) - uses == set()


PROBE_OF_AN_INTERVIEW = """
import signal, sys
from pathlib import Path

first, later = map(Path, sys.argv.pop(1).split(","))
write = sys.stdout.write

def tell(place):
    if not place.exists():
        place.with_suffix(".part").write_text(" ".join(sys.modules))
        place.with_suffix(".part").rename(place)

def noting(text):
    tell(first)
    return write(text)

sys.stdout.write = noting
signal.signal(signal.SIGUSR1, lambda *_: tell(later))
sys.argv[0] = "backmice"
from backmice_cli.cli.app import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("is_kept", [False, True])
def test_interview_loads_what_its_first_screens_use(tmp_path: Path, plain: bool, is_kept: bool) -> None:
    from tests.support.pty import on_pty

    if is_kept:
        open_database().close()
    first, later = tmp_path / "first", tmp_path / "later"
    command = [sys.executable, "-c", PROBE_OF_AN_INTERVIEW, f"{first},{later}", "triage", *(["--plain"] * plain)]
    with on_pty(*command, rows=60) as program:
        program.see("One number from 1 to 4:" if plain else "Ctrl-C: stop", "Where are you?")
        program.send_signal(signal.SIGUSR1)
        program.wait_until(later.exists, "the loaded modules to be told")
    asking = {"backmice_cli.commands.triage", "backmice_cli.frontends", "rich", *QUESTIONS}
    assert CHOSEN & set(first.read_text().split()) - asking == set()
    asking |= KEPT - {"platformdirs"} - (set() if is_kept else {"sqlite3"})
    asking |= set() if plain else {"prompt_toolkit", "questionary"}
    assert CHOSEN & set(later.read_text().split()) - asking == set()


def test_commands_that_are_imported_late_are_all_listed() -> None:
    authors = cast(TyperGroup, get_command(author_app)).commands
    assert list(SUMMARIES) == [*authors, "history"]
