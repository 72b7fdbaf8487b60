"""A synthetic province: files as a province's departments keep them, of any size, equal for equal seeds.

Ten thousand to a million talents in at most 129 counties. The files are made one at a time and none is kept, so that
memory grows with the number of employers and platforms only. Membership, employers and industries are skewed as in
life (Zipf), names repeat as in life, and a person may stand in several files: in a county's roster, among a
prefecture's 科技特派员 and in service records, where nothing but the unit tells that it is the same one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from random import Random

from bench.chinese import ACTS, FIELDS, TITLES
from bench.people import People, Person
from bench.sheet import Sheet
from bench.world import County, Unit, World
from graph.model.claims import Mention
from graph.statements.ledger import SourceContent

ROSTER_ROWS = 2_000


class Province:
    """All files of a province with so many talents."""

    def __init__(self, talents: int, seed: int = 1) -> None:
        if talents < 10:
            raise ValueError("a province has at least ten talents")
        self.talents, self.seed = talents, seed
        self.world = World(talents, seed)
        self.people = People(self.world)

    def sources(self) -> Iterator[SourceContent]:
        """Every file in the order of loading: registers, then rosters, then records."""
        yield self._regions()
        yield self._industries()
        for county in self.world.counties:
            yield self._units(county)
        for county in self.world.counties:
            for first in range(county.first, county.last, ROSTER_ROWS):
                numbers = range(first, min(first + ROSTER_ROWS, county.last))
                yield self._roster(county, numbers, f"人才名册{(first - county.first) // ROSTER_ROWS + 1}")
        for county in self.world.counties:
            if (records := self._records(county)).passages:
                yield records
        for prefecture in sorted({self.world.prefecture_of(c) for c in self.world.counties}):
            yield self._dispatched(prefecture)

    def extra_roster(self, rows: int = 50) -> SourceContent:
        """One more roster of a county in the middle, with people who are in no other file."""
        county = self.world.counties[len(self.world.counties) // 2]
        return self._roster(county, range(self.talents, self.talents + rows), "新增人才名册")

    def digest(self) -> str:
        """SHA-256 over every passage and claim."""
        found = hashlib.sha256()
        for source in self.sources():
            found.update(repr((source.origin, source.content_hash, source.passages, source.claims)).encode())
        return found.hexdigest()

    def _regions(self) -> SourceContent:
        sheet, places = Sheet("行政区划.xlsx", "行政区划.xlsx"), self.world.places
        for place in places:
            above = places[place.parent] if place.parent is not None else None
            sheet.row(f"名称：{place.name}", f"代码：{place.code}", f"上级：{above.name if above else ''}")
            region = sheet.named("Region", place.name, place.code)
            sheet.fact(region, code=place.code, level=place.level)
            if above:
                sheet.link(region, "PART_OF", sheet.named("Region", above.name, above.code))
        return sheet.content()

    def _industries(self) -> SourceContent:
        sheet, industries = Sheet("产业目录.xlsx", "产业目录.xlsx"), self.world.industries
        for industry in industries:
            above = industries[industry.parent] if industry.parent is not None else None
            sheet.row(f"名称：{industry.name}", f"代码：{industry.code}", f"上级：{above.name if above else ''}")
            mention = sheet.named("Industry", industry.name)
            sheet.fact(mention, code=industry.code)
            if above:
                sheet.link(mention, "PART_OF", sheet.named("Industry", above.name))
        return sheet.content()

    def _units(self, county: County) -> SourceContent:
        """A county's register of enterprises, organizations and platforms."""
        place = self.world.places[county.place]
        sheet = Sheet(f"{place.name}/单位与平台.xlsx", f"{place.name}单位与平台.xlsx")
        for unit in (*county.enterprises, *county.organizations, *county.platforms):
            self._unit(sheet, unit, "" if unit.type == "Platform" else unit.code)
        return sheet.content()

    def _unit(self, sheet: Sheet, unit: Unit, discriminator: str) -> None:
        where = self.world.places[unit.place]
        names = [self.world.industries[i].name for i in unit.industries]
        sheet.row(f"名称：{unit.name}", f"代码：{unit.code}", f"所在地：{where.name}", f"产业：{'、'.join(names)}")
        mention = sheet.named(unit.type, unit.name, discriminator)
        sheet.fact(mention, **{"kind" if unit.type == "Platform" else "code": unit.code})
        sheet.link(mention, "LOCATED_IN", sheet.named("Region", where.name, where.code))
        for name in names:
            relation = "SERVES" if unit.type == "Platform" else "IN_INDUSTRY"
            sheet.link(mention, relation, sheet.named("Industry", name))
        if unit.host:
            sheet.link(mention, "HOSTED_BY", sheet.named(*unit.host))
        if unit.type == "Organization" and (serves := self._served(unit)):
            sheet.link(mention, "SERVES", sheet.named("Industry", serves))

    def _served(self, unit: Unit) -> str | None:
        """The industry that some organizations serve."""
        random = Random(f"served/{self.seed}/{unit.name}")
        return self.world.industries[self.world.industry(random)].name if random.random() < 0.3 else None

    def _roster(self, county: County, numbers: Sequence[int], title: str) -> SourceContent:
        place = self.world.places[county.place]
        sheet = Sheet(f"{place.name}/{title}.xlsx", f"{place.name}{title}.xlsx")
        for number in numbers:
            self._talent(sheet, self.people.person(number, county))
        return sheet.content()

    def _talent(self, sheet: Sheet, person: Person) -> None:
        sheet.row(f"姓名：{person.name}", "出生年月：****", f"职称：{person.title}", f"单位：{person.employer.name}")
        talent = sheet.named("Talent", person.name, f"{_mark(person.birth)}|{person.employer.name}")
        level = TITLES[person.title]
        sheet.fact(talent, sex=person.sex, birth=person.birth, professional_title=person.title, title_level=level)
        sheet.fact(talent, education=person.education)
        employer = sheet.named(person.employer.type, person.employer.name)
        sheet.link(talent, "WORKS_AT", employer, since=person.post_since)
        sheet.link(talent, "NATIVE_OF", self._county(sheet, person.native))
        if person.field:
            sheet.link(talent, "EXPERT_IN", sheet.named("Field", person.field))
        if person.industry is not None:
            served = sheet.named("Industry", self.world.industries[person.industry].name)
            sheet.link(talent, "SERVES", served, mode=person.mode, since=person.since)
        for member in person.memberships:
            platform = sheet.named("Platform", member.platform.name)
            sheet.link(talent, "MEMBER_OF", platform, role=member.role, since=member.since, until=member.until)

    def _county(self, sheet: Sheet, number: int) -> Mention:
        """A county by its bare name, as rosters give it."""
        return sheet.named("Region", self.world.places[self.world.counties[number].place].name)

    def _records(self, county: County) -> SourceContent:
        """A county's service records: people are known by name and unit."""
        place = self.world.places[county.place]
        sheet = Sheet(f"{place.name}/服务记录.xlsx", f"{place.name}服务记录.xlsx")
        for number in filter(self.people.is_serving, range(county.first, county.last)):
            person, random = self.people.person(number, county), Random(f"records/{self.seed}/{number}")
            for act in range(random.choice((1, 1, 1, 2, 4))):
                self._record(sheet, random, county, person, act)
        return sheet.content()

    def _record(self, sheet: Sheet, random: Random, county: County, person: Person, act: int) -> None:
        enterprise, what = random.choice(county.enterprises), random.choice(ACTS)
        industry = self.world.industries[enterprise.industries[0]].name
        day = f"{random.randint(2018, 2024)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        sheet.row(
            f"服务人：{person.name}", f"单位：{person.employer.name}", f"日期：{day}", f"对象：{enterprise.name}", what
        )
        talent = sheet.named("Talent", person.name, person.employer.name)
        sheet.link(talent, "WORKS_AT", sheet.named(person.employer.type, person.employer.name))
        service = sheet.named("Service", industry + what, f"{person.number}/{act}")
        sheet.fact(service, date=day, mode="dispatched", trained=random.randint(5, 200))
        sheet.link(talent, "PROVIDED", service)
        sheet.link(sheet.named("Enterprise", enterprise.name), "RECEIVED", service)
        sheet.link(service, "IN_INDUSTRY", sheet.named("Industry", industry))
        sheet.link(service, "LOCATED_IN", self._county(sheet, county.number))

    def _dispatched(self, prefecture: int) -> SourceContent:
        """A prefecture's 科技特派员: half the rows give the month of birth, all give the unit."""
        name = self.world.places[prefecture].name
        sheet = Sheet(f"{name}/科技特派员名单.xlsx", f"{name}科技特派员名单.xlsx")
        for county in self.world.counties:
            if self.world.prefecture_of(county) == prefecture:
                for number in filter(self.people.is_dispatched, range(county.first, county.last)):
                    self._mission(sheet, county, self.people.person(number, county))
        return sheet.content()

    def _mission(self, sheet: Sheet, county: County, person: Person) -> None:
        random = Random(f"mission/{self.seed}/{person.number}")
        enterprise = random.choice(county.enterprises)
        group = f"{self.world.places[county.place].name}{random.choice(FIELDS)}科技特派团"
        sheet.row(f"姓名：{person.name}", f"单位：{person.employer.name}", f"团：{group}", f"服务：{enterprise.name}")
        talent = sheet.named("Talent", person.name, person.employer.name)
        sheet.fact(talent, birth=person.birth if person.number % 2 else None)
        sheet.link(talent, "WORKS_AT", sheet.named(person.employer.type, person.employer.name))
        platform = sheet.named("Platform", group)
        sheet.fact(platform, kind="special_mission_group")
        sheet.link(talent, "MEMBER_OF", platform, since=person.since, until=f"{int(person.since[:4]) + 2}-12")
        served = sheet.named("Enterprise", enterprise.name)
        sheet.link(
            talent, "SERVES", served, mode="dispatched", since=person.since, days_per_year=random.choice((60, 100))
        )


def _mark(birth: str) -> str:
    """What tells namesakes apart without showing the month of birth."""
    return hashlib.sha256(birth.encode()).hexdigest()[:12]
