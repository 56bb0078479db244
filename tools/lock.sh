#!/usr/bin/env bash
# Renews requirements/ from pyproject.toml: dev.txt (everything), run.txt (its part that runs carebot), build.txt (what
# installs the others). Versions that still fit stay; --upgrade takes the newest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
  tools=$(mktemp -d)
  trap 'rm -rf "$tools"' EXIT
  "${PYTHON:-python3}" -m venv "$tools"
  "$tools/bin/python" -m pip install --quiet --disable-pip-version-check uv
  uv=$tools/bin/uv
fi

compile() {
  local output=$1
  shift
  "$uv" pip compile --quiet --universal --python-version 3.11 --no-header --generate-hashes \
    --custom-compile-command 'make lock' --output-file "requirements/$output" "$@"
}

compile dev.txt pyproject.toml --extra dev "$@"
compile run.txt pyproject.toml --constraint requirements/dev.txt
printf 'pip\nsetuptools\n' | compile build.txt - --constraint requirements/dev.txt
