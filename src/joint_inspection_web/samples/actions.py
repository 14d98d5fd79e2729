"""What is done with a sample: seal, draw, replace a child, pick one on purpose, reveal the secret."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.db import models

from joint_inspection.errors import NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection.sampling.changes import Change
from joint_inspection.sampling.check import check
from joint_inspection.sampling.document import Drawn, Order, as_bytes, carry_out, population_bytes
from joint_inspection.sampling.population import population, sample_rules
from joint_inspection.sampling.seal import commitment_of
from joint_inspection.secret_files import LENGTH
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.models import State, Upload
from joint_inspection_web.casedata.store import digests, expect_lists, open_case_data
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import CALLED_OFF, Inspection
from joint_inspection_web.samples.kept import document_of, drawn_of, lock_drawn, lock_secret, order_of, secret_of
from joint_inspection_web.samples.models import Because, Sample, Seal
from joint_inspection_web.samples.rules import may_draw, may_read

UNSEEN = (State.QUARANTINED, State.WITHDRAWN, State.EXPIRED)
"""Uploads that no inspector ever saw."""


@action
def seal_draw(inspection: Inspection, *, by: Person | None, at: datetime) -> Seal:
    """Bind the inspectorate to a secret: from now on neither side can steer the draw."""
    require(may_draw, by, inspection)
    sample_rules(find(inspection.framework))
    _expect_going_on(inspection)
    if Seal.objects.filter(inspection=inspection).exists():
        raise NotPossible("The draw of this inspection is sealed already")
    secret = secrets.token_bytes(LENGTH)
    late = Upload.objects.filter(inspection=inspection).exclude(state__in=UNSEEN).exists()
    row = Seal(inspection=inspection, commitment=commitment_of(secret), late=late, sealed_at=at, sealed_by=by)
    lock_secret(row, secret)
    row.save()
    record("samples.seal_draw", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


def draw_sample(
    inspection: Inspection, *, theme: str | None, tracked: int | None, sampled: int | None, by: Person, at: datetime
) -> Sample:
    """Draw whose cases are read from the lists accepted; once, and again only where lists were replaced."""
    require(may_draw, by, inspection)
    sealed = expect_drawable(inspection)
    framework, arrived = find(inspection.framework), digests(inspection)
    data = open_case_data(inspection, person=by, purpose="To draw whose cases are read", at=at)
    people = replace(population(data, framework, of_theme=theme), arrived=tuple(digest for _, digest in arrived))
    order = Order(
        framework=framework.ref, lists=sha256(population_bytes(people)).hexdigest(), theme=theme, on=people.on,
        secret=secret_of(sealed), tracked=tracked, sampled=sampled,
    )  # fmt: skip
    drawn = carry_out(order, people, framework)
    because = Because.DRAWN_AGAIN if latest(inspection) else Because.DRAWN
    return _keep(inspection, drawn, arrived=arrived, because=because, by=by, at=at)


def change_sample(sample: Sample, made: Change, *, by: Person, at: datetime) -> Sample:
    """Replace a child, or pick one on purpose; the sample before stays."""
    require(may_draw, by, sample.inspection)
    _expect_open(sample.inspection)
    if sample != latest(sample.inspection):
        raise NotPossible("The sample was changed in the meantime: look at it again")
    before = drawn_of(sample)
    order = order_of(sample)
    drawn = carry_out(
        replace(order, changes=(*order.changes, made)), before.population, find(sample.inspection.framework)
    )
    because = Because.REPLACED if made.reason is not None else Because.PICKED
    return _keep(sample.inspection, drawn, arrived=sample.arrived, because=because, by=by, at=at, before=sample)


@action
def reveal(inspection: Inspection, *, by: Person | None, at: datetime) -> None:
    """Tell the secret: from now on everybody can repeat the draw, and nobody can change it."""
    require(may_draw, by, inspection)
    row = _expect_open(inspection)
    if latest(inspection) is None:
        raise NotPossible("Draw first: a secret told before the draw would protect nothing")
    row.revealed, row.revealed_at = secret_of(row).hex(), at
    row.save()
    record("samples.reveal", by=by, at=at, subject=subject_of(inspection), wrote=[row])


@action
def download(sample: Sample, *, what: str, by: Person | None, at: datetime) -> None:
    """Record that somebody took a file of the proof, which names children by their pseudonyms."""
    require(may_read, by, sample.inspection)
    if not Seal.objects.filter(inspection=sample.inspection).exclude(revealed="").exists():
        raise NotPossible("The proof can be taken once the secret is revealed")
    document_of(sample)
    record("samples.download", by=by, at=at, subject=subject_of(sample.inspection), file=what, digest=sample.digest)


def latest(inspection: Inspection) -> Sample | None:
    """The sample that counts now."""
    return Sample.objects.filter(inspection=inspection).select_related("inspection").last()


def chosen(inspection: Inspection, *parts: str) -> list[str] | None:
    """The pseudonyms of the children whose cases are read, of some parts of the sample or of all.

    None where no sample was drawn, or it was destroyed.
    """
    sample = latest(inspection)
    if sample is None:
        return None
    try:
        children = json.loads(document_of(sample))["children"]
    except NotPossible:
        return None
    return [each["id"] for each in children if not parts or each["part"] in parts]


@action
def _keep(
    inspection: Inspection, drawn: Drawn, *, arrived: object, because: str, by: Person, at: datetime,
    before: models.Model | None = None,
) -> Sample:  # fmt: skip
    """Save a sample, unless another came first."""
    _expect_open(inspection)
    if latest(inspection) != before and because != Because.DRAWN_AGAIN:
        raise NotPossible("The sample was changed in the meantime: look at it again")
    if problems := check(drawn.sample, drawn.population, drawn.plan):
        raise RuntimeError(f"A draw broke its own rules: {problems[0].says}")
    row = Sample(
        inspection=inspection, because=because, arrived=[list(each) for each in arrived],
        digest=sha256(as_bytes(drawn)).hexdigest(), population=drawn.sample.population, drawn=drawn.plan.drawn,
        tracked=drawn.plan.tracked, at=at, by=by,
    )  # fmt: skip
    lock_drawn(row, drawn)
    row.save()
    record("samples.keep", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


def _expect_open(inspection: Inspection) -> Seal:
    _expect_going_on(inspection)
    row = Seal.objects.filter(inspection=inspection).first()
    if row is None:
        raise NotPossible("Seal the draw first")
    if row.revealed:
        raise NotPossible("The secret is revealed: whoever knows it could steer another draw")
    return row


def expect_drawable(inspection: Inspection) -> Seal:
    """The seal to draw under; raises NotPossible where nothing can be drawn now."""
    row, before = _expect_open(inspection), latest(inspection)
    expect_lists(inspection)
    if before and before.arrived == [list(each) for each in digests(inspection)]:
        raise NotPossible("The sample was drawn from these lists already, and is not drawn twice")
    return row


def _expect_going_on(inspection: Inspection) -> None:
    if inspection.stage == CALLED_OFF:
        raise NotPossible("This inspection was called off")
