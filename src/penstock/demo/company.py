"""The demo's own company: its people, teams, pipelines, products, rates, and the stranger's workspace beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import translation

from penstock.demo import names
from penstock.people.actions import add_person, add_team, create_workspace, set_rate
from penstock.pipelines.actions import add_loss_reason, add_source, create_pipeline
from penstock.pipelines.models import LossReason, Pipeline, Source, Stage
from penstock.pipelines.templates import LOSS_REASONS, SEVEN, SHORT
from penstock.products.actions import add_product
from penstock.products.models import Product
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, User

PASSWORD = "penstock-demo"  # noqa: S105 -- public on purpose; such a server listens on loopback only
RATES = {"USD": "0.92", "RUB": "0.0101", "CNY": "0.128"}


@dataclass
class Company:
    """What the rest of the demo is built on; ``sellers`` by team."""

    by: Actor
    pipelines: list[Pipeline]
    stages: dict[int, list[Stage]]
    sellers: dict[str, list[Person]]
    sources: list[Source]
    reasons: list[LossReason]
    products: list[Product]

    @property
    def all_sellers(self) -> list[Person]:
        """Everybody who owns deals."""
        return [person for people in self.sellers.values() for person in people]


def found_company(began: date) -> Company:
    """Make the workspace with all that a deal needs."""
    workspace = create_workspace(
        names.WORKSPACE, by=None, currency="EUR", time_zone="Europe/Berlin", region="DE", is_demo=True
    )
    by = Actor.system(workspace)
    for currency, rate in RATES.items():
        set_rate(currency, Decimal(rate), began, by=by)
    pipelines = [create_pipeline("Sales", SEVEN.stages[:-1], by=by), create_pipeline("Partners", SHORT.stages, by=by)]
    return Company(
        by,
        pipelines,
        {line.pk: list(Stage.objects.of(by).filter(pipeline=line).order_by("order")) for line in pipelines},
        _people(by),
        [add_source(name, by=by, channel=channel) for name, channel in names.SOURCES],
        [add_loss_reason(str(reason), by=by) for reason in LOSS_REASONS],
        [_product(row, by) for row in names.PRODUCTS],
    )


def found_stranger() -> None:
    """Another workspace in the same database, which nobody of ours may see."""
    with translation.override("en"):
        workspace = create_workspace("Other Company", by=None, currency="USD", is_demo=True)
        by = Actor.system(workspace)
        create_pipeline("Sales", SHORT.stages, by=by)
        add_person("Sam Stranger", by=by, role="owner", user=_user("stranger@other.test"))


def _people(by: Actor) -> dict[str, list[Person]]:
    """Sellers by team; Rita of North is the rep and Wei of East the colleague, who sign in with the demo's password."""
    sales = add_team("Sales", by=by)
    sellers = {}
    sign_in = {"Rita Novak": "rep@demo.test", "Wei Chen": "colleague@demo.test"}
    for team_name, people in names.REPS.items():
        team = add_team(team_name, by=by, parent=sales)
        sellers[team_name] = [
            add_person(name, by=by, team=team, user=_user(sign_in[name]) if name in sign_in else None)
            for name in people
        ]
        if team_name == "North":
            add_person("Martin Hale", by=by, role="manager", team=team, user=_user("manager@demo.test"))
    add_person("Vera Klein", by=by, role="viewer", user=_user("viewer@demo.test"))
    add_person("Oliver Stone", by=by, role="owner", user=_user("owner@demo.test"))
    return sellers


def _user(email: str) -> User:
    user = User.objects.create_user(email, PASSWORD)
    user.emailaddress_set.create(email=email, verified=True, primary=True)
    return user


def _product(row: tuple[str, str, str, str, int], by: Actor) -> Product:
    name, code, category, unit, price = row
    return add_product(name, by=by, code=code, category=category, unit=unit, unit_price=Decimal(price), currency="EUR")
