"""Fetches the npm packages that some tests hold FHIR and pages against: `python3 tests/support/npm_packages.py`.

A step of its own, so that tests need no network. Needs npm and the standard library alone.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / ".npm-packages"
"""Where packages are kept between runs; git does not see it."""

PACKAGES = {
    "axe-core": (
        "4.14.1",
        "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
    ),
    "fhir": (
        "4.12.0",
        "sha512-N+eLuUbYjvjX5NlZPhE08OVrsJJhulQKkVWnW1M3HpNvreWC1yVvoF8ptmGzlvtDZRCrNrBArfLklphFO2L0oA==",
    ),
    "lforms": (
        "40.1.3",
        "sha512-WLruTm+BcVnafC0rSAQ3/cNqhxvclBUxyBG68aub/uha2NaK9H8ZZcEXTTuORuGzzCt0wa7fvhuieZtcDIdPzQ==",
    ),
}
"""Each with the one version that is used, and what its archive must hash to."""


def npm_package(name: str) -> Path:
    """The folder of an unpacked package of `PACKAGES`, which is there once it was fetched."""
    return FOLDER / f"{name}-{PACKAGES[name][0]}"


def fetch(name: str, npm: str) -> None:
    """Fetch and unpack a package, unless it is there."""
    version, integrity = PACKAGES[name]
    if npm_package(name).is_dir():
        return
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as draft:
        archive = _packed(f"{name}@{version}", integrity, Path(draft), npm)
        with tarfile.open(archive) as packed:
            packed.extractall(draft, filter="data")
        Path(draft, "package").rename(npm_package(name))


def _packed(wanted: str, integrity: str, folder: Path, npm: str) -> Path:
    """Fetch the archive of one package, without the packages that it asks for, and without running anything of it."""
    command = [npm, "pack", "--silent", "--ignore-scripts", wanted]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    archives = list(folder.glob("*.tgz"))
    if len(archives) != 1:
        raise SystemExit(f"npm could not fetch {wanted}; is there a network?\n{run.stdout}{run.stderr}")
    digest = base64.b64encode(hashlib.sha512(archives[0].read_bytes()).digest()).decode()
    if f"sha512-{digest}" != integrity:
        raise SystemExit(f"{wanted} is not the archive it was: sha512-{digest}")
    return archives[0]


def main() -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is missing: install Node.js with npm")
    for name in PACKAGES:
        fetch(name, npm)


if __name__ == "__main__":
    main()
