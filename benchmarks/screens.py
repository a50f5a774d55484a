"""The screens and the writes that people wait for, each with the bare SQL it stands on."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from benchmarks.asked import parameters, then_on
from benchmarks.beside import ours
from benchmarks.sql import past
from benchmarks.sql.statement import Statement
from penstock.common import clock
from penstock.deals.models import Deal
from penstock.metrics.copies import caught_up
from penstock.pipelines.models import Source, Stage
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

TOTALS = """SELECT stage_id, currency, sum(count), sum(cents), sum(weighted) FROM boards_stagetotal
    WHERE workspace_id = :workspace AND pipeline_id = {pipeline} GROUP BY stage_id, currency"""
CARDS = """SELECT id, name, value, owner_id FROM deals_deal
    WHERE workspace_id = :workspace AND pipeline_id = {pipeline} AND stage_id = {stage} AND removed_at IS NULL
    ORDER BY stage_entered_at DESC LIMIT 20"""
LIST = """SELECT id, name, value, owner_id, stage_id FROM deals_deal
    WHERE workspace_id = :workspace AND removed_at IS NULL ORDER BY value DESC LIMIT 50"""
ONE = "SELECT * FROM deals_deal WHERE id = {deal}"
STUCK = "SELECT count(*) FROM attention_dealmark WHERE workspace_id = :workspace AND stuck_at <= :until"
BY_STAGE = (
    "SELECT stage_id, count(*) FROM deals_deal WHERE workspace_id = :workspace AND status = 'open' GROUP BY stage_id"
)
WRITE = "UPDATE workspaces_workspace SET language = language WHERE id = :workspace"


@dataclass
class Screen:
    """Something people wait for: how it is asked for, and the bare SQL beneath it.

    ``same`` is SQL that brings all that the screen tells, where it can be said in a few statements.
    """

    name: str
    ask: Callable[[], Any]
    floor: tuple[Statement, ...]
    same: tuple[Statement, ...] = ()


def screens(by: Actor, client: Client) -> Iterator[Screen]:
    """Everything that is measured, reading first."""
    stages = list(Stage.objects.of(by).order_by("order"))
    pipeline, ids = stages[0].pipeline_id, itertools.cycle(_some_deals(by))
    totals = (Statement(TOTALS.format(pipeline=pipeline)),)
    board = (*totals, *(Statement(CARDS.format(pipeline=pipeline, stage=stage.pk)) for stage in stages))
    by_value = (Statement(LIST),)
    one = (Statement(ONE.format(deal=next(ids))),)
    source = Source.objects.of(by).values_list("pk", flat=True).first()
    then = (Statement(past.BOARD_THEN), Statement(past.CARDS_THEN))
    past_board = _get(client, "boards:board", f"?as_of={then_on(by)}")
    yield Screen("board", _get(client, "boards:board"), board, board)
    yield Screen("board by source", _get(client, "boards:board", f"?source={source}"), totals)
    yield Screen("board as of a past day", past_board, totals, then)
    yield Screen("list by value", _get(client, "boards:list", "?sort=-value"), by_value, by_value)
    yield Screen("search", _get(client, "search:results", "?q=volga+rob"), one)
    yield Screen("deal page", lambda: _ok(client.get(reverse("deals:deal", args=[next(ids)]))), one)
    yield Screen("numbers", _get(client, "metrics:numbers"), one)
    yield from _gathered(by, client)
    yield Screen("move", _move(by, client, stages), (Statement(WRITE),))
    yield Screen("create deal", _create(client, stages), (Statement(WRITE),))


def _gathered(by: Actor, client: Client) -> Iterator[Screen]:
    """Pages that gather figures from all over the workspace, asked anew each time, and the list to clean."""
    year = f"?period=year&from={clock.day_of(clock.now(), by.workspace.zone):%Y}-01-01"
    yield Screen("to clean", _get(client, "hygiene:to_clean"), (Statement(STUCK),))
    quality, success, sales = (
        reverse("reports:report", args=[key]) for key in ("quality", "work-and-success", "sales")
    )
    owner = reverse("dashboards:ready", args=["owner"])
    for name, url in (
        ("report: quality", quality),
        ("report: what goes with success, a year", success + year),
        ("report: sales, a year", sales + year),
        ("dashboard: the whole company", owner),
    ):
        yield Screen(name, _anew(by, client, url), (Statement(BY_STAGE),))


def _anew(by: Actor, client: Client, url: str) -> Callable[[], Any]:
    """A page whose figures nobody remembers."""

    def run() -> Any:
        with caught_up(by.workspace) as copy:
            copy.forget()
        return _ok(client.get(url))

    return run


def signed_in(by: Actor) -> Client:
    """A browser in which the administrator of the measured workspace is signed in."""
    owner = Person.objects.of(by).filter(user__isnull=False).select_related("user").get()
    client = Client(raise_request_exception=True)
    client.force_login(owner.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def empty_page(client: Client) -> Callable[[], Any]:
    """The same stack and frame with nothing in it: the page that says there is nothing here."""
    return lambda: client.get("/nothing-here/")


def _get(client: Client, name: str, query: str = "") -> Callable[[], Any]:
    return lambda: _ok(client.get(reverse(name) + query))


def _ok(response: Any) -> Any:
    if response.status_code not in (200, 204, 302):
        raise RuntimeError(f"{response.request['PATH_INFO']} answered {response.status_code}")
    if response.streaming:
        list(response.streaming_content)
    return response


def _some_deals(by: Actor) -> list[int]:
    return list(Deal.objects.of(by).open().order_by("pk").values_list("pk", flat=True)[:2000:7])


def _move(by: Actor, client: Client, stages: list[Stage]) -> Callable[[], Any]:
    """A drop on the board into the next open column, answered with the card and the heads of both."""
    row = [stage.pk for stage in stages if stage.is_open]
    following = dict(zip(row, [*row[1:], row[0]], strict=True))
    standing = dict(Deal.objects.of(by).filter(pk__in=_some_deals(by)).values_list("pk", "stage_id"))
    ids = itertools.cycle(standing)

    def run() -> Any:
        pk = next(ids)
        here = standing[pk]
        standing[pk] = following[here]
        sent = {"stage": standing[pk], "from_stage": here}
        return _ok(client.post(reverse("boards:move", args=[pk]), sent, headers={"HX-Request": "true"}))

    return run


def _create(client: Client, stages: list[Stage]) -> Callable[[], Any]:
    url, data = reverse("deals:open"), {"name": "Measured", "stage": stages[0].pk, "amount": "100", "currency": "USD"}
    return lambda: _ok(client.post(url, data, headers={"HX-Request": "true"}))


def bare(screen: Screen, by: Actor) -> Callable[[], Any]:
    """The bare SQL of a screen, fetched whole; what is written is committed."""
    database, given = ours(), parameters(by)
    texts = [one.on(database.vendor) for one in screen.floor]

    def write() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(texts[0], given)

    return write if screen.floor == (Statement(WRITE),) else lambda: [database.run(text, given) for text in texts]
