#!/usr/bin/env bash
# Build the styles and scripts of the service from the GOV.UK Design System package. Nothing of it is committed.
set -euo pipefail
major() { node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/'; }
if [ "$(major || echo 0)" -ge 18 ] 2>/dev/null && command -v npm >/dev/null 2>&1; then
  npm() { command npm "$@"; }
  run_node() { node "$@"; }
else
  echo "No Node.js 18 or newer on this machine; installing it from PyPI …"
  .venv/bin/python -m pip install --quiet --require-hashes -r requirements/node.txt
  export PATH="$PWD/.venv/bin:$PATH"
  npm() { .venv/bin/npm "$@"; }
  run_node() { .venv/bin/node "$@"; }
fi
out=.build/static
npm ci --ignore-scripts --omit=optional --silent
rm -rf "$out"
mkdir -p "$out"
run_node node_modules/sass/sass.js --no-source-map --style=compressed --quiet-deps --load-path=node_modules \
  src/joint_inspection_web/design/styles/main.scss "$out/main.css"
sed -E 's|//# sourceMappingURL=.*||' node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js > "$out/govuk-frontend.min.js"
echo "Styles built: $out"
