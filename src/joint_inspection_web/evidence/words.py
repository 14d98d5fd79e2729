"""In which words does the notebook ask? Ways of gathering evidence, and a beginning for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from joint_inspection.evidence.model import Method, Speaker

METHODS: tuple[str, ...] = get_args(Method)

SAYS_SO: Mapping[str, str] = {
    Speaker.INSPECTOR: "I saw it",
    Speaker.AGENCY: "An agency told me",
    Speaker.CHILD: "A child told me",
    Speaker.FAMILY: "The family told me",
    Speaker.WHISTLEBLOWER: "A whistleblower told me",
    Speaker.PUBLISHED: "It is published",
}
"""Who says so, as the writer answers it."""

TEMPLATES: Mapping[str, str] = {
    "record": "Record read, and of when:\nWhat it shows:\nWhat is missing:\nWhat changed for the child:\n",
    "tracked_case": "What happened, step by step:\nWhat each agency did, and when:\nWhat changed for the child:\n",
    "sampled_case": "What the file shows:\nTimeliness:\nWhat changed for the child:\n",
    "observation": "What was going on, and who took part:\nWhat I saw:\nHow children were spoken of:\n",
    "multi_agency_meeting": "Meeting, and who was there:\nWho was missing:\nWhat was shared:\nWhat was decided:\n",
    "interview": "Whom I spoke to, by role:\nWhat they told me:\nWhat it rests on:\nWhat to look at next:\n",
    "survey": "Who was asked, and how many answered:\nWhat they say:\n",
    "data": "Which figures, up to when:\nWhat they show:\nWhat they cannot show:\n",
    "child": "In the child’s own words:\nWhat helped:\nWhat did not:\nWhat they want to happen:\n",
    "family": "In the family’s own words:\nWhat helped:\nWhat did not:\n",
}
"""How a note of each kind begins; whoever writes may delete it."""
