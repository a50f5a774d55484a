"""How well the open deals are kept, and how many of them a seller carries."""

from django.utils.translation import gettext_lazy as _

from penstock.metrics.catalogue.metric import Better, Metric, Unit
from penstock.metrics.catalogue.pipeline import AS_OF, DEAL
from penstock.metrics.catalogue.rows import OPEN, OWNED

FILLED = """((p.owner_id IS NOT NULL)::INTEGER + (p.value > 0)::INTEGER + (p.expected_on IS NOT NULL)::INTEGER
    + (p.company_id <> 0)::INTEGER + (p.source_id IS NOT NULL)::INTEGER) / 5"""

METRICS = (
    Metric(
        key="data_quality",
        name=_("Data quality"),
        sentence=_("How complete the open deals are, on average."),
        unit=Unit.SHARE,
        grain=DEAL,
        clock=AS_OF,
        formula=_(
            "the mean over open deals of: how many of owner, value, expected close, company and source are known ÷ 5"
        ),
        leaves_out=_("Closed deals. Company and source are those of today."),
        better=Better.UP,
        example=_("One deal with all five and one without value and source: (1 + 0.6) ÷ 2 = 0.8."),
        rows=OPEN,
        amount=FILLED,
        figure="avg(amount)",
    ),
    Metric(
        key="workload",
        name=_("Workload"),
        sentence=_("How many open deals a seller has on average."),
        unit=Unit.DEALS,
        grain=DEAL,
        clock=AS_OF,
        formula=_("open deals with an owner ÷ different owners of these deals"),
        leaves_out=_("Deals without an owner, and sellers without an open deal."),
        better=Better.NEITHER,
        example=_("Ann has 30 open deals and Bob 10: 40 ÷ 2 = 20."),
        rows=OWNED,
        figure="count(*) / nullif(count(DISTINCT owner_id), 0)",
    ),
)
