#!/usr/bin/env bash
# Install what a lock file names, checking every hash, and the project itself beside it.
set -euo pipefail
lock=$1
if command -v uv >/dev/null 2>&1; then
  echo "Installing $lock with uv …"
  uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"
  uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
else
  echo "Installing $lock with pip; the first time takes a minute or two …"
  .venv/bin/python -m pip install --quiet --require-hashes -r "$lock"
  .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
fi
