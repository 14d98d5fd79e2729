"""Does memory stay bounded however many children there are?"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

MEASURED = """
import resource, sys
from joint_inspection.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.trial
def test_ten_times_as_many_children_need_about_as_much_memory(tmp_path):
    fewer, more = _generated(100_000, tmp_path / "fewer"), _generated(1_000_000, tmp_path / "more")
    assert more["rows"] > 2_000_000
    assert more["megabytes"] < 2.5 * fewer["megabytes"]
    assert "1,000,000 of 1,000,000 children" in more["said"]


def _generated(children: int, out: Path) -> dict[str, Any]:
    words = ["casedata", "generate", "--children", str(children), "--seed", "1", "--out", str(out), "--json"]
    run = subprocess.run([sys.executable, "-c", MEASURED, *words], capture_output=True, text=True, check=True)
    rows = sum(json.loads(run.stdout)["lists"].values())
    return {"rows": rows, "megabytes": int(run.stderr.split()[-1]), "said": run.stderr}
