"""What does the public read of one publication, and what came before and after it?"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from markupsafe import Markup

from joint_inspection.reports.edition import Edition, Line, ToldFinding, Version
from joint_inspection.reports.html import as_body
from joint_inspection.reports.rests import in_words
from joint_inspection_web.design.words import listed, sentence
from joint_inspection_web.frameworks.grades import SaidGrade, said_grade
from joint_inspection_web.register.files import version_of
from joint_inspection_web.reports.models import Publication
from joint_inspection_web.reports.published import chain_of

MISSING = "There is no such publication"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One publication with its chain of corrections."""

    publication: Publication
    edition: Edition
    chain: tuple[Publication, ...]
    """Every edition of it, the first one first."""

    @property
    def in_force(self) -> Publication:
        """The edition that counts."""
        return self.chain[-1]

    @property
    def is_in_force(self) -> bool:
        """Whether no correction took its place."""
        return self.publication.pk == self.in_force.pk

    @property
    def replaced_by(self) -> Publication | None:
        """The edition that corrected this one."""
        return next((each for each in self.chain if each.supersedes_id == self.publication.pk), None)

    @property
    def body(self) -> Markup:
        """What the report says, as the library writes it."""
        return Markup(as_body(self.edition))  # noqa: S704 - the library escapes every word

    @property
    def grades(self) -> list[tuple[str, SaidGrade]]:
        """Each judgement with its grade."""
        framework = self.edition.framework
        return [(each.title, said_grade(framework, each.judgement, each.grade)) for each in self.edition.grades]

    @property
    def findings(self) -> list[tuple[ToldFinding, list[Line]]]:
        """Each finding with the sentences that tell it."""
        return [(each, [line for line in self.edition.lines if each.id in line.findings])
                for each in self.edition.findings]  # fmt: skip

    @property
    def names(self) -> dict[str, str]:
        """Every body that is named, by its code."""
        about = (body for each in self.edition.findings for body in each.about)
        named = (*self.edition.inspectorates, *self.edition.addressed_to, *about)
        given = {each["code"]: each["name"] for each in self.publication.bodies}
        return {each.code: each.name for each in named} | given


def find_shown(ref: str) -> Shown:
    """A publication by its reference; what is not published is answered like what never was."""
    publication = Publication.objects.filter(ref=ref).first()
    if publication is None:
        raise Http404(MISSING)
    return Shown(publication=publication, edition=publication.as_edition(), chain=tuple(chain_of(publication)))


def find_version(shown: Shown, version: Version) -> Edition:
    """A plain version; without one there is no such page."""
    edition = version_of(shown.publication, version)
    if edition is None:
        raise Http404(MISSING)
    return edition


def rests_on(finding: ToldFinding) -> str:
    """``6 pieces: 2 from records, 4 told by people``."""
    total = sum(finding.rests_on.values())
    return f"{total} {'piece' if total == 1 else 'pieces'}: {in_words(finding.rests_on)}" if total else "not counted"


def about(finding: ToldFinding) -> str:
    """Whom a finding is about, in words."""
    return sentence(listed(body.name for body in finding.about))
