"""The parsers that mapping files may name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ingest.mapping.values import bodies, codes, dates, honours, lists, needs, numbers, people, places, units
from ingest.mapping.values.parsed import Cell, Link, Parsed, Parser, Problem, Thing

PARSERS: Mapping[str, Parser] = MappingProxyType(
    {
        "text": lists.text,
        "list": lists.texts,
        "code": lists.code,
        "known_code": lists.known_code,
        "person_name": people.name,
        "name": people.title,
        "birth": dates.birth,
        "date": dates.day,
        "period": dates.period,
        "until": dates.until,
        "event": dates.event,
        "validity": dates.validity,
        "integer": numbers.integer,
        "number": numbers.number,
        "id_number": codes.id_number,
        "credit_code": codes.credit_code,
        "phone": codes.phone,
        "workplace": units.workplace,
        "units": units.units,
        "owners": bodies.owners,
        "receivers": bodies.receivers,
        "platforms": bodies.platforms,
        "providers": bodies.providers,
        "titles": people.titles,
        "skills": people.skills,
        "posts_and_titles": people.posts_and_titles,
        "people": people.people,
        "region": places.region,
        "address": places.address,
        "industry": places.industry,
        "field": places.field,
        "selections": honours.selections,
        "needs": needs.needs,
        "post": needs.post,
    }
)

__all__ = ["PARSERS", "Cell", "Link", "Parsed", "Parser", "Problem", "Thing"]
