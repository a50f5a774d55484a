"""Pipelines to begin with: the three of the guides and a blank one. Probabilities in percent, expectations in days."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from penstock.pipelines.models import StageKind

Words = str | Promise


@dataclass(frozen=True)
class StageTemplate:
    """A stage as a template has it."""

    name: Words
    probability: int
    expected_days: int | None = None
    meaning: Words = ""
    buyer_step: Words = ""
    kind: str = StageKind.OPEN
    is_proposal: bool = False


@dataclass(frozen=True)
class PipelineTemplate:
    """A named sequence of stages; Won and Lost close each."""

    key: str
    name: Words
    summary: Words
    stages: tuple[StageTemplate, ...]


CLOSING = (
    StageTemplate(_("Won"), 100, kind=StageKind.WON, meaning=_("The customer signed or paid.")),
    StageTemplate(_("Lost"), 0, kind=StageKind.LOST, meaning=_("The customer said no, or nobody answers any more.")),
)

B2B = PipelineTemplate(
    "b2b",
    _("B2B sales"),
    _("Ten stages for long sales to companies with several people deciding."),
    (
        StageTemplate(_("Prospecting"), 5, 10, _("We found a company that fits."), _("Does not know us yet")),
        StageTemplate(
            _("Qualification"), 10, 7, _("Need, budget, authority and time are clear."), _("Admits a problem")
        ),
        StageTemplate(_("Needs analysis"), 20, 10, _("We know what they need and why."), _("Describes the need")),
        StageTemplate(_("Value proposition"), 30, 10, _("We showed what it brings them."), _("Sees the value")),
        StageTemplate(
            _("Identifying decision makers"), 40, 7, _("We know who decides and how."), _("Brings in the deciders")
        ),
        StageTemplate(_("Perception analysis"), 50, 7, _("We know how they see us and others."), _("Compares offers")),
        StageTemplate(
            _("Proposal or price quote"),
            65,
            10,
            _("They have our offer in writing."),
            _("Studies the offer"),
            is_proposal=True,
        ),
        StageTemplate(
            _("Negotiation and objections"), 80, 14, _("We agree on price and terms."), _("Negotiates the terms")
        ),
        StageTemplate(_("Closing and signing"), 90, 7, _("The contract is being signed."), _("Signs")),
        StageTemplate(
            _("Referrals and repeat sale"), 95, 14, _("We ask for a referral and the next order."), _("Recommends us")
        ),
    ),
)

SEVEN = PipelineTemplate(
    "seven",
    _("Seven stages"),
    _("From a lead to after-sales service, for most companies."),
    (
        StageTemplate(_("Lead generation"), 5, 7, _("Somebody showed interest."), _("Looks around")),
        StageTemplate(_("Lead qualification"), 15, 5, _("It is worth our time."), _("Says what is needed")),
        StageTemplate(_("Product presentation"), 30, 10, _("They saw the product."), _("Sees the product")),
        StageTemplate(_("Objection handling"), 50, 10, _("Their doubts are answered."), _("Raises doubts")),
        StageTemplate(
            _("Negotiation and offers"),
            70,
            14,
            _("Price and terms are on the table."),
            _("Negotiates"),
            is_proposal=True,
        ),
        StageTemplate(_("Closing"), 90, 7, _("Only the signature is missing."), _("Decides")),
        StageTemplate(_("After-sales service"), 95, 30, _("We help them succeed."), _("Uses the product")),
    ),
)

SHORT = PipelineTemplate(
    "short",
    _("Short pipeline"),
    _("Six stages with the outcomes, for small firms."),
    (
        StageTemplate(_("Qualification"), 15, 5, _("It is worth our time."), _("Says what is needed")),
        StageTemplate(_("Meeting"), 35, 10, _("We talked about the need."), _("Meets us")),
        StageTemplate(_("Proposal"), 60, 10, _("They have our offer."), _("Studies the offer"), is_proposal=True),
        StageTemplate(_("Negotiation"), 80, 10, _("We agree on price and terms."), _("Negotiates")),
    ),
)

BLANK = PipelineTemplate(
    "blank", _("Blank"), _("One stage to start from; add your own."), (StageTemplate(_("New"), 10, 7),)
)

TEMPLATES = {template.key: template for template in (B2B, SEVEN, SHORT, BLANK)}

LOSS_REASONS = (
    _("Price too high"),
    _("Chose a competitor"),
    _("No budget"),
    _("No decision"),
    _("Bad timing"),
    _("Missing feature"),
    _("No answer"),
    _("Not a fit"),
)
