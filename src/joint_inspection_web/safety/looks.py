"""How does the register of looks read who looked at an alarm or a case?

The data protection officer alone sees these: whoever an alarm is kept from may lead the inspection.
"""

from __future__ import annotations

from joint_inspection_web.safety.models import SafetyLook
from joint_inspection_web.sharing.looks import Looked, Source

PURPOSE = "Child at risk"
"""The one purpose for which an alarm is read and a pseudonym resolved."""


def _read(row: SafetyLook) -> Looked:
    purpose = PURPOSE if row.alarm_id else "Case referred back"
    return Looked(at=row.at, person=str(row.person), inspection=row.inspection.ref, what=row.what, purpose=purpose)


SOURCE = Source(rows=SafetyLook.objects.all, read=_read, for_lead=False)
