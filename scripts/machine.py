"""Does this machine have what the full test run needs? Says what is missing and how to get it; never skips."""

import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def missing() -> list[str]:
    """Every missing part, with advice."""
    problems = []
    if not any(shutil.which(name) for name in BROWSERS):
        problems.append("a browser: install Chromium (make system, or apt install chromium)")
    if not shutil.which("java"):
        problems.append("Java 17: make system, or apt install openjdk-17-jre-headless")
    if not shutil.which("soffice"):
        problems.append("LibreOffice: make system, or apt install libreoffice-calc-nogui")
    pango = subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True, check=False)
    if pango.returncode:
        problems.append("Pango: make system, or apt install libpango-1.0-0 libpangoft2-1.0-0")
    return problems


if __name__ == "__main__":
    for problem in missing():
        print(f"Missing: {problem}", file=sys.stderr)
    sys.exit(1 if missing() else 0)
