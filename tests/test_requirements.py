"""The versions that tests run with are those that `pyproject.toml` speaks of; no lower bound is untried."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.support.paths import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # pytest brings it to a Python that has none

PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def named(*groups: list[str]) -> list[Requirement]:
    requirements = [Requirement(line) for group in groups for line in group]
    return [requirement for requirement in requirements if requirement.name != PYPROJECT["project"]["name"]]


def written(file: str) -> list[Requirement]:
    """The requirements of a file in `requirements/`, without their hashes."""
    lines = (ROOT / "requirements" / file).read_text(encoding="utf-8").splitlines()
    return [Requirement(line.removesuffix("\\")) for line in lines if line and not line.startswith((" ", "#"))]


def versions(file: str, name: str) -> list[Version]:
    """What a file says of a package: more than one version where Pythons need different ones."""
    same = [pin for pin in written(file) if canonicalize_name(pin.name) == canonicalize_name(name)]
    return [Version(specifier.version) for pin in same for specifier in pin.specifier]


EXTRAS: dict[str, list[str]] = PYPROJECT["project"]["optional-dependencies"]
USED = [
    *named(PYPROJECT["project"]["dependencies"], *(EXTRAS[extra] for extra in ("pdf", "author", "test"))),
    *written("build.in"),
]


def names_of(requirement: Requirement) -> str:
    return requirement.name


@pytest.mark.parametrize("requirement", [*USED, *named(EXTRAS["lint"])], ids=names_of)
def test_pinned_version_is_one_that_is_allowed(requirement: Requirement) -> None:
    pinned = versions("pinned.txt", requirement.name)
    assert pinned
    assert all(requirement.specifier.contains(version) for version in pinned)


@pytest.mark.parametrize("requirement", USED, ids=names_of)
def test_lowest_version_is_the_lower_bound(requirement: Requirement) -> None:
    (bound,) = (Version(part.version) for part in requirement.specifier if part.operator in (">=", "=="))
    released = [version.release[: len(bound.release)] for version in versions("lowest.txt", requirement.name)]
    assert bound.release in released


def test_build_system_asks_for_what_builds_the_tested_package() -> None:
    backend, *read_by_its_hook = PYPROJECT["build-system"]["requires"]
    assert backend == str(written("build.in")[0])
    assert set(read_by_its_hook) <= set(PYPROJECT["project"]["dependencies"])
