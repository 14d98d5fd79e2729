"""Who gets what from every address of the service.

One row an address. ``everyone``, ``signed_in`` and ``only(…)`` say who gets the page (200); the others are refused
(403) or, if unknown, asked to sign in (302). An address that only takes a form answers 405 to those whom it lets in.
"""

from dataclasses import dataclass, field
from typing import Any

from joint_inspection_web.accounts.models import Role

ROLES = tuple(role.value for role in Role)
VISITORS = ("anonymous", "stranger", *ROLES)
"""``anonymous`` is not signed in; ``stranger`` is, and has no role."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """What each visitor gets from one address."""

    statuses: dict[str, int]
    kwargs: dict[str, Any] = field(default_factory=dict)


def everyone(status: int = 200, **kwargs: Any) -> Row:
    """The same for all."""
    return Row(statuses=dict.fromkeys(VISITORS, status), kwargs=kwargs)


def signed_in(status: int = 200, **kwargs: Any) -> Row:
    """For whoever has an account."""
    return Row(statuses=dict.fromkeys(VISITORS, status) | {"anonymous": 302}, kwargs=kwargs)


def only(*roles: str, status: int = 200, **kwargs: Any) -> Row:
    """For some roles, and nobody else."""
    refused = dict.fromkeys(VISITORS, 403) | {"anonymous": 302}
    return Row(statuses=refused | dict.fromkeys(roles, status), kwargs=kwargs)


def but(row: Row, **statuses: int) -> Row:
    """A row with exceptions."""
    return Row(statuses=row.statuses | statuses, kwargs=row.kwargs)


ADMINISTRATOR, PLANNER, DPO = "administrator", "planner", "data_protection_officer"
OFFICER = "nominated_officer"
INSPECTORS = ("lead_inspector", "team_inspector")
WRITERS = (*INSPECTORS, "sector_adviser")
STAFF = (*INSPECTORS, PLANNER, "quality_assurance")
NOBODY, NOTHING = "nobodyhere", "00000000-0000-4000-8000-000000000000"
"""A reference and an id that nothing has."""

ROUTES: dict[str, Row] = {
    "health": everyone(),
    # One's own account. Whoever is signed in is sent on from the pages for signing in.
    "mfa_index": signed_in(),
    "account_login": but(everyone(302), anonymous=200),
    "mfa_authenticate": everyone(302),
    "account_logout": but(everyone(200), anonymous=302),
    "account_inactive": everyone(),
    "account_change_password": signed_in(),
    "account_reauthenticate": signed_in(),
    "mfa_reauthenticate": signed_in(),
    "mfa_activate_totp": signed_in(302),
    "second_factor_picture": signed_in(404),
    "mfa_view_recovery_codes": signed_in(302),
    "mfa_generate_recovery_codes": signed_in(302),
    # People and roles
    "people": only(ADMINISTRATOR),
    "new_person": only(ADMINISTRATOR),
    "person": only(ADMINISTRATOR, status=404, ref=NOBODY),
    "close_account": only(ADMINISTRATOR, status=405, ref=NOBODY),
    "reset_sign_in": only(ADMINISTRATOR, status=405, ref=NOBODY),
    "end_role": only(ADMINISTRATOR, status=405, ref=NOBODY, number=1),
    # The public register: for everybody, and of what is not published it knows nothing (test_register.py)
    "register:front": everyone(),
    "register:area": everyone(code="E08000035"),
    "register:compare": everyone(),
    "register:feed": everyone(),
    "register:data": everyone(),
    "register:dictionary": everyone(),
    "register:table": everyone(table="publications", form="csv"),
    "register:show": everyone(404, ref=NOBODY),
    "register:summary": everyone(404, ref=NOBODY),
    "register:children": everyone(404, ref=NOBODY),
    "register:download": everyone(404, ref=NOBODY, version="report", form="pdf"),
    # Inspections: what one may see of one inspection is in test_inspections_visible.py
    "inspections:list": signed_in(),
    "inspections:open": only(PLANNER),
    "inspections:vault_register": only(DPO),
    "inspections:show": signed_in(404, ref=NOBODY),
    "inspections:announce": signed_in(405, ref=NOBODY),
    "inspections:call_off": signed_in(405, ref=NOBODY),
    "inspections:remove_person": signed_in(405, ref=NOBODY, number=1),
    "inspections:vault": signed_in(404, ref=NOBODY),
    "inspections:withdraw_access": signed_in(405, ref=NOBODY, number=1),
    "inspections:stage": signed_in(404, ref=NOBODY, change="begin"),
    "inspections:timetable": signed_in(404, ref=NOBODY),
    "inspections:move": signed_in(404, ref=NOBODY, step="on_site"),
    "inspections:done": signed_in(404, ref=NOBODY, step="on_site"),
    "inspections:calendar": signed_in(404, ref=NOBODY),
    "inspections:plan": signed_in(404, ref=NOBODY),
    "inspections:answer": signed_in(404, ref=NOBODY, number=1),
    "inspections:withdraw": signed_in(404, ref=NOBODY, number=1),
    "inspections:take_other_time": signed_in(405, ref=NOBODY, number=1),
    # The team of one inspection, and what people declare: who sees what is in test_teams.py
    "teams:front": signed_in(404, ref=NOBODY),
    "teams:ask": only(*STAFF, status=405, ref=NOBODY),
    "teams:again": only(*STAFF, status=405, ref=NOBODY, number=1),
    "teams:let_off": only(*STAFF, status=405, ref=NOBODY, number=1),
    "teams:seat": only(*STAFF, status=405, ref=NOBODY, number=1),
    "teams:ruling": only(*STAFF, status=404, ref=NOBODY, number=1),
    "teams:part": only(*STAFF, status=405, ref=NOBODY),
    "teams:theme": only(*STAFF, status=405, ref=NOBODY),
    "teams:accept": only(*STAFF, status=405, ref=NOBODY),
    "teams:json": only(*STAFF, status=404, ref=NOBODY),
    "declarations:mine": signed_in(),
    "declarations:withdraw": signed_in(405, number=1),
    "declarations:declare": signed_in(405, number=1),
    "declarations:people": only(PLANNER, "quality_assurance"),
    "declarations:competence": only(PLANNER, "quality_assurance", status=404, ref=NOBODY),
    "declarations:end_competence": only(PLANNER, "quality_assurance", status=405, ref=NOBODY, number=1),
    # Notices: an agency finds its own alone (test_notices.py)
    "notices:front": signed_in(404, ref=NOBODY),
    "notices:due": signed_in(404, ref=NOBODY),
    "notices:told": signed_in(404, ref=NOBODY),
    "notices:contact": signed_in(404, ref=NOBODY, number=1),
    "notices:ask": signed_in(404, ref=NOBODY, number=1),
    "notices:put_off": signed_in(404, ref=NOBODY),
    "notices:asked": signed_in(404, ref=NOBODY, asked=NOBODY),
    "notices:review": signed_in(405, ref=NOBODY, asked=NOBODY),
    "notices:letter": signed_in(404, ref=NOBODY, notice=NOBODY),
    "notices:text": signed_in(404, ref=NOBODY, notice=NOBODY),
    "notices:receipt": signed_in(404, ref=NOBODY, notice=NOBODY),
    "notices:remind": signed_in(404, ref=NOBODY, notice=NOBODY),
    "notices:supply": signed_in(404, ref=NOBODY, notice=NOBODY, duty="council_request"),
    # Lists of children: what an agency sent is found by its own officers alone (test_child_files.py)
    "casedata:board": signed_in(404, ref=NOBODY),
    "casedata:send": only(OFFICER, status=404, ref=NOBODY, number=1, asked="council_request"),
    "casedata:note_hours": only(OFFICER, status=405, ref=NOBODY, number=1, asked="council_request"),
    "casedata:upload": only(OFFICER, status=404, ref=NOBODY, upload=NOBODY),
    "casedata:decide": only(OFFICER, status=405, ref=NOBODY, upload=NOBODY),
    "casedata:accept": only(OFFICER, status=405, ref=NOBODY, upload=NOBODY),
    "casedata:withdraw": only(OFFICER, status=405, ref=NOBODY, upload=NOBODY),
    "casedata:problems": only(OFFICER, status=404, ref=NOBODY, upload=NOBODY),
    "casedata:whose": only(OFFICER, status=404, ref=NOBODY, upload=NOBODY),
    "child_data:register": only(DPO),
    "child_data:kept": signed_in(404, ref=NOBODY),
    "child_data:place_hold": only(DPO, status=405, ref=NOBODY),
    "child_data:lift_hold": only(DPO, status=405, ref=NOBODY, number=1),
    "child_data:propose": only(DPO, status=405, ref=NOBODY),
    "child_data:answer": signed_in(405, ref=NOBODY, number=1),
    "child_data:certificate": signed_in(404, ref=NOBODY, number=NOBODY),
    # Whose cases are read: what each sees of one inspection is in test_pages_sample.py
    "samples:show": signed_in(404, ref=NOBODY),
    "samples:seal": only("lead_inspector", status=405, ref=NOBODY),
    "samples:draw": only("lead_inspector", status=404, ref=NOBODY),
    "samples:replace": only("lead_inspector", status=404, ref=NOBODY),
    "samples:pick": only("lead_inspector", status=404, ref=NOBODY),
    "samples:mirror": only("lead_inspector", "team_inspector", status=404, ref=NOBODY),
    "samples:prepare": only(OFFICER, status=405, ref=NOBODY),
    "samples:reveal": only("lead_inspector", status=405, ref=NOBODY),
    "samples:proof": only("lead_inspector", "team_inspector", status=404, ref=NOBODY, what="sample"),
    # Children of one inspection: for those who sit on it; what they get is in test_pages_children.py
    "journeys:overview": only(*INSPECTORS, status=404, ref=NOBODY),
    "journeys:ways": only(*INSPECTORS, status=404, ref=NOBODY),
    "journeys:clocks": only(*INSPECTORS, status=404, ref=NOBODY),
    "journeys:clock": only(*INSPECTORS, status=404, ref=NOBODY, which="assessment"),
    "journeys:child": only(*INSPECTORS, status=404, ref=NOBODY),
    "journeys:openings": only(*INSPECTORS, status=404, ref=NOBODY),
    # Reading beforehand and lines of enquiry: for the inspectors on the team (test_enquiries.py)
    "enquiries:front": only(*INSPECTORS, status=404, ref=NOBODY),
    "enquiries:new": only(*INSPECTORS, status=404, ref=NOBODY),
    "enquiries:take": only(*INSPECTORS, status=405, ref=NOBODY),
    "enquiries:data": only(*INSPECTORS, status=404, ref=NOBODY),
    "enquiries:reading": only(*INSPECTORS, status=404, ref=NOBODY),
    "enquiries:take_reading": only(*INSPECTORS, status=405, ref=NOBODY),
    "enquiries:read": only(*INSPECTORS, status=404, ref=NOBODY, reading=NOBODY),
    "enquiries:line": only(*INSPECTORS, status=404, ref=NOBODY, line=NOBODY),
    "enquiries:again": only(*INSPECTORS, status=405, ref=NOBODY, line=NOBODY),
    # The notebook: who may write and read is in test_notebook.py; a device is answered in JSON, and sent nowhere
    "evidence:front": only(*WRITERS, status=404, ref=NOBODY),
    "evidence:write": only(*WRITERS, status=404, ref=NOBODY),
    "evidence:open": only(*INSPECTORS, status=404, ref=NOBODY),
    "evidence:openings": only("lead_inspector", status=404, ref=NOBODY),
    "evidence:documents": only(*INSPECTORS, status=404, ref=NOBODY),
    "evidence:document": only(*INSPECTORS, status=404, ref=NOBODY, document=NOBODY),
    "evidence:note": only(*WRITERS, status=404, ref=NOBODY, note=NOTHING),
    "evidence:correct": only(*WRITERS, status=404, ref=NOBODY, note=NOTHING),
    "evidence:merge": only(*WRITERS, status=404, ref=NOBODY, note=NOTHING),
    "evidence:withdraw": only(*WRITERS, status=405, ref=NOBODY, note=NOTHING),
    "evidence:attach": only(*INSPECTORS, status=405, ref=NOBODY, note=NOTHING),
    "evidence:attachment": only(*INSPECTORS, status=404, ref=NOBODY, note=NOTHING, attachment=NOBODY),
    "notebook:openapi-json": everyone(),
    "notebook:api-root": signed_in(),
    "notebook:state": but(signed_in(404, ref=NOBODY), anonymous=401),
    "notebook:sync": everyone(405, ref=NOBODY),
    "device:worker": everyone(),
    "device:write": everyone(),
    "device:at_risk": everyone(),
    # A child at risk, cases referred back: what each sees of one inspection is in test_safety.py
    "safety:front": signed_in(404, ref=NOBODY),
    "safety:report": signed_in(404, ref=NOBODY),
    "safety:state": but(signed_in(404, ref=NOBODY), anonymous=401),
    "safety:sync": everyone(405, ref=NOBODY),
    "safety:alarm": signed_in(404, ref=NOBODY, alarm=NOBODY),
    "safety:told": signed_in(405, ref=NOBODY, alarm=NOBODY),
    "safety:receipt": signed_in(405, ref=NOBODY, alarm=NOBODY),
    "safety:follow_up": signed_in(405, ref=NOBODY, alarm=NOBODY),
    "safety:close": signed_in(405, ref=NOBODY, alarm=NOBODY),
    "safety:identify": signed_in(405, ref=NOBODY, alarm=NOBODY),
    "safety:contacts": signed_in(404, ref=NOBODY),
    "safety:confirm_contact": signed_in(405, ref=NOBODY, number=1),
    "safety:refer": signed_in(404, ref=NOBODY),
    "safety:case": signed_in(404, ref=NOBODY, case=NOBODY),
    "safety:acknowledge": signed_in(405, ref=NOBODY, case=NOBODY),
    "safety:answer": signed_in(405, ref=NOBODY, case=NOBODY),
    "safety:whose": signed_in(405, ref=NOBODY, case=NOBODY),
    # Sharing, boxes, who looked: what each sees of one inspection is in test_sharing.py
    "sharing:front": signed_in(404, ref=NOBODY),
    "sharing:share": signed_in(404, ref=NOBODY),
    "sharing:box": signed_in(404, ref=NOBODY),
    "sharing:cite": signed_in(405, ref=NOBODY),
    "sharing:share_note": signed_in(404, ref=NOBODY, note=NOTHING),
    "sharing:looks": signed_in(404, ref=NOBODY),
    "looks:register": only(DPO),
    # Surveys, people met: for the inspectors on the team; whoever is asked has a link or a code, and no account
    # (test_voices.py, test_people_met.py); agencies name meetings
    "voices:front": only(*INSPECTORS, status=404, ref=NOBODY),
    "voices:survey": only(*INSPECTORS, status=404, ref=NOBODY, survey=NOBODY),
    "voices:close": only(*INSPECTORS, status=405, ref=NOBODY, survey=NOBODY),
    "voices:paper": only(*INSPECTORS, status=404, ref=NOBODY, survey=NOBODY),
    "voices:sheet": only(*INSPECTORS, status=404, ref=NOBODY, survey=NOBODY),
    "voices:words": only(*INSPECTORS, status=405, ref=NOBODY, survey=NOBODY),
    "voices:reply": only(*INSPECTORS, status=405, ref=NOBODY, survey=NOBODY),
    "voices:people": only(*INSPECTORS, status=404, ref=NOBODY),
    "voices:ask": only(*INSPECTORS, status=404, ref=NOBODY),
    "voices:meeting": only(*INSPECTORS, status=404, ref=NOBODY, meeting=NOBODY),
    "voices:go": only(*INSPECTORS, status=405, ref=NOBODY, meeting=NOBODY),
    "voices:consent": only(*INSPECTORS, status=404, ref=NOBODY, meeting=NOBODY),
    "voices:stop": only(*INSPECTORS, status=405, ref=NOBODY, meeting=NOBODY),
    "voices:withdraw": only(*INSPECTORS, status=405, ref=NOBODY, meeting=NOBODY),
    "voices:note": only(*INSPECTORS, status=404, ref=NOBODY, meeting=NOBODY),
    "voices:code": only(*INSPECTORS, status=405, ref=NOBODY, meeting=NOBODY),
    "voices:tell": only(*INSPECTORS, status=405, ref=NOBODY, meeting=NOBODY),
    "voices:reach": only(*INSPECTORS, status=405, ref=NOBODY, meeting=NOBODY),
    "voices:offer": only(OFFICER, status=404, ref=NOBODY),
    "voices:call_off": only(OFFICER, status=405, ref=NOBODY, meeting=NOBODY),
    "heard:answer": everyone(404, token=NOBODY),
    "heard:said": everyone(),
    "heard:leaflet": everyone(404, who=NOBODY),
    # Findings, points, referrals, evaluations: officers see what is about their own agency alone (test_findings.py)
    "fairness:front": signed_in(404, ref=NOBODY),
    "fairness:new": only(*INSPECTORS, status=404, ref=NOBODY),
    "fairness:finding": only(*INSPECTORS, status=404, ref=NOBODY, finding=NOBODY),
    "fairness:word_again": only(*INSPECTORS, status=404, ref=NOBODY, finding=NOBODY),
    "fairness:withdraw": only(*INSPECTORS, status=405, ref=NOBODY, finding=NOBODY),
    "fairness:hearsay": only(*INSPECTORS, status=404, ref=NOBODY),
    "fairness:enquire": only(*INSPECTORS, status=405, ref=NOBODY, item=NOTHING),
    "fairness:points": only(*INSPECTORS, status=404, ref=NOBODY),
    "fairness:put": only("lead_inspector", status=404, ref=NOBODY),
    "fairness:point": signed_in(404, ref=NOBODY, point=NOBODY),
    "fairness:file": signed_in(404, ref=NOBODY, point=NOBODY, file=NOBODY),
    "fairness:referrals": only(*INSPECTORS, status=404, ref=NOBODY),
    "fairness:refer": only(*INSPECTORS, status=404, ref=NOBODY),
    "fairness:referral": only(*INSPECTORS, status=404, ref=NOBODY, referral=NOBODY),
    "fairness:escalation": only(*INSPECTORS, status=404, ref=NOBODY),
    "fairness:process": signed_in(404, ref=NOBODY, number=1),
    "fairness:cases": only(*INSPECTORS, status=404, ref=NOBODY),
    "fairness:step": only(*INSPECTORS, status=404, ref=NOBODY),
    "fairness:candour": only(*INSPECTORS, status=404, ref=NOBODY),
    "fairness:disclose": signed_in(404, ref=NOBODY),
    "fairness:disclosure": only(*INSPECTORS, status=404, ref=NOBODY, disclosure=NOBODY),
    "fairness:confirm": only(*INSPECTORS, status=405, ref=NOBODY, disclosure=NOBODY),
    "findings_api:openapi-json": everyone(),
    "findings_api:api-root": signed_in(),
    "findings_api:findings": but(signed_in(404, ref=NOBODY), anonymous=401),
    "fairness:evaluation": signed_in(404, ref=NOBODY),
    "fairness:child": only(*INSPECTORS, status=404, ref=NOBODY, mark=NOBODY),
    "fairness:side": signed_in(404, ref=NOBODY, mark=NOBODY, number=0),
    # Whether the evidence is enough: what each sees of one inspection is in test_triangulation.py
    "triangulation:front": only(*INSPECTORS, "quality_assurance", "sector_adviser", status=404, ref=NOBODY),
    "triangulation:excuse": only(*INSPECTORS, status=404, ref=NOBODY),
    "triangulation:bring_in": only(*INSPECTORS, status=404, ref=NOBODY),
    "triangulation:contradictions": only(*INSPECTORS, status=404, ref=NOBODY),
    "triangulation:notice": only(*INSPECTORS, status=404, ref=NOBODY),
    "triangulation:resolve": only(*INSPECTORS, status=404, ref=NOBODY, which=NOBODY),
    "triangulation:day": only(*INSPECTORS, status=404, ref=NOBODY),
    "triangulation:told": only(*INSPECTORS, OFFICER, status=404, ref=NOBODY),
    # Quality assurance: who sees what of a query, a second rating or a leaning is in test_assurance.py
    "assurance:front": only(*INSPECTORS, "quality_assurance", status=404, ref=NOBODY),
    "assurance:ask": only("quality_assurance", status=404, ref=NOBODY),
    "assurance:query": only(*INSPECTORS, "quality_assurance", status=404, ref=NOBODY, thread=NOBODY),
    "quality:front": only(*INSPECTORS, "quality_assurance"),
    "quality:draw": only("quality_assurance"),
    "quality:drawn": only("quality_assurance", status=404, drawn=NOBODY),
    "quality:second": only(*INSPECTORS, "quality_assurance", status=404, rater=NOBODY),
    "quality:judgement": only(*INSPECTORS, "quality_assurance", status=404, rater=NOBODY, judgement=NOBODY),
    "quality:across": only("quality_assurance"),
    # Judging together: what each sees of one inspection is in test_judgements.py and test_blindness.py
    "judgements:front": only(*INSPECTORS, "quality_assurance", status=404, ref=NOBODY),
    "judgements:ask": only(*INSPECTORS, status=404, ref=NOBODY),
    "judgements:decide": only(*INSPECTORS, status=404, ref=NOBODY),
    "judgements:follows": only(*INSPECTORS, "quality_assurance", status=404, ref=NOBODY),
    "judgements:seal": only(*INSPECTORS, status=405, ref=NOBODY),
    "judgements:wait_no_longer": only(*INSPECTORS, status=404, ref=NOBODY, who=NOBODY),
    "judgements:view": only(*INSPECTORS, "quality_assurance", status=404, ref=NOBODY, judgement=NOBODY),
    # Whether the facts are right, and complaints: what each sees is in test_facts.py and test_complaints.py
    "accuracy:front": signed_in(404, ref=NOBODY),
    "accuracy:send": only(*INSPECTORS, status=405, ref=NOBODY),
    "accuracy:end": only(*INSPECTORS, status=405, ref=NOBODY),
    "accuracy:finish": only(OFFICER, status=405, ref=NOBODY, number=1),
    "accuracy:comment": only(OFFICER, status=404, ref=NOBODY),
    "accuracy:comment_on": only(OFFICER, status=404, ref=NOBODY, sentence="s1"),
    "accuracy:point": signed_in(404, ref=NOBODY, point=NOBODY),
    "accuracy:answer": only(*INSPECTORS, status=404, ref=NOBODY, point=NOBODY),
    "accuracy:file": signed_in(404, ref=NOBODY, point=NOBODY, file=NOBODY),
    "accuracy:log": signed_in(404, ref=NOBODY, number=1),
    "accuracy:complaints": signed_in(404, ref=NOBODY),
    "accuracy:complain": only(OFFICER, status=404, ref=NOBODY),
    "accuracy:complaint": signed_in(404, ref=NOBODY, complaint=NOBODY),
    # The report: what each sees of one inspection is in test_reports.py
    "reports:front": only(*INSPECTORS, "quality_assurance", status=404, ref=NOBODY),
    "reports:compose": only(*INSPECTORS, status=405, ref=NOBODY),
    "reports:sentence": only(*INSPECTORS, status=404, ref=NOBODY, sentence="s1"),
    "reports:take_out": only(*INSPECTORS, status=405, ref=NOBODY, sentence="s1"),
    "reports:move": only(*INSPECTORS, status=405, ref=NOBODY, sentence="s1"),
    "reports:add": only(*INSPECTORS, status=404, ref=NOBODY, part="sections", section="scope"),
    "reports:population": only(*INSPECTORS, status=404, ref=NOBODY),
    "reports:recommendations": only(*INSPECTORS, "quality_assurance", status=404, ref=NOBODY),
    "reports:recommend": only(*INSPECTORS, status=404, ref=NOBODY),
    "reports:blocker": only(*INSPECTORS, status=404, ref=NOBODY),
    "reports:again": only(*INSPECTORS, status=404, ref=NOBODY, asked_for="r1"),
    "reports:withdraw": only(*INSPECTORS, status=404, ref=NOBODY, asked_for="r1"),
    "reports:letter": only(*INSPECTORS, status=404, ref=NOBODY),
    "reports:out": only(*INSPECTORS, "quality_assurance", status=404, ref=NOBODY),
    "reports:release": only(*INSPECTORS, "quality_assurance", status=405, ref=NOBODY),
    "reports:sign": only(*INSPECTORS, "quality_assurance", status=405, ref=NOBODY),
    "reports:publish": only(*INSPECTORS, status=405, ref=NOBODY),
    "reports:correct": only(*INSPECTORS, status=404, ref=NOBODY),
    "reports:record": only(*INSPECTORS, status=404, ref=NOBODY),
    "reports:draft": only(*INSPECTORS, "quality_assurance", status=404, ref=NOBODY, version="report", format="json"),
    "reports:published": only(
        *INSPECTORS, "quality_assurance", status=404, ref=NOBODY, number=1, version="report", format="json"
    ),
    # What follows publication: what each sees of one inspection is in test_follow_up.py
    "follow_up:front": only(*STAFF, OFFICER, status=404, ref=NOBODY),
    "follow_up:receipt": only("lead_inspector", OFFICER, status=404, ref=NOBODY),
    "follow_up:repeats": only(*INSPECTORS, status=404, ref=NOBODY),
    "follow_up:link": only(*INSPECTORS, status=404, ref=NOBODY, finding=NOBODY, earlier=NOBODY),
    "follow_up:statement": only(*STAFF, OFFICER, status=404, ref=NOBODY, statement=NOBODY),
    "follow_up:write": only(OFFICER, status=404, ref=NOBODY, statement=NOBODY),
    "follow_up:action": only(*STAFF, OFFICER, status=404, ref=NOBODY, statement=NOBODY, action=NOBODY),
    "follow_up:again": only(OFFICER, status=404, ref=NOBODY, statement=NOBODY, action=NOBODY),
    "follow_up:drop": only(OFFICER, status=405, ref=NOBODY, statement=NOBODY, action=NOBODY),
    "follow_up:verify": only(*INSPECTORS, OFFICER, status=404, ref=NOBODY, statement=NOBODY, action=NOBODY),
    "follow_up:impact": only(*INSPECTORS, status=404, ref=NOBODY, statement=NOBODY, action=NOBODY),
    "follow_up:afresh": only(*INSPECTORS, status=404, ref=NOBODY, statement=NOBODY, action=NOBODY),
    "follow_up:take_over": only(OFFICER, status=405, ref=NOBODY, statement=NOBODY),
    "follow_up:send": only(OFFICER, status=405, ref=NOBODY, statement=NOBODY),
    "follow_up:review": only(*INSPECTORS, status=404, ref=NOBODY, statement=NOBODY),
    "follow_up:visit": only(*INSPECTORS, status=404, ref=NOBODY, statement=NOBODY),
    # The service itself
    "desk:home": everyone(),
    "desk:robots": everyone(),
    "desk:about": everyone(),
    "desk:accessibility": everyone(),
    "desk:cookies": everyone(),
    "desk:privacy": everyone(),
    # Frameworks, areas and open data: published anyway
    "frameworks:list": everyone(),
    "frameworks:compare": everyone(),
    "frameworks:show": everyone(404, ref="nothing@2000"),
    "indicators:list": everyone(),
    "indicators:show": everyone(404, id="nothing"),
    "areas:list": everyone(),
    "areas:show": everyone(404, code="E00000000"),
    "api:about": everyone(),
    "api:open_data:openapi-json": everyone(),
    "api:open_data:api-root": everyone(404),
    "api:open_data:frameworks": everyone(),
    "api:open_data:framework": everyone(404, ref="nothing@2000"),
    "api:open_data:areas": everyone(),
    "api:open_data:area": everyone(404, code="E00000000"),
    "api:open_data:outcomes": everyone(),
    "api:open_data:outcome": everyone(404, outcome_id="nothing"),
    # The programme: planners only. None is planned here, so even they find none.
    "programmes:show": only(PLANNER, status=404),
    "programmes:weeks": only(PLANNER, status=404),
    "programmes:areas": only(PLANNER, status=404),
    "programmes:inspectorates": only(PLANNER, status=404),
    "programmes:export": only(PLANNER, status=404, form="csv"),
}
