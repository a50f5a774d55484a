"""What the tests of notifications share: a worker that looks when it is told to, and what somebody reads."""

from penstock.journal.reacting import Reacting
from penstock.notifications.queries import notifications_for
from penstock.notifications.sentences import sentence
from penstock.workspaces.actor import Actor


def work() -> None:
    """A worker that begins anew and goes on until nothing is left to do."""
    for apart in (False, True):
        reacting = Reacting(apart=apart)
        reacting.round()
        for _round in range(50):
            reacting.looked.clear()
            if not reacting.round():
                break
        else:
            raise AssertionError("it never came to rest")


def told(by: Actor) -> list[str]:
    """The sentences that somebody reads, the latest first."""
    return [sentence(one) for one in notifications_for(by)]
