#!/usr/bin/env bash
# Install the system packages that the full test run needs. Debian or Ubuntu.
set -euo pipefail
command -v apt-get >/dev/null || { echo "apt-get is missing: install chromium, pango, a Java 17 runtime and Liberation fonts yourself"; exit 1; }
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends python3-venv chromium fonts-liberation libpango-1.0-0 \
  libpangoft2-1.0-0 openjdk-17-jre-headless libreoffice-calc-nogui libreoffice-writer-nogui >/dev/null
echo "System packages are installed."
