"""Whose cases are read: sealed by the lead, drawn once, seen by those who may, proved to all."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

import factories
from factories import child_files
from joint_inspection.cli import main
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.sampling.changes import Change
from joint_inspection.sampling.seal import commitment_of
from joint_inspection_web.casedata.models import Key, Opening
from joint_inspection_web.history.models import Entry
from joint_inspection_web.samples import actions
from joint_inspection_web.samples.kept import document_of, drawn_of, people_of, secret_of
from joint_inspection_web.samples.models import Sample, Seal
from joint_inspection_web.teams import actions as teams
from web.reading import read

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]
CHILDREN = 28


@pytest.fixture
def inspection():
    return child_files.announced()


@pytest.fixture
def lead(inspection):
    return child_files.inspector(inspection, role="lead_inspector")


def send(inspection, number=CHILDREN):
    return child_files.accepted(
        child_files.council(inspection), content=child_files.lists(child_files.children(number))
    )


def draw(inspection, lead, **more):
    asked = {"theme": None, "tracked": None, "sampled": None} | more
    return actions.draw_sample(inspection, **asked, by=lead, at=timezone.now())


@pytest.fixture
def drawn(inspection, lead):
    actions.seal_draw(inspection, by=lead, at=factories.NOW)
    send(inspection)
    return draw(inspection, lead)


def address(inspection, page=""):
    return f"/inspections/{inspection.ref}/sample/{page}"


def test_the_secret_is_in_no_history_and_under_the_master_key(inspection, lead):
    seal = actions.seal_draw(inspection, by=lead, at=factories.NOW)
    secret = secret_of(seal)
    told = "".join(json.dumps(entry.content) for entry in Entry.objects.all())
    assert seal.commitment == commitment_of(secret)
    assert seal.commitment in told
    assert secret.hex() not in told
    assert secret not in bytes(seal.secret)


def test_an_inspection_is_sealed_once(inspection, lead):
    actions.seal_draw(inspection, by=lead, at=factories.NOW)
    with pytest.raises(NotPossible, match="sealed already"):
        actions.seal_draw(inspection, by=lead, at=factories.NOW)


def test_only_its_lead_seals_draws_changes_and_reveals(inspection, drawn):
    others = [child_files.inspector(inspection), factories.person("lead_inspector"), factories.person("planner")]
    child = drawn_of(drawn).sample.chosen[0].id
    for who in others:
        with pytest.raises(NotAllowed):
            actions.seal_draw(inspection, by=who, at=factories.NOW)
        with pytest.raises(NotAllowed):
            draw(inspection, who)
        with pytest.raises(NotAllowed):
            actions.change_sample(drawn, Change(child=child, reason="moved_away"), by=who, at=factories.NOW)
        with pytest.raises(NotAllowed):
            actions.reveal(inspection, by=who, at=factories.NOW)


def test_a_seal_made_when_lists_could_be_seen_says_so(inspection, lead):
    child_files.sent(child_files.council(inspection))
    other = child_files.announced(area_code=factories.MARLBURY)
    other_lead = child_files.inspector(other, role="lead_inspector")
    child_files.accepted(child_files.council(other))
    early = actions.seal_draw(inspection, by=lead, at=factories.NOW)
    late = actions.seal_draw(other, by=other_lead, at=factories.NOW)
    assert (early.late, late.late) == (False, True)
    page = read(factories.signed_in(other_lead).get(address(other)))
    assert "nothing proves that no other secret was tried" in page.text


def test_nothing_is_drawn_without_a_seal_or_without_lists(inspection, lead):
    with pytest.raises(NotPossible, match="Seal the draw first"):
        draw(inspection, lead)
    actions.seal_draw(inspection, by=lead, at=factories.NOW)
    with pytest.raises(NotPossible):
        draw(inspection, lead)
    assert Sample.objects.count() == 0


def test_a_draw_opens_the_lists_and_that_is_recorded(inspection, drawn, lead):
    opening = Opening.objects.get()
    assert (opening.person, opening.what, opening.purpose) == (lead, "lists", "To draw whose cases are read")
    assert (drawn.population, drawn.tracked, drawn.drawn) == (CHILDREN, 5, 17)
    assert sum(1 / c.probability for c in drawn_of(drawn).sample.chosen) == pytest.approx(CHILDREN)


def test_the_theme_of_the_inspection_is_chosen_from_the_start(inspection, lead):
    actions.seal_draw(inspection, by=lead, at=factories.NOW)
    child_files.accepted(child_files.council(inspection))
    client = factories.signed_in(lead)
    chosen = '<option value="front_door" selected'
    assert chosen not in client.get(address(inspection, "draw/")).text
    teams.choose_theme(inspection, theme="front_door", by=None, at=factories.NOW)
    assert chosen in client.get(address(inspection, "draw/")).text


def test_a_theme_that_is_about_no_child_is_said_on_the_form(inspection, lead):
    actions.seal_draw(inspection, by=lead, at=factories.NOW)
    child_files.accepted(child_files.council(inspection))
    answer = factories.signed_in(lead).post(address(inspection, "draw/"), {"theme": "domestic_abuse"})
    assert (answer.status_code, Sample.objects.count()) == (200, 0)
    assert "choose another, or draw from all children" in answer.text


def test_no_child_is_named_in_the_clear(inspection, drawn):
    chosen = drawn_of(drawn).sample.chosen
    told = "".join(json.dumps(entry.content) for entry in Entry.objects.all())
    row = bytes(drawn.document) + bytes(drawn.people)
    assert [c.id for c in chosen if c.id in told or c.id.encode() in row] == []
    assert child_files.IDENTIFIER not in document_of(drawn).decode() + people_of(drawn).decode()


def test_a_sample_is_not_drawn_twice_from_the_same_lists(inspection, drawn, lead):
    with pytest.raises(NotPossible, match="not drawn twice"):
        draw(inspection, lead)


def test_lists_that_were_replaced_may_be_drawn_from_again(inspection, drawn, lead):
    send(inspection, number=20)
    again = draw(inspection, lead)
    assert (again.because, again.population, Sample.objects.count()) == ("drawn_again", 20, 2)
    assert again.arrived != drawn.arrived


def test_numbers_beyond_the_rules_are_refused(inspection, lead):
    actions.seal_draw(inspection, by=lead, at=factories.NOW)
    send(inspection)
    with pytest.raises(InvalidInput):
        draw(inspection, lead, tracked=50)


def test_a_child_is_replaced_and_the_sample_before_stays(inspection, drawn, lead):
    before = drawn_of(drawn).sample
    gone = before.chosen[0].id
    after = actions.change_sample(drawn, Change(child=gone, reason="court_proceedings"), by=lead, at=factories.NOW)
    sample = drawn_of(after).sample
    assert sample.find(gone).part == "replaced"
    assert [c.instead_of for c in sample.read if c.instead_of] == [gone]
    assert drawn_of(drawn).sample == before
    with pytest.raises(NotPossible, match="changed in the meantime"):
        actions.change_sample(drawn, Change(child=before.chosen[1].id, reason="died"), by=lead, at=factories.NOW)


def test_a_reveal_ends_all_changes(inspection, drawn, lead):
    actions.reveal(inspection, by=lead, at=factories.NOW)
    seal = Seal.objects.get()
    assert commitment_of(bytes.fromhex(seal.revealed)) == seal.commitment
    child = drawn_of(drawn).sample.chosen[0].id
    with pytest.raises(NotPossible, match="is revealed"):
        actions.change_sample(drawn, Change(child=child, reason="moved_away"), by=lead, at=factories.NOW)
    with pytest.raises(NotPossible, match="is revealed"):
        actions.reveal(inspection, by=lead, at=factories.NOW)


def test_nothing_is_revealed_before_the_draw(inspection, lead):
    actions.seal_draw(inspection, by=lead, at=factories.NOW)
    with pytest.raises(NotPossible, match="Draw first"):
        actions.reveal(inspection, by=lead, at=factories.NOW)


def test_the_proof_holds_on_another_machine(inspection, drawn, lead, tmp_path, capsys):
    client = factories.signed_in(lead)
    assert client.get(address(inspection, "proof/sample/")).status_code == 409
    client.post(address(inspection, "reveal/"))
    assert "sampling verify sample.json population.json" in read(client.get(address(inspection))).text
    for name in ("sample", "population"):
        response = client.get(address(inspection, f"proof/{name}/"))
        (tmp_path / f"{name}.json").write_bytes(response.content)
    files = [str(tmp_path / "sample.json"), str(tmp_path / "population.json")]
    assert main(["sampling", "verify", *files, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["same"] is True
    assert [e.content["file"] for e in Entry.objects.filter(what="samples.download")] == ["sample", "population"]
    changed = (tmp_path / "population.json").read_bytes().replace(b'"female"', b'"malefe"', 1)
    (tmp_path / "population.json").write_bytes(changed)
    assert main(["sampling", "verify", *files]) == 10


def test_each_sees_what_is_for_them(inspection, drawn, lead):
    chosen = [each.id for each in drawn_of(drawn).sample.read]
    council = child_files.officer(child_files.council(inspection))
    police = child_files.officer(inspection.bodies.get(kind="police"))
    team = child_files.inspector(inspection)
    commitment = Seal.objects.get().commitment
    seen = {}
    for name, who in {"lead": lead, "team": team, "council": council, "police": police}.items():
        text = read(factories.signed_in(who).get(address(inspection))).text
        assert commitment in text
        seen[name] = [all(c in text for c in chosen), "1 in 1." in text, "Replace a child" in text]
        assert secret_of(Seal.objects.get()).hex() not in text
    assert seen == {
        "lead": [True, True, True], "team": [True, True, False], "council": [True, False, False],
        "police": [False, False, False],
    }  # fmt: skip


def test_strangers_find_nothing(inspection, drawn, everyone):
    pages = ["", "draw/", "replace/", "pick/", "mirror/", "proof/sample/"]
    for role, who in everyone.items():
        if role in ("planner", "nominated_officer", "quality_assurance"):
            continue
        statuses = {factories.signed_in(who).get(address(inspection, page)).status_code for page in pages}
        assert statuses <= {403, 404}, role
    assert {Client().get(address(inspection, page)).status_code for page in pages} == {302}


def test_somebody_who_may_know_of_it_reads_no_sample(inspection, drawn):
    planner = factories.signed_in(factories.person("planner"))
    text = read(planner.get(address(inspection))).text
    assert "known to the inspectors and to the council alone" in text
    assert [c.id for c in drawn_of(drawn).sample.read if c.id in text] == []
    assert planner.get(address(inspection, "mirror/")).status_code == 403


def test_the_mirror_shows_figures_and_no_child(inspection, drawn, lead):
    page = factories.signed_in(lead).get(address(inspection, "mirror/"))
    said = read(page)
    assert f"17 children were drawn from {CHILDREN}" in said.text
    assert next(row for row in said.tables["Sex"] if row[0] == "female")[:3] == ["female", "15", "53.6%"]
    assert [c.id for c in drawn_of(drawn).population.children if c.id in page.content.decode()] == []


def test_the_mirror_tells_all_children_to_the_nearest_five(inspection, lead):
    """A group of two among 28, told exactly, would give away what other pages hide."""
    rows = [{**each, "gender": "neither" if at < 2 else "male"} for at, each in enumerate(child_files.children(28))]
    actions.seal_draw(inspection, by=lead, at=factories.NOW)
    child_files.accepted(child_files.council(inspection), content=child_files.lists(rows))
    draw(inspection, lead)
    said = read(factories.signed_in(lead).get(address(inspection, "mirror/")))
    counts = {int(row[1]) for name, rows in said.tables.items() for row in rows[1:]}
    assert [count for count in counts if count % 5] == []
    assert {row[0]: row[1:3] for row in said.tables["Sex"][1:]} == {"male": ["25", "89.3%"], "neither": ["0", "0.0%"]}


def test_the_councils_officer_finds_the_chosen_on_its_own_lists(inspection, drawn, lead):
    council = child_files.officer(child_files.council(inspection))
    page = factories.signed_in(council).post(address(inspection, "prepare/"))
    rows = read(page).tables["Children chosen"][1:]
    assert [row[1] for row in rows] == [each.id for each in drawn_of(drawn).sample.read]
    assert [row for row in rows if not row[0].startswith(child_files.IDENTIFIER)] == []
    assert Opening.objects.filter(person=council).values_list("what", "purpose").get() == (
        "children chosen", "To fetch the files chosen",
    )  # fmt: skip
    assert page.headers["Cache-Control"].count("no-store") == 1


def test_nobody_else_finds_who_the_chosen_are(inspection, drawn, lead):
    police = child_files.officer(inspection.bodies.get(kind="police"))
    elsewhere = child_files.officer(child_files.council(child_files.announced(area_code=factories.MARLBURY)))
    got = {}
    for name, who in {"lead": lead, "police": police, "elsewhere": elsewhere}.items():
        answer = factories.signed_in(who).post(address(inspection, "prepare/"))
        got[name] = (answer.status_code, child_files.IDENTIFIER in answer.text)
    assert got == {"lead": (403, False), "police": (403, False), "elsewhere": (404, False)}


def test_a_draw_that_is_not_possible_is_not_offered(inspection, lead):
    client = factories.signed_in(lead)
    said = []
    for step in (lambda: actions.seal_draw(inspection, by=lead, at=factories.NOW), lambda: send(inspection),
                 lambda: draw(inspection, lead), lambda: send(inspection, 30)):  # fmt: skip
        answer = client.get(address(inspection, "draw/"))
        said.append((answer.status_code, "Back to the inspection" in read(answer).links))
        step()
        shown = read(client.get(address(inspection))).links
        said.append([name for name in shown if name.startswith("Draw")])
    assert said == [
        (409, True), [], (409, True), ["Draw the sample"], (200, False), [],
        (409, True), ["Draw again: lists were replaced"],
    ]  # fmt: skip


def test_the_lead_goes_the_whole_way_on_pages(inspection, lead):
    client = factories.signed_in(lead)
    assert "not sealed yet" in read(client.get(address(inspection))).text
    assert client.post(address(inspection, "seal/")).status_code == 302
    send(inspection)
    assert client.post(address(inspection, "draw/"), {"tracked": "50"}).status_code == 200
    assert client.post(address(inspection, "draw/"), {"tracked": "6", "sampled": "14"}).status_code == 302
    sample = actions.latest(inspection)
    assert (sample.tracked, sample.drawn) == (6, 20)
    chosen = drawn_of(sample).sample
    first = chosen.chosen[0].id
    client.post(address(inspection, "replace/"), {"child": first, "reason": "moved_away"})
    left = {c.id for c in drawn_of(sample).population.children} - {
        c.id for c in drawn_of(actions.latest(inspection)).sample.chosen
    }
    client.post(address(inspection, "pick/"), {"child": min(left).upper(), "because": "Named in a review"})
    text = read(client.get(address(inspection))).text
    assert "picked, counts in no estimate" in text
    assert "The child moved away" in text
    assert [s.because for s in Sample.objects.all()] == ["drawn", "replaced", "picked"]
    assert client.post(address(inspection, "replace/"), {"child": first, "reason": "moved_away"}).status_code == 200


def test_a_child_not_in_the_population_cannot_be_picked(inspection, drawn, lead):
    page = factories.signed_in(lead).post(address(inspection, "pick/"), {"child": "nobody", "because": "why"})
    assert "Name a child of the population" in read(page).text


def test_with_the_key_the_sample_is_gone(inspection, drawn, lead):
    Key.objects.update(files=None, pseudonyms=None, destroyed_at=timezone.now() + timedelta(days=1))
    page = factories.signed_in(lead).get(address(inspection))
    assert "Who was chosen can no longer be opened" in read(page).text
    with pytest.raises(NotPossible):
        drawn_of(drawn)


def test_with_the_key_nothing_is_left_to_reveal(inspection, drawn, lead):
    Key.objects.update(files=None, pseudonyms=None, destroyed_at=timezone.now())
    page = factories.signed_in(lead).get(address(inspection)).text
    assert ("Nobody can say any more who was chosen" in page, "Reveal the secret" in page) == (True, False)


def test_called_off_means_no_draw(inspection, lead):
    from joint_inspection_web.inspections import actions as inspections

    inspections.call_off(inspection, by=None, at=factories.NOW)
    with pytest.raises(NotPossible, match="called off"):
        actions.seal_draw(inspection, by=lead, at=factories.NOW)
