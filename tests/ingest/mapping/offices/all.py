"""All rosters of other offices."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.mapping.offices import bodies, demand, later, people, unseen
from tests.ingest.mapping.offices.office import read_offices

OFFICES = (
    people.CRAFTSMEN, people.FLEXIBLE, people.NATIVES, people.SKILLED, people.VAGUE,
    bodies.MEMBERS, bodies.TEAMS, bodies.POSTDOCS, bodies.FIRMS,
    demand.PROBLEMS, demand.POSTS, demand.ACTIVITIES,
)  # fmt: skip
LATER = (later.PROBLEMS, later.ENVOYS, later.STATIONS, later.CLINICS)
UNSEEN = (unseen.TEACHERS, unseen.CARRIERS, unseen.VACANCIES, unseen.VISITS)
PREFECTURE = read_offices(Path(__file__).with_name("prefecture.json"))  # eight offices of one prefecture
