"""What may import what: one way between the layers, no network at all, and no slow library in a quick command."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.shipped import CASES, read_case

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "backmice_cli"

RANKS = {
    "__main__": 8,
    "cli": 7,
    "completion": 6,
    "commands": 5,
    "frontends": 4,
    "renderers": 4,
    "storage": 4,
    "analysis": 4,
    "pictures": 3,
    "interview": 3,
    "questionnaire": 2,
    "look": 1,
    "errors": 1,
    "__init__": 0,
}
"""The layers, from top to bottom. A module imports from its own layer, or from those of a lower rank."""

CORE = ("interview", "questionnaire")
FOR_THE_CORE = {"msgspec", "typing_extensions"}

HOMES = {
    "yaml": {"questionnaire.nodes", "questionnaire.reader", "questionnaire.shapes", "questionnaire.syntax"},
    "typer": {"cli", "commands.page"},
    "rich": {"frontends", "renderers", "commands", "pictures"},
    "questionary": {"frontends"},
    "prompt_toolkit": {"frontends"},
    "sqlite3": {"storage"},
    "platformdirs": {"storage"},
    "jinja2": {"renderers"},
    "fpdf": {"renderers"},
    "z3": {"analysis"},
}
"""Which layers or modules may import a library."""

NETWORK = {
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "poplib", "imaplib", "nntplib", "telnetlib"),
    *("socketserver", "xmlrpc", "webbrowser", "requests", "httpx", "aiohttp", "urllib3", "websockets", "paramiko"),
}

SLOW = ("prompt_toolkit", "questionary", "jinja2", "fpdf", "z3", "sqlite3", "rich")


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
    top = module.partition(".")[0]
    return "cli" if top.startswith("cli_") else top


def is_at_home(module: str, homes: set[str]) -> bool:
    return module in homes or layer(module) in homes


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
    from backmice_cli.cli import app
def later():
    import http.client
    return importlib.import_module(name)
"""
    assert list(imports_in("here", text)) == [
        Import("here", "typing.TYPE_CHECKING"),
        Import("here", "backmice_cli.cli.app", for_types=True),
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
from backmice_cli.cli import main
try:
    main()
finally:
    sys.stderr.write(" ".join(sys.modules))
"""


@pytest.mark.parametrize(
    ("arguments", "environment", "says"),
    [
        pytest.param(["--version"], {}, "backmice ", id="version"),
        pytest.param(["--help"], {}, "triage", id="help"),
        pytest.param(["triage", "--help"], {}, "--answer", id="triage_help"),
        pytest.param([], COMPLETING, "measured", id="completion"),
        pytest.param(["triage", "--json", *QUIET], {}, '"routine"', id="scripted_json"),
        pytest.param(["export", "--format", "json-schema"], {}, "$schema", id="schema"),
        pytest.param(["export", "--format", "json-schema", "--of", "result"], {}, "$schema", id="result_schema"),
        pytest.param(["export", "--format", "json-schema", "--of", "population"], {}, "$schema", id="population"),
    ],
)
def test_quick_command_loads_nothing_slow(arguments: list[str], environment: dict[str, str], says: str) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "BACKMICE", "COMP_"))}
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=ROOT,
        env={**plain, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert says in run.stdout
    loaded = run.stderr.split()
    assert "backmice_cli.cli" in loaded
    assert [library for library in SLOW if library in loaded] == []
