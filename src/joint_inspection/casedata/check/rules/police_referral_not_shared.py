"""A referral from the police for a child whom the police list was shared by them.

Only where the police use the same identifier and date of birth; a referral may also rest on an older incident.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.model import Record

SEVERITY = "note"
NEEDS = {
    "referrals": ("child", "born", "referral_date", "referral_source"),
    "police_incidents": ("child", "born", "shared_date"),
}
SAYS = "The police referred this child, and none of their incidents was shared by then; ask them for the date"


def find(lists: Lists) -> Findings:
    for record in lists.of("referrals"):
        if record.text("referral_source") == "6" and record.date("referral_date"):
            incidents = [each for each in lists.of_child("police_incidents", record.child) if _same(each, record)]
            if incidents and not any(_shared_before(each, record) for each in incidents):
                yield lists.finding(record, "referral_source", SAYS)


def _same(incident: Record, referral: Record) -> bool:
    return incident.date("born") is not None and incident.date("born") == referral.date("born")


def _shared_before(incident: Record, referral: Record) -> bool:
    shared, referred = incident.date("shared_date"), referral.date("referral_date")
    return shared is not None and referred is not None and shared <= referred
