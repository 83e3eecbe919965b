"""Measures every budget and writes RESULTS.md and growth.svg beside this file.

python3 benchmarks/run.py [--quick] [MEASURE ...]

With measures named (start, keys, load, growth, assess, hinges, commands) it only takes those, and prints them.
Makes `.venv-benchmarks` at the top of the checkout, with this program as users get it, and what it is compared with.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from growth import Growth
    from report import Row

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ENVIRONMENT = ROOT / ".venv-benchmarks"
PYTHON = ENVIRONMENT / "bin" / "python"
ROUNDS, QUICK = 15, 3
VERSIONS = (
    *("typer", "questionary", "prompt_toolkit", "pydantic", "msgspec", "PyYAML", "z3-solver"),
    *("copier", "commitizen", "zen-engine", "panzi-json-logic", "ruamel.yaml"),
)


def main() -> None:
    if Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        _prepare()
        os.execv(PYTHON, (str(PYTHON), __file__, *sys.argv[1:]))
    parser = argparse.ArgumentParser()
    parser.add_argument("measures", nargs="*")
    parser.add_argument("--quick", action="store_true", help="few rounds")
    options = parser.parse_args()
    rounds = QUICK if options.quick else ROUNDS
    if options.measures:
        _print(options.measures, rounds)
    else:
        _write(rounds)


def _prepare() -> None:
    if not PYTHON.exists():
        subprocess.run((sys.executable, "-m", "venv", ENVIRONMENT), check=True)
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    subprocess.run((*pip, f"{ROOT}[author]", "-r", HERE / "requirements.txt"), check=True)
    subprocess.run((*pip, "--force-reinstall", "--no-deps", ROOT), check=True)


def _measures() -> dict[str, Callable[[int], Growth | list[Row]]]:
    from commands import author_commands
    from deciding import assessments, hinge_searches
    from growth import growth, shipped_load
    from starting import keys, starts

    return {
        "start": starts,
        "keys": keys,
        "load": shipped_load,
        "growth": growth,
        "assess": assessments,
        "hinges": hinge_searches,
        "commands": author_commands,
    }


def _print(names: Sequence[str], rounds: int) -> None:
    from growth import Growth, curves_table
    from report import of_rows

    measures = _measures()
    for name in names:
        found = measures[name](rounds)
        rows = found.rows if isinstance(found, Growth) else found
        sys.stdout.write(f"{of_rows(rows)}\n\n")
        if isinstance(found, Growth):
            sys.stdout.write(f"{curves_table(found.curves)}\n\n")


def _write(rounds: int) -> None:
    from chart import chart
    from growth import MEMORY, Growth, curves_table
    from report import of_rows

    rows: list[Row] = []
    curves: dict[str, dict[int, float]] = {}
    for name, measure in _measures().items():
        sys.stderr.write(f"{name} ...\n")
        found = measure(rounds)
        rows += found.rows if isinstance(found, Growth) else found
        curves |= found.curves if isinstance(found, Growth) else {}
    budgets, others = [row for row in rows if row.limit is not None], [row for row in rows if row.limit is None]
    template = Template((HERE / "template.md").read_text("utf-8"))
    results = {
        "date": datetime.date.today().isoformat(),
        "machine": _machine(),
        "versions": _versions(),
        "rounds": str(rounds),
        "budgets": of_rows(budgets),
        "met": f"{sum(row.is_met for row in budgets)} of {len(budgets)}",
        "others": of_rows(others),
        "growth": curves_table(curves),
    }
    (HERE / "RESULTS.md").write_text(template.substitute(results), "utf-8")
    times = {name: series for name, series in curves.items() if name != MEMORY}
    (HERE / "growth.svg").write_text(chart(times), "utf-8")


def _machine() -> str:
    cpu = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "")
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    return (
        f"{cpu.partition(': ')[2]}, {os.cpu_count()} cores, Linux {platform.release()}; load averages at the end {load}"
    )


def _versions() -> str:
    from importlib.metadata import PackageNotFoundError, version

    found = [f"Python {platform.python_version()}"]
    for name in VERSIONS:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


if __name__ == "__main__":
    main()
