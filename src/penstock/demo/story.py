"""What a demo company is told with: its names, money, markets and sentences, a table for each language.

The tables are equally long in all languages, so that the same seed tells the same story in each.
"""

from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True)
class Market:
    """Companies of one country: who sells to them, how they are called and paid, and the names of their people.

    ``form`` dresses a company's short name, which is one of ``firsts`` with one of ``seconds``.
    """

    country: str
    currency: str
    team: int
    form: str
    phone: str
    firsts: tuple[str, ...]
    seconds: tuple[str, ...]
    given_names: tuple[str, ...]
    family_names: tuple[str, ...]


@dataclass(frozen=True)
class Money:
    """The home currency; ``rates`` say what one unit of each other is worth in it, ``prices`` scale our price list.

    ``pay`` is what a seller is usually paid a month.
    """

    currency: str
    price_factor: int
    rates: dict[str, str]
    prices: dict[str, str]
    pay: int


@dataclass(frozen=True)
class Done:
    """Something that was done on a deal; minutes where it took any."""

    kind: str
    subject: str
    minutes: int | None = None
    outcome: str = ""


@dataclass(frozen=True)
class Next:
    """Something that is planned."""

    kind: str
    subject: str
    minutes: int


@dataclass(frozen=True)
class Story:
    """One language's demo; teams and people stand in the order in which they sign in.

    ``found`` are needs as buyers say them, ``asides`` why deals are set aside, ``blocks`` what holds deals up with what
    is tried; ``unanswered`` is written of calls that nobody took. ``repeat`` is the pipeline of next orders with the
    names, meanings and buyer's steps of its stages, ``again`` what these orders are called by their company.
    ``reasons`` are losses as we say them and as customers read them, ``rivals`` whom customers chose, ``changes`` what
    would have changed that; ``outside`` is what happens in the market.
    """

    language: str
    region: str
    time_zone: str
    money: Money
    workspace: str
    stranger_workspace: str
    pipelines: tuple[str, str]
    department: str
    teams: tuple[tuple[str, tuple[str, ...]], ...]
    manager: str
    viewer: str
    owner: str
    stranger: str
    markets: tuple[Market, ...]
    sectors: tuple[str, ...]
    positions: tuple[str, ...]
    products: tuple[tuple[str, str, str, str, int], ...]
    sources: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    needs: tuple[str, ...]
    unanswered: str
    done: tuple[Done, ...]
    notes: tuple[str, ...]
    found: tuple[str, ...]
    plans: tuple[Next, ...]
    asides: tuple[str, ...]
    blocks: tuple[tuple[str, str], ...]
    repeat: tuple[str, tuple[tuple[str, str, str], ...]]
    again: str
    reasons: tuple[tuple[str, str], tuple[str, str]]
    rivals: tuple[str, ...]
    changes: tuple[str, str, str]
    outside: tuple[str, str, str]


def story(language: str) -> Story:
    """The story in `en`, `ru` or `zh-hans`."""
    told: Story = import_module(f"penstock.demo.stories.{language.replace('-', '_')}").STORY
    return told
