"""The story on the pages of deals, companies and contacts."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from penstock.activities.about import About
from penstock.timeline.kinds import FOLDS
from penstock.timeline.story import story_of
from penstock.ui.panels import panel


def told(request: HttpRequest, about: About) -> dict[str, Any]:
    """What the story's template shows: the entries, the headings to fold by, and where more comes from."""
    fold, before = request.GET.get("show", ""), request.GET.get("before", "")
    story = story_of(about, request.actor, fold=fold, before=before)
    address = reverse("timeline:story")
    query = {about.what: about.record.pk}
    folds = [
        {
            "label": one.label,
            "icon": one.icon,
            "current": one.key == fold,
            "url": _url(address, query, _toggled(one.key, fold)),
        }
        for one in FOLDS
    ]
    more = _url(address, query, {"show": fold, "before": story.before}) if story.before else ""
    here = _url(address, query, {"show": fold})
    return {
        "about": about,
        "entries": story.entries,
        "folds": folds,
        "more_url": more,
        "url": here,
        "is_first": not before,
    }


def _toggled(key: str, fold: str) -> dict[str, str]:
    return {} if key == fold else {"show": key}


def _url(address: str, query: dict[str, Any], more: dict[str, str]) -> str:
    return f"{address}?{urlencode({**query, **{key: value for key, value in more.items() if value}})}"


class StoryPanel:
    """Everything that happened, the newest first."""

    template = "timeline/story.html"
    column = "main"
    order = 50
    what = ""

    def context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """The first page of the story."""
        return told(request, About(self.what, record))


for _what in ("deal", "company", "contact"):
    panel(_what)(type(f"{_what.title()}StoryPanel", (StoryPanel,), {"what": _what}))
