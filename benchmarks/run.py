"""Measures every budget and writes RESULTS.md and growth.svg beside this file.

python3 benchmarks/run.py [--quick]

Makes `.venv-benchmarks` at the top of the checkout, with this program as users get it, and what it is compared with.
"""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from string import Template
from typing import TypeVar

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ENVIRONMENT = ROOT / ".venv-benchmarks"
PYTHON = ENVIRONMENT / "bin" / "python"
ROUNDS, QUICK = 15, 3
VERSIONS = (
    *("typer", "questionary", "prompt_toolkit", "pydantic", "msgspec", "PyYAML", "z3-solver"),
    *("copier", "commitizen", "zen-engine", "panzi-json-logic", "ruamel.yaml"),
)

T = TypeVar("T")


def main() -> None:
    if Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        _prepare()
        os.execv(PYTHON, (str(PYTHON), __file__, *sys.argv[1:]))
    rounds = QUICK if "--quick" in sys.argv[1:] else ROUNDS
    results = _measured(rounds)
    template = Template((HERE / "template.md").read_text("utf-8"))
    (HERE / "RESULTS.md").write_text(template.substitute(results), "utf-8")


def _prepare() -> None:
    if not PYTHON.exists():
        subprocess.run((sys.executable, "-m", "venv", ENVIRONMENT), check=True)
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    subprocess.run((*pip, f"{ROOT}[author]", "-r", HERE / "requirements.txt"), check=True)
    subprocess.run((*pip, "--force-reinstall", "--no-deps", ROOT), check=True)


def _measured(rounds: int) -> dict[str, str]:
    """Measure all; what the template has places for."""
    from chart import chart
    from commands import author_commands
    from deciding import assessments, hinge_searches
    from growth import MEMORY, curves_table, growth, shipped_load
    from report import of_rows
    from starting import keys, prompts, scripted

    def said(what: str, measure: Callable[[int], T]) -> T:
        sys.stderr.write(f"{what} ...\n")
        return measure(rounds)

    rows = [
        *said("scripted run", scripted),
        *said("first prompt", prompts),
        *said("keys", keys),
        *said("load", shipped_load),
    ]
    grown = said("growth", growth)
    rows += grown.rows
    rows += [
        *said("assess", assessments),
        *said("hinges", hinge_searches),
        *said("check and test", author_commands),
    ]
    times = {name: series for name, series in grown.curves.items() if name != MEMORY}
    (HERE / "growth.svg").write_text(chart(times), "utf-8")
    budgets, others = [row for row in rows if row.limit is not None], [row for row in rows if row.limit is None]
    return {
        "date": datetime.date.today().isoformat(),
        "machine": _machine(),
        "versions": _versions(),
        "rounds": str(rounds),
        "budgets": of_rows(budgets),
        "met": f"{sum(row.verdict == 'met' for row in budgets)} of {len(budgets)}",
        "others": of_rows(others),
        "growth": curves_table(grown.curves),
    }


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
