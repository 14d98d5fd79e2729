"""Programmes as rows: a plan that was made, never changed; a later plan is a new row."""

from __future__ import annotations

from django.db import models

from joint_inspection.programmes import model as library

ILLUSTRATION = "illustration, not any inspectorate's programme"
"""On every page and export of a plan on real areas."""


class Programmes(models.Manager["Programme"]):
    """Find programmes."""

    def newest(self) -> Programme | None:
        """The programme made last, if there is one."""
        return self.order_by("-made_at", "-pk").first()


class Programme(models.Model):
    """A programme as it was planned at one moment. Only planners may know of it."""

    made_at = models.DateTimeField()
    start = models.DateField()
    end = models.DateField()
    unmet = models.JSONField(default=list)
    """What could not be met: area, rule, framework, kind, and why."""
    notes = models.JSONField(default=dict)
    """How it was made: seed, settings, objective, bound."""

    objects = Programmes()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"Programme from {self.start} to {self.end}"

    def as_programme(self) -> library.Programme:
        """The library's value."""
        return library.Programme(
            start=self.start,
            end=self.end,
            visits=tuple(visit.as_visit() for visit in self.visits.all()),
            unmet=tuple(library.Unmet(**each) for each in self.unmet),
            notes=self.notes,
        )


class PlannedVisit(models.Model):
    """A visit of a programme: who is visited, under what, and when."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="visits")
    visit = models.CharField(max_length=120)
    """Its id within the programme."""
    area = models.CharField(max_length=9)
    framework = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField()
    rule = models.CharField(max_length=120, blank=True)
    coincides_with = models.JSONField(default=list)

    class Meta:
        ordering = ["start", "area", "visit"]
        constraints = [models.UniqueConstraint(fields=["programme", "visit"], name="one_visit_of_an_id")]

    def __str__(self) -> str:
        return self.visit

    def as_visit(self) -> library.Visit:
        """The library's value."""
        return library.Visit(
            id=self.visit, area=self.area, framework=self.framework, kind=self.kind, start=self.start, end=self.end,
            coincides_with=tuple(self.coincides_with), rule=self.rule or None,
        )  # fmt: skip

    @classmethod
    def of(cls, programme: Programme, visit: library.Visit) -> PlannedVisit:
        """The row of a library value."""
        return cls(
            programme=programme, visit=visit.id, area=visit.area, framework=visit.framework, kind=visit.kind,
            start=visit.start, end=visit.end, rule=visit.rule or "", coincides_with=list(visit.coincides_with),
        )  # fmt: skip
