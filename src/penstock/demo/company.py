"""The demo's own company: its people, teams, pipelines, products, rates, and the stranger's workspace beside it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from penstock.demo.story import Story
from penstock.people.actions import add_person, add_team, change_person, create_workspace, set_rate
from penstock.pipelines.actions import add_loss_reason, add_source, create_pipeline
from penstock.pipelines.models import LossReason, Pipeline, Source, Stage
from penstock.pipelines.templates import LOSS_REASONS, SEVEN, SHORT, StageTemplate
from penstock.playbooks.actions import add_ready_playbook
from penstock.products.actions import add_product
from penstock.products.models import Product
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, User

PASSWORD = "penstock-demo"  # noqa: S105 -- public on purpose; such a server listens on loopback only
SIGN_INS = ("rep@demo.test", "colleague@demo.test")
NEWCOMERS = {(0, 2): 275, (0, 3): 420, (1, 2): 540, (1, 3): 160}
"""How many days ago some sellers began, by their team and their place in it; the others were here before the story."""

COSTS = {"CP-40": 61, "CP-80": 58, "SP-12": 66, "DS-3": 72, "BS-6": 77, "CC-1": 54, "SVC": 35}
"""What products cost us, in percent of their list price, by their code; that of a day of commissioning nobody wrote."""


REPEAT = ((40, 7), (65, 10), (90, 7))
"""The chance of next orders in percent and how many days they stay, by their stage."""


@dataclass
class Company:
    """What the rest of the demo is built on; ``sellers`` by team, in the story's order.

    New business goes through ``pipelines``, next orders through ``repeat``.
    """

    story: Story
    by: Actor
    pipelines: list[Pipeline]
    repeat: Pipeline
    stages: dict[int, list[Stage]]
    sellers: list[list[Person]]
    manager: Person
    owner: Person
    sources: list[Source]
    reasons: list[LossReason]
    products: list[Product]

    @property
    def all_sellers(self) -> list[Person]:
        """Everybody who owns deals."""
        return [person for people in self.sellers for person in people]


def found_company(story: Story, began: date, now: date) -> Company:
    """Make the workspace with all that a deal needs."""
    by = _workspace(story, story.workspace)
    for currency, rate in story.money.rates.items():
        set_rate(currency, Decimal(rate), began, by=by)
    stages = (SEVEN.stages[:-1], SHORT.stages)
    pipelines = [create_pipeline(name, some, by=by) for name, some in zip(story.pipelines, stages, strict=True)]
    for pipeline in pipelines:
        add_ready_playbook(pipeline, by=by, language=story.language)
    repeat = create_pipeline(story.repeat[0], _repeat_stages(story), by=by)
    return Company(
        story,
        by,
        pipelines,
        repeat,
        {line.pk: list(Stage.objects.of(by).filter(pipeline=line).order_by("order")) for line in (*pipelines, repeat)},
        *_people(story, now, by),
        [add_source(name, by=by, channel=channel) for name, channel in story.sources],
        [add_loss_reason(str(reason), by=by) for reason in LOSS_REASONS],
        [_product(*row, story, by) for row in story.products],
    )


def found_stranger(story: Story) -> None:
    """Another workspace in the same database, which nobody of ours may see."""
    by = _workspace(story, story.stranger_workspace)
    create_pipeline(story.pipelines[0], SHORT.stages, by=by)
    add_person(story.stranger, by=by, role="owner", user=_user("stranger@other.test"))


def _repeat_stages(story: Story) -> list[StageTemplate]:
    """The stages of next orders; the offer is the second."""
    told = zip(story.repeat[1], REPEAT, strict=True)
    return [
        StageTemplate(name, chance, days, meaning, step, is_proposal=place == 1)
        for place, ((name, meaning, step), (chance, days)) in enumerate(told)
    ]


def _workspace(story: Story, name: str) -> Actor:
    workspace = create_workspace(
        name,
        by=None,
        currency=story.money.currency,
        time_zone=story.time_zone,
        language=story.language,
        region=story.region,
        is_demo=True,
    )
    return Actor.system(workspace)


def _people(story: Story, now: date, by: Actor) -> tuple[list[list[Person]], Person, Person]:
    """Sellers by team, of whom the first of each signs in, as the rep and as the colleague; their head, the owner."""
    sales = add_team(story.department, by=by)
    teams = [add_team(name, by=by, parent=sales) for name, _people in story.teams]
    sellers = [
        [
            add_person(name, by=by, team=team, user=_user(email) if place == 0 else None)
            for place, name in enumerate(people)
        ]
        for team, (_name, people), email in zip(teams, story.teams, SIGN_INS, strict=True)
    ]
    _begin(sellers, now, by)
    manager = add_person(story.manager, by=by, role="manager", team=teams[0], user=_user("manager@demo.test"))
    add_person(story.viewer, by=by, role="viewer", user=_user("viewer@demo.test"))
    owner = add_person(story.owner, by=by, role="owner", user=_user("owner@demo.test"))
    return sellers, manager, owner


def _begin(sellers: list[list[Person]], now: date, by: Actor) -> None:
    """Say when each began: years before the story, or as a newcomer within it."""
    for team, people in enumerate(sellers):
        for place, seller in enumerate(people):
            ago = NEWCOMERS.get((team, place), 1500 + 300 * place)
            seller.started_on = now - timedelta(days=ago)
            change_person(seller, by=by, started_on=seller.started_on)


def _user(email: str) -> User:
    user = User.objects.create_user(email, PASSWORD)
    user.emailaddress_set.create(email=email, verified=True, primary=True)
    return user


def _product(name: str, code: str, category: str, unit: str, price: int, story: Story, by: Actor) -> Product:
    money = story.money
    amount = Decimal(price * money.price_factor)
    cost = amount * COSTS[code] / 100 if code in COSTS else None
    facts = {"code": code, "category": category, "unit": unit, "unit_price": amount, "unit_cost": cost}
    return add_product(name, by=by, currency=money.currency, **facts)
