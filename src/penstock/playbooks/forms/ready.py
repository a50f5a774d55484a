"""The form of the ready playbook: a play for each stage, and the language it is in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from penstock.pipelines.models import Stage
from penstock.playbooks.ready.fitting import fitting
from penstock.playbooks.ready.plays import plays_in


class ReadyForm(forms.Form):
    """The plays that fit by their stage's name are chosen to begin with."""

    def __init__(self, given: Any, *, stages: list[Stage], language: str) -> None:
        super().__init__(given)
        self.stages = stages
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial=language)
        wanted = (given or {}).get("language") or language
        plays = [("", _("Nothing")), *((play.key, play.title) for play in plays_in(wanted).values())]
        for stage in stages:
            self.fields[f"stage_{stage.pk}"] = forms.ChoiceField(
                label=stage.name, choices=plays, required=False, initial=fitting(stage)
            )

    @property
    def chosen(self) -> dict[int, str]:
        """The play of each stage."""
        return {stage.pk: self._said(f"stage_{stage.pk}") for stage in self.stages}

    @property
    def language(self) -> str:
        """The language of the plays."""
        return self._said("language")

    def _said(self, name: str) -> str:
        return str(self.cleaned_data.get(name, "") if self.is_bound else self.fields[name].initial)
