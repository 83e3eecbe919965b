#!/usr/bin/env bash
# Makes pinned.txt and lowest.txt from pyproject.toml and build.in. Needs uv in .venv.
set -euo pipefail
cd "$(dirname "$0")/.."
compile=(.venv/bin/uv pip compile --quiet --universal --python-version 3.10 --no-annotate --no-header)
sources=(pyproject.toml requirements/build.in)
"${compile[@]}" --upgrade --generate-hashes --extra test --extra lint "${sources[@]}" -o requirements/pinned.txt
"${compile[@]}" --upgrade --resolution lowest-direct --extra test "${sources[@]}" -o requirements/lowest.txt
