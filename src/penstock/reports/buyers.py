"""Who bought what and how soon again, as SQL over won deals of the copy.

The won deals come as rows with their moment and day of closing as ``g0`` and ``g1``.
"""

from collections.abc import Sequence

from penstock.metrics.periods import Period

# A win with the days since the customer's win before; null where there is none.
WINS = """WITH wins AS MATERIALIZED (
    SELECT deal_id, company_id, g1 AS won_on, amount AS worth,
        g1 - lag(g1) OVER (PARTITION BY company_id ORDER BY g0, deal_id) AS gap
    FROM ({picked}) WHERE company_id <> 0)"""
AGAIN = """{wins}
SELECT CASE WHEN gap IS NULL THEN 0 {soon} ELSE {last} END AS how_soon, count(*), count(DISTINCT company_id),
    coalesce(sum(worth), 0)::VARCHAR, CASE WHEN count(*) <= {most} THEN list(deal_id) END
FROM wins WHERE {within} GROUP BY how_soon ORDER BY how_soon"""
BUYERS = """{wins},
gaps AS (SELECT company_id, gap FROM wins WHERE gap > 0),
middles AS (SELECT company_id, count(*) AS n, median(gap) AS middle, min(gap) AS low, max(gap) AS high
    FROM gaps GROUP BY company_id),
spreads AS (SELECT g.company_id, sum(abs(g.gap - m.middle)) AS apart
    FROM gaps g JOIN middles m ON m.company_id = g.company_id GROUP BY g.company_id),
buyers AS (SELECT company_id, count(*) AS deals, coalesce(sum(worth), 0)::VARCHAR AS revenue, max(won_on) AS won_on
    FROM wins GROUP BY company_id)
SELECT b.company_id, b.deals, b.revenue, b.won_on, t.touched_at, m.n, m.middle, m.low, m.high, s.apart
FROM buyers b LEFT JOIN middles m ON m.company_id = b.company_id LEFT JOIN spreads s ON s.company_id = b.company_id
    LEFT JOIN ({touches}) t ON t.company_id = b.company_id
ORDER BY b.company_id"""
DEALS = "SELECT company_id, list(deal_id) FROM ({picked}) WHERE {those} GROUP BY company_id"


def bought_again(picked: str, period: Period, days: Sequence[int], most: int) -> str:
    """By how many days at most lie between a win of a period and the one before it: how many, of whom, and worth what.

    The first of a customer has the number nought. Ids are told of up to ``most`` deals.
    """
    soon = " ".join(f"WHEN gap <= {int(upto)} THEN {place}" for place, upto in enumerate(days, 1))
    bounds = ((">=", period.from_on), ("<", period.until_on))
    within = " AND ".join(f"won_on {sign} DATE '{day}'" for sign, day in bounds if day) or "TRUE"
    return AGAIN.format(wins=WINS.format(picked=picked), soon=soon, last=len(days) + 1, within=within, most=int(most))


def bought_by(picked: str, touches: str) -> str:
    """A row for each customer: deals, revenue, the last day, the last touch, and how the days of buying lie apart.

    Of the gaps between these days their number, the median, the shortest, the longest, and how far all of them lie from
    the median together; nothing of who bought on one day only. ``touches`` is SQL, see ``last_touches``.
    """
    return BUYERS.format(wins=WINS.format(picked=picked), touches=touches)


def deals_of(picked: str, those: str) -> str:
    """The ids of the won deals of some customers: those of whom a condition of ``company_id`` holds."""
    return DEALS.format(picked=picked, those=those)
