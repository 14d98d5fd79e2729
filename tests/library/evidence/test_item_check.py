"""Does one piece of evidence have to agree with itself and with its framework?"""

from datetime import date

import pytest

from factories.evidence import BODIES, framework, item
from joint_inspection.evidence.check import check_item
from joint_inspection.evidence.hearsay import is_hearsay, why_hearsay

AGENCY = {"speaker": "agency", "method": "interview"}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, []),
        ({"criterion": "elsewhere"}, ["criterion"]),
        ({"about": "police"}, ["about"]),
        ({"about": "ofsted"}, ["about"]),
        ({"method": "rumour"}, ["method"]),
        ({"text": " "}, ["text"]),
        ({"text": "x" * 20_001}, ["text"]),
        ({"text": None}, []),
        ({"directness": "told_by_another"}, ["speaker"]),
        ({"speaker": "child"}, ["directness"]),
        ({"speaker": "child", "directness": "told_by_subject"}, []),
        (AGENCY | {"directness": "told_by_subject"}, ["speaker_agency", "directness"]),
        (AGENCY | {"speaker_agency": "council", "directness": "told_by_subject"}, []),
        (AGENCY | {"speaker_agency": "council", "directness": "told_by_another"}, ["directness"]),
        (AGENCY | {"speaker_agency": "health", "directness": "told_by_subject"}, ["directness"]),
        (AGENCY | {"speaker_agency": "health", "directness": "seen"}, ["directness"]),
        (AGENCY | {"speaker_agency": "health", "directness": "told_by_another", "first_hand": True}, []),
        (AGENCY | {"speaker_agency": "council", "directness": "told_by_subject", "first_hand": True}, ["first_hand"]),
        ({"speaker_agency": "health"}, ["speaker_agency"]),
        ({"happened_on": date(2026, 1, 21)}, []),
        ({"happened_on": date(2026, 1, 22)}, ["happened_on"]),
        ({"by_adviser": True, "child": "ash-river"}, ["child"]),
    ],
)
def test_what_is_wrong_with_an_item(said, wrong):
    assert [problem.where for problem in check_item(item(**said), framework(), BODIES)] == wrong


@pytest.mark.parametrize(
    ("said", "about", "hearsay"),
    [
        ({}, None, False),
        (AGENCY | {"speaker_agency": "police"}, None, True),
        (AGENCY | {"speaker_agency": "police", "first_hand": True}, None, False),
        (AGENCY | {"speaker_agency": "council"}, None, False),
        (AGENCY | {"speaker_agency": "council"}, "health", True),
        (AGENCY | {"speaker_agency": None}, None, True),
        *((({"speaker": who}), None, False) for who in ("child", "family", "whistleblower", "published")),
    ],
)
def test_what_is_hearsay(said, about, hearsay):
    made = item(**{"directness": "told_by_another"} | said)
    assert is_hearsay(made, about) == hearsay
    assert (why_hearsay(made, about) is not None) == hearsay
