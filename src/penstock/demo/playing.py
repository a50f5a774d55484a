"""The demo's sellers use their playbooks: talks by the scripts, needs found, objections met, things given.

Where a deal went on there was more of it than where it did not; what it goes with is there to be found.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from penstock.deals.actions import DealHistory
from penstock.deals.models import Deal
from penstock.demo.company import Company
from penstock.demo.work import Visit, Work, visits
from penstock.playbooks.actions import Found, Given, Talked, Use, ingest_uses
from penstock.playbooks.models import AssetVersion, Need, Objection, Outcome, Script
from penstock.workspaces.actor import Actor

TALKED, GAVE, MET = (0.32, 0.2), (0.28, 0.16), (0.2, 0.22)
"""How often a talk was led, something given and an objection met in a stage from which the deal went on, else."""

FOUND = (0.62, 0.34)
"""How often a need was found on a deal that was won, and on others; in one of the first stages."""

FIRST_ANSWER = (0.75, 0.5)
"""How often the answer that one hopes for, the first, was given where the deal went on, and elsewhere."""

EARLY, LONGEST = 3, 8
"""In so many first stages needs are found; so many answers a talk has at most."""


class Playing:
    """What each stage has to be used, read once."""

    def __init__(self, company: Company) -> None:
        by = company.by
        self.company, self.zone = company, ZoneInfo(company.story.time_zone)
        self.scripts = {row.stage_id: row for row in Script.objects.of(by).order_by("number") if row.steps}
        versions = AssetVersion.objects.of(by).select_related("asset").order_by("number")
        self.assets = {row.asset.stage_id: row.pk for row in versions}
        self.needs = {row.stage_id: row for row in Need.objects.of(by).order_by("-order")}
        self.objections = {row.stage_id: row for row in Objection.objects.of(by).order_by("-order")}

    def play(self, told: Sequence[DealHistory], deals: list[Deal], seed: int, now: datetime, by: Actor) -> None:
        """All that one seller did; drawn by a chance of its own, so that the rest of the story goes on as it did."""
        chance = random.Random(seed)
        uses = [use for one, deal in zip(told, deals, strict=True) for use in self._on(one, deal, chance, now)]
        ingest_uses(uses, by=by)

    def _on(self, told: DealHistory, deal: Deal, chance: random.Random, now: datetime) -> Iterator[Use]:
        work = Work(self.company.story, told, deal, chance, now)
        stages = self.company.stages[deal.pipeline_id]
        stays = [(stay, stages[stay.place].pk) for stay in visits(told, now)]
        if chance.random() < FOUND[0 if deal.status == "won" else 1]:
            yield from self._need(work, *chance.choice(stays[:EARLY]))
        contact = told.contacts[0].contact_id if told.contacts else None
        for stay, stage in stays:
            way = 0 if stay.went_on else 1
            if stage in self.scripts and chance.random() < TALKED[way]:
                script = self.scripts[stage]
                yield Talked(deal, work.moment(stay), script, _walked(script, chance, FIRST_ANSWER[way]))
            if stage in self.assets and chance.random() < GAVE[way]:
                yield Given(deal, work.moment(stay), self.assets[stage], contact)
            if stage in self.objections and chance.random() < MET[way]:
                yield self._objection(work, stay, stage)

    def _need(self, work: Work, stay: Visit, stage: int) -> Iterator[Found]:
        if stage in self.needs:
            said = work.chance.choice(self.company.story.found)
            yield Found(work.deal, work.moment(stay), stage, said, self.needs[stage].pk)

    def _objection(self, work: Work, stay: Visit, stage: int) -> Found:
        entry, is_over = self.objections[stage], stay.ends < work.now
        outcome = (Outcome.ANSWERED if stay.went_on else Outcome.REMAINED) if is_over else Outcome.OPEN
        reply = entry.answer if outcome == Outcome.ANSWERED else ""
        return Found(work.deal, work.moment(stay), stage, entry.name, entry.pk, reply, outcome)


def _walked(script: Script, chance: random.Random, hoped: float) -> list[tuple[int, int]]:
    """A way through a script from its first step on."""
    path: list[tuple[int, int]] = []
    step = script.step(1)
    number = 1
    while step and step["answers"] and len(path) < LONGEST:
        answers = len(step["answers"])
        answer = 1 if answers == 1 or chance.random() < hoped else chance.randint(2, answers)
        path.append((number, answer))
        number = step["answers"][answer - 1]["to"]
        step = script.step(number)
    return path
