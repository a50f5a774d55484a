"""The tag with which a page of the settings shows the way to the others."""

from typing import Any

from django import template

from penstock.ui import settings

register = template.Library()


@register.inclusion_tag("ui/parts/settings_nav.html", takes_context=True)
def settings_nav(context: Any) -> dict[str, Any]:
    """The pages of the settings that exist for this person."""
    return {"pages": settings.pages(context["request"])}
