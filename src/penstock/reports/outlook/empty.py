"""What the page says where there is nothing to foretell, and the act that helps."""

from dataclasses import replace
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from penstock.metrics.asking import newest_closing
from penstock.metrics.periods import period_of
from penstock.reports.outlook.asking import Outlook
from penstock.reports.report import Nothing
from penstock.ui import formats

OLD = timedelta(days=365)
"""Whose newest closing is longer ago has stopped, or brought a history along."""


def nothing_in(outlook: Outlook) -> Nothing | None:
    """Why there is nothing to foretell; None where there is something."""
    if names := outlook.misfits:
        return nothing_of(names, outlook)
    told = outlook.told
    is_still = not told.stages and not told.won_count
    return nothing_yet(outlook) if is_still and (not told.together or older_instead(outlook)) else None


def nothing_of(names: list[str], outlook: Outlook) -> Nothing:
    """Filters of what open deals do not have leave nothing to tell."""
    plain = replace(outlook.asked, where=())
    title = _("A forecast cannot be narrowed by: %(names)s") % {"names": formats.listed(names)}
    return Nothing(title, _("Open deals have no such thing."), _("Show it without filters"), plain.query())


def nothing_yet(outlook: Outlook) -> Nothing:
    """The first deals fill it; a history that ended long ago can be asked as of a day in it."""
    older = older_instead(outlook)
    if older:
        return Nothing(_("Nothing goes on in this time"), older["text"], older["act"], older["url"])
    return Nothing(
        _("Nothing to foretell yet"),
        _(
            "What this period and the next will bring will stand here, learnt from how your own deals go on: by "
            "seller, by stage, and with how wrong it was before. Open deals, or import those of another system with "
            "their history."
        ),
        _("Open a deal"),
        reverse("deals:open"),
    )


def older_instead(outlook: Outlook) -> dict[str, str] | None:
    """Where the newest closing is long before the day of asking: the way to what one would have said then."""
    newest = newest_closing(outlook.by)
    if outlook.window.as_of - newest < OLD:
        return None
    quarter = period_of("quarter", newest)
    asked = replace(outlook.asked, as_of=None)
    return {
        "text": _("The newest deal was closed on %(day)s. Ask what one would have said then, and see what came.")
        % {"day": formats.full_day(newest)},
        "act": _("Show %(period)s") % {"period": quarter.label},
        "url": asked.in_period(quarter),
    }
