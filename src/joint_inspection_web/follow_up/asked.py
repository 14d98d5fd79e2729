"""What does a published report ask its area for: a statement of whom, and what is it to answer?"""

from __future__ import annotations

from dataclasses import dataclass

from joint_inspection.evidence.model import Body
from joint_inspection.follow_up.authorities import Authority, in_words, offices
from joint_inspection.follow_up.recommendations import Recommendation
from joint_inspection.follow_up.statement import Request
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework
from joint_inspection.record.follow_up import request_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.models import Publication
from joint_inspection_web.reports.published import publication_of


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A published report whose letter asks for a statement of action."""

    publication: Publication
    request: Request
    """As the letter words it, before anybody received it."""
    recommendations: tuple[Recommendation, ...]
    bodies: tuple[Body, ...]
    framework: Framework

    @property
    def agencies(self) -> tuple[Body, ...]:
        """The bodies that receive the report."""
        return tuple(each for each in self.bodies if each.kind != "inspectorate")

    @property
    def of_whom(self) -> str:
        """The principal authority, in words."""
        return in_words(self.request.to, self.bodies)

    @property
    def authorities(self) -> frozenset[str]:
        """The bodies whose officers write the statement: all members, where the partnership is asked."""
        asked = {each.body for each in (self.request.to, *self.request.to.delegated_by)}
        if None in asked or self.partnership in asked:
            return frozenset(each.code for each in self.agencies)
        return frozenset(code for code in asked if code)

    @property
    def partnership(self) -> str | None:
        """The code of the safeguarding partnership, where it is inspected."""
        return next((each.code for each in self.agencies if each.kind == "partnership"), None)

    def words_for(self, owner: Authority | None) -> str:
        """Who owns something, by office and body."""
        return in_words(owner, self.bodies) if owner else ""

    def owners(self) -> list[tuple[str, str]]:
        """Who may own an action: every office of every body, as choices of a form."""
        return [
            (f"{body.code}|{office}", f"{body.name}: {title}")
            for body in self.agencies
            for office, title in offices().get(body.kind, {}).items()
        ]


def asked_of(inspection: Inspection) -> Asked | None:
    """What the last publication of an inspection asks for; None where nothing is published, or it asks for nothing."""
    publication = publication_of(inspection)
    return None if publication is None else asked_by(publication)


def asked_by(publication: Publication) -> Asked | None:
    """What one publication asks for."""
    letter, inspection = publication.as_letter(), publication.inspection
    request = request_of(letter) if letter else None
    if request is None:
        return None
    bodies = tuple(Body(code=each.code, kind=each.kind, name=each.name) for each in inspection.bodies.all())
    return Asked(
        publication=publication, request=request, recommendations=publication.as_recommendations(), bodies=bodies,
        framework=find(inspection.framework),
    )  # fmt: skip
