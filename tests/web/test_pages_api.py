"""Open data: what it says, what it refuses, and that it keeps to its own description whatever is asked."""

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, settings

from joint_inspection.areas import load_register
from joint_inspection.frameworks.load import find, published
from joint_inspection.outcomes import load_outcomes
from joint_inspection_web.wsgi import application

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]
ROOT = "/api/v1/"
BIRMINGHAM = "E08000025"


def get(client: Client, path: str, **query: object) -> tuple[int, dict]:
    response = client.get(ROOT + path, query)
    return response.status_code, response.json()


def test_every_framework_version_is_listed(client: Client):
    status, said = get(client, "frameworks")
    assert (status, [item["ref"] for item in said["items"]]) == (200, [each.ref for each in published()])


def test_frameworks_in_force_on_a_day(client: Client):
    _, said = get(client, "frameworks", in_force_on="2015-10-28")
    assert [item["ref"] for item in said["items"]] == ["sif@2013"]


def test_a_framework_comes_whole(client: Client):
    framework = find("slac@2009")
    status, said = get(client, "frameworks/slac@2009")
    assert (status, said["title"], len(said["criteria"])) == (200, framework.title, len(framework.criteria))
    assert type(framework).model_validate(said).ref == framework.ref


def test_areas_come_in_pages_that_join_to_the_whole(client: Client):
    codes = []
    for offset in (0, 60, 120, 180):
        _, page = get(client, "areas", limit=60, offset=offset)
        codes += [item["ons_code"] for item in page["items"]]
    assert codes == sorted(area.ons_code for area in load_register().areas)


def test_fictional_areas_are_not_open_data(client: Client):
    assert get(client, "areas/X99000001") == (404, {"says": ["There is no area X99000001"]})


def test_an_area_says_how_many_others_its_agencies_serve(client: Client):
    _, said = get(client, f"areas/{BIRMINGHAM}")
    register = load_register()
    known = {agency.id: len(register.served_by(agency.id)) - 1 for agency in register.get(BIRMINGHAM).agencies}
    assert {agency["id"]: agency["other_areas"] for agency in said["agencies"]} == known


def test_outcomes_of_one_area_follow_succession(client: Client):
    _, said = get(client, "outcomes", area="E06000063")
    assert said["total"] == len(load_outcomes().of_area("E06000063", load_register()))


def test_outcomes_can_be_narrowed_by_framework_and_publication(client: Client):
    _, said = get(
        client, "outcomes", framework="sif", published_from="2014-01-01", published_to="2014-12-31", limit=200
    )
    expected = [
        each.id
        for each in load_outcomes().all
        if each.framework == "sif@2013" and each.published and each.published.year == 2014
    ]
    assert [item["id"] for item in said["items"]] == expected


def test_ids_of_outcomes_lead_to_the_same_outcome(client: Client):
    _, said = get(client, "outcomes", limit=3)
    for item in said["items"]:
        assert get(client, f"outcomes/{item['id']}") == (200, item)


def test_every_outcome_has_an_address_of_its_own(client: Client):
    ids = [each.id for each in load_outcomes().all]
    assert len(set(ids)) == len(ids)
    awkward = max(ids, key=len)
    assert get(client, f"outcomes/{awkward}")[0] == 200


@pytest.mark.parametrize(
    ("path", "query", "about"),
    [
        ("outcomes", {"limit": 0}, "limit"),
        ("outcomes", {"limit": 201}, "limit"),
        ("outcomes", {"offset": -1}, "offset"),
        ("outcomes", {"area": "Birmingham"}, "area"),
        ("areas", {"on": "yesterday"}, "on"),
    ],
)
def test_what_cannot_be_understood_gets_advice(client: Client, path: str, query: dict, about: str):
    status, said = get(client, path, **query)
    assert (status, about in said["says"][0]) == (422, True)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, method: str):
    assert getattr(client, method)(f"{ROOT}areas").status_code == 405


def test_nothing_of_a_programme_is_described(client: Client):
    assert [path for path in get(client, "openapi.json")[1]["paths"] if "programme" in path or "visit" in path] == []


described = schemathesis.openapi.from_wsgi(f"{ROOT}openapi.json", application)


@described.parametrize()
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_whatever_is_asked_the_answer_keeps_to_the_description(case: schemathesis.Case):
    case.call_and_validate(headers={"Host": "localhost"})
