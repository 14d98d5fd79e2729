"""Which sections has a report, and what stands in which?"""

from __future__ import annotations

from joint_inspection.frameworks.model import Framework, ReportSection
from joint_inspection.reports.settings import report_settings


def sections_of(framework: Framework) -> tuple[ReportSection, ...]:
    """The framework's sections; one for what was looked at is added where it has none."""
    sections = framework.report.sections
    if any("scope" in each.holds for each in sections):
        return sections
    own = report_settings().scope
    return (*sections, ReportSection(id=own.id, title=own.title, holds=("scope",)))


def holding(framework: Framework, what: str) -> tuple[ReportSection, ...]:
    """The sections in which something stands."""
    return tuple(each for each in sections_of(framework) if what in each.holds)


def feeds(framework: Framework) -> dict[str, str | None]:
    """The judgement that each criterion feeds."""
    return {each.id: each.judgement for each in framework.criteria}


def grade_titles(framework: Framework) -> dict[tuple[str, str], str]:
    """The words of each grade of each judgement."""
    scales = {scale.id: scale for scale in framework.judging.scales}
    return {
        (judgement.id, grade.id): grade.title
        for judgement in framework.judging.judgements
        if judgement.scale in scales
        for grade in scales[judgement.scale].grades
    }
