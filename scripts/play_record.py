"""Does the record of the inspection hold without the service, and what do the rules expect next of the area?"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

NO_SERVICE = (
    "import sys; sys.modules['django'] = None; from joint_inspection.cli import main; sys.exit(main(sys.argv[1:]))"
)
"""The command line in a process that cannot reach the service's framework at all."""


def check_record(ref: str) -> Iterator[str]:
    """Everything wrong with the file of the inspection, checked and made a report of without the service."""
    print("\nThe record of the inspection, checked and made a report of without the service:")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "record.json"
        yield from _run("-m", "joint_inspection_web", "inspection_record", ref, "--out", str(file))
        yield from _run("-c", NO_SERVICE, "record", "verify", str(file))
        for form in ("html", "pdf", "docx", "json"):
            out = Path(folder) / f"report.{form}"
            yield from _run("-c", NO_SERVICE, "record", "report", str(file), "--format", form, "--out", str(out))
            if not out.exists() or not out.stat().st_size:
                yield f"record report wrote no {form}"
        yield from _as_published(ref, Path(folder) / "report.json")


def _run(*arguments: str) -> Iterator[str]:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    print(
        f"  {' '.join(arguments[2:4]):<40} ended with {done.returncode}: {(done.stdout + done.stderr).strip()[-160:]}"
    )
    if done.returncode:
        yield f"{' '.join(arguments[2:])} ended with {done.returncode}: {done.stderr[-1000:]}"


def _as_published(ref: str, file: Path) -> Iterator[str]:
    """The report that the command line writes is the one that was published last."""
    from joint_inspection.reports.edition import Edition
    from joint_inspection_web.inspections.models import Inspection
    from joint_inspection_web.reports.published import publication_of

    published = publication_of(Inspection.objects.get(ref=ref))
    assert published is not None
    if Edition.model_validate_json(file.read_bytes()) != published.as_edition():
        yield "the command line’s report is not the one that was published"


def check_next_windows(ref: str) -> Iterator[str]:
    """What the rules expect next of the area before the publication and since: it moves where an outcome makes an
    area due, and nowhere else."""
    from joint_inspection.frameworks.load import find
    from joint_inspection_web.inspections.models import Inspection
    from joint_inspection_web.programmes.known import moved_by
    from joint_inspection_web.reports.published import publication_of

    inspection = Inspection.objects.get(ref=ref)
    published = publication_of(inspection)
    assert published is not None
    found, framework = moved_by(published), find(inspection.framework)
    print(f"\nAfter {framework.short_title}:")
    for name, windows in (("before", found.before), ("since", found.now)):
        said = "; ".join(f"{each.framework} {each.kind} {each.start} to {each.end}" for each in windows)
        print(f"  Expected next, {name} the publication: {said or 'nothing'}")
    rules, moved = framework.cycle.frequency, found.before != found.now
    asked = {each.rule for each in found.now if each.framework == framework.ref} or {rules[-1].id}
    for rule in (each for each in rules if each.id in asked):
        print(f"  As the rule says: {rule.says}")
    if moved and not any(rule.due for rule in rules):
        yield "a window moved, though the framework says that nobody is due by an outcome"
    if not moved and any(rule.due for rule in rules):
        yield f"no window moved, though by {framework.ref} an outcome decides what is due next"
