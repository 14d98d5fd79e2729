"""Does memory stay bounded however many children there are?"""

import json
import subprocess
import sys

import pytest

MEASURED = """
import resource, sys
from joint_inspection.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.trial
def test_a_million_children_need_no_more_memory_than_a_few_blocks(tmp_path):
    words = ["casedata", "generate", "--children", "1000000", "--seed", "1", "--out", str(tmp_path / "lists"), "--json"]
    run = subprocess.run([sys.executable, "-c", MEASURED, *words], capture_output=True, text=True, check=True)
    assert sum(json.loads(run.stdout)["lists"].values()) > 2_000_000
    assert int(run.stderr.split()[-1]) < 500
    assert "1,000,000 of 1,000,000 children" in run.stderr
