"""Assumptions: what an import takes for granted where files are silent, said in sentences with the number of rows."""

from collections.abc import Mapping

from django.utils.translation import ngettext


def sentences(assumed: Mapping[str, int]) -> list[str]:
    """A sentence for each assumption that was made."""
    found = [_sentence(key, assumed[key]) for key in KEYS if assumed.get(key)]
    return [one for one in found if one]


KEYS = (
    "no history",
    "undated",
    "undated close",
    "closed before opened",
    "in the future",
    "not aside",
    "list price",
)


def _sentence(key: str, count: int) -> str:
    if key == "no history":
        return ngettext(
            "%(count)d closed deal has no stage history: it counts as having been in the first stage till then.",
            "%(count)d closed deals have no stage history: they count as having been in the first stage till then.",
            count,
        ) % {"count": count}
    if key == "undated":
        return ngettext(
            "%(count)d deal has no date: it is dated on the last day that the files know.",
            "%(count)d deals have no date: they are dated on the last day that the files know.",
            count,
        ) % {"count": count}
    if key == "undated close":
        return ngettext(
            "%(count)d closed deal does not say when it closed: it counts as closed on its last known day.",
            "%(count)d closed deals do not say when they closed: they count as closed on their last known day.",
            count,
        ) % {"count": count}
    return _more(key, count)


def _more(key: str, count: int) -> str:
    if key == "closed before opened":
        return ngettext(
            "%(count)d deal closed before it was created, by its dates: it counts as opened when it closed.",
            "%(count)d deals closed before they were created, by their dates: they count as opened when they closed.",
            count,
        ) % {"count": count}
    if key == "in the future":
        return ngettext(
            "%(count)d deal has something behind it that is dated in the future: that counts as happening now.",
            "%(count)d deals have something behind them that is dated in the future: that counts as happening now.",
            count,
        ) % {"count": count}
    if key == "not aside":
        return ngettext(
            "%(count)d deal is not set aside: it is closed, or its day is not to come.",
            "%(count)d deals are not set aside: they are closed, or their days are not to come.",
            count,
        ) % {"count": count}
    return ngettext(
        "%(count)d deal has no amount: it is worth its product at list price.",
        "%(count)d deals have no amount: they are worth their products at list price.",
        count,
    ) % {"count": count}
