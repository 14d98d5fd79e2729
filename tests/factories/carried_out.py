"""An inspection in which something of everything was written: findings, evidence, what is enough, safety."""

from django.utils import timezone

import factories
from factories import child_files, fairness, notebook, safety, voices
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.samples import actions as samples
from joint_inspection_web.triangulation import actions
from joint_inspection_web.triangulation.picture import picture_of, tracked_children

WORDS = "Gwendolen waited five weeks for anybody to see her"


def whole_story() -> Inspection:
    """One in which something of everything was written."""
    made = child_files.announced()
    lead = child_files.inspector(made, role="lead_inspector")
    samples.seal_draw(made, by=lead, at=factories.NOW)
    child_files.accepted(child_files.council(made), content=child_files.lists(child_files.children(28)))
    samples.draw_sample(made, theme=None, tracked=None, sampled=None, by=lead, at=timezone.now())
    fairness.drafted(made, by=lead)
    fairness.put(made, by=lead)
    child = tracked_children(made)[0]
    first = notebook.raw(made, child=child, text=WORDS)
    notebook.keep(made, first, by=lead)
    notebook.keep(made, notebook.follows(made, first, text=f"{WORDS}, she says"), by=lead)
    notebook.kept(made, by=lead, direction="strength")
    (found,) = picture_of(made).opposed
    at, council = timezone.now(), child_files.council(made).code
    actions.resolve(made, contradiction=found.found.id, seen=found.found.items, how=WORDS, by=lead, at=at)
    actions.excuse(made, child=child, reason=WORDS, by=lead, at=at)
    actions.tell(made, body=council, office="night director", what="Plans come late", on=made.notify_on, by=lead, at=at)
    actions.agree(made, on=made.notify_on, what="Health reads three records", by=lead, at=at)
    voices.whole_story(made, by=lead)
    safety.contacts(made)
    safety.alarm(made, by=lead)
    safety.case(made, by=lead)
    return made
