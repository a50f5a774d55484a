"""A program that changes deals as fast as it can, reacts, and says each acknowledged change; made to be killed."""

import random
import sys
from decimal import Decimal

import django
from django.conf import settings

SETTINGS = "penstock.config.settings"


def main(seed: int) -> None:
    """Write until killed; each line of output is a journal position whose action has returned."""
    settings.DATABASES  # noqa: B018 -- read the settings before the clock of the killer starts
    django.setup()
    from penstock.journal.reacting import Reacting
    from penstock.workspaces.actor import Actor
    from penstock.workspaces.models import Workspace

    by = Actor.system(Workspace.objects.get())
    chance = random.Random(seed)
    reacting = Reacting()
    print("ready", flush=True)  # noqa: T201 -- the killer listens
    while True:
        for position in act(by, chance):
            print(position, flush=True)  # noqa: T201
        reacting.looked.clear()
        reacting.round()


def act(by, chance):
    """One random action; answers the positions of its events."""
    from penstock.deals.actions import change_deal, move_deal, open_deal, tag_deal
    from penstock.deals.models import Deal
    from penstock.journal.models import Event
    from penstock.pipelines.models import Stage

    stages = list(Stage.objects.of(by))
    deals = list(Deal.objects.of(by).order_by("-pk")[:50])
    what = chance.choice(["open", "move", "move", "amount", "tag"]) if deals else "open"
    if what == "open":
        deal = open_deal(f"Deal {chance.random()}", by=by, amount=Decimal(chance.randint(1, 999)))
        return list(Event.objects.of(by).filter(deal_id=deal.pk).values_list("position", flat=True))
    deal = chance.choice(deals)
    event = {
        "move": lambda: move_deal(deal, chance.choice(stages), by=by),
        "amount": lambda: change_deal(deal, by=by, amount=Decimal(chance.randint(1, 999))),
        "tag": lambda: tag_deal(deal, [f"t{chance.randint(1, 5)}", f"t{chance.randint(1, 5)}"], by=by),
    }[what]()
    return [event.position] if event else []


if __name__ == "__main__":
    main(int(sys.argv[1]))
