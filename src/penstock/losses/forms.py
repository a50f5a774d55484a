"""The forms about losses: what somebody was told, whom to ask, what a customer answers, and the settings."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from penstock.contacts.models import Contact
from penstock.deals.models import Deal, DealContact
from penstock.losses.actions.plan_asking import LATEST, LONGEST_OPEN
from penstock.losses.actions.verify_loss import LONGEST_NAME, Said
from penstock.losses.queries import OTHER, SILENT
from penstock.pipelines.models import LossReason
from penstock.workspaces.actor import Actor

LONGEST_ANSWER = 1000
"""A stranger writes no more than this."""


def _contacts(deal: Deal) -> Any:
    linked = DealContact.objects.on(deal).values("contact_id")
    return Contact.objects.on(deal.workspace).filter(pk__in=linked, removed_at__isnull=True).order_by("name")


def _whom(deal: Deal, label: str) -> forms.Field:
    return forms.ModelChoiceField(_contacts(deal), label=label, required=False, empty_label="—")


class TalkForm(forms.Form):
    """What somebody was told when they asked."""

    def __init__(self, *given: Any, deal: Deal, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        reasons = LossReason.objects.of(by).filter(retired_at__isnull=True).values_list("pk", "name")
        choices = [("", "—"), *((str(pk), name) for pk, name in reasons)]
        choices += [(OTHER, _("Another reason")), (SILENT, _("They would not say"))]
        self.by = by
        self.fields["contact"] = _whom(deal, _("Whom we asked"))
        self.fields["reason"] = forms.ChoiceField(label=_("Why they say we lost"), choices=choices)
        self.fields["competitor"] = forms.CharField(label=_("Whom they chose"), required=False, max_length=LONGEST_NAME)
        box = forms.Textarea({"rows": 2})
        self.fields["change"] = forms.CharField(label=_("What would have changed it"), required=False, widget=box)
        self.fields["comment"] = forms.CharField(label=_("Comment"), required=False, widget=forms.Textarea({"rows": 2}))

    def said(self) -> Said:
        """What they said."""
        data = self.cleaned_data
        chosen = data["reason"]
        reason = LossReason.objects.of(self.by).get(pk=int(chosen)) if chosen.isdecimal() else None
        words = {name: data[name] for name in ("competitor", "change", "comment")}
        return Said(reason=reason, would_not_say=chosen == SILENT, **words)


class AskForm(forms.Form):
    """Whom to ask, and in which language."""

    def __init__(self, *given: Any, deal: Deal, by: Actor, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["contact"] = _whom(deal, _("Whom to ask"))
        self.fields["language"] = forms.ChoiceField(
            label=_("In which language"), choices=settings.LANGUAGES, initial=by.workspace.language
        )


class AnswerForm(forms.Form):
    """The three questions."""

    def __init__(self, *given: Any, offered: list[tuple[int, str]], **settings: Any) -> None:
        super().__init__(*given, **settings)
        choices = [*((str(pk), words) for pk, words in offered), (OTHER, _("Something else"))]
        self.fields["reason"] = forms.ChoiceField(
            label=_("What was the main reason for your decision?"), choices=choices, widget=forms.RadioSelect
        )
        self.fields["competitor"] = forms.CharField(
            label=_("Whom did you choose instead?"), required=False, max_length=LONGEST_NAME
        )
        self.fields["change"] = forms.CharField(
            label=_("What would have changed your decision?"),
            required=False,
            max_length=LONGEST_ANSWER,
            widget=forms.Textarea({"rows": 4}),
        )

    def said(self, by: Actor) -> Said:
        """What they said; who chooses something else and writes nothing would not say."""
        data = self.cleaned_data
        chosen, words = data["reason"], {name: data[name] for name in ("competitor", "change")}
        reason = LossReason.objects.of(by).get(pk=int(chosen)) if chosen.isdecimal() else None
        return Said(reason=reason, would_not_say=reason is None and not any(words.values()), **words)


class PlanForm(forms.Form):
    """When owners are reminded, and how long links are open."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        hint = _("The owner of a lost deal gets a task to ask why; empty: no task.")
        self.fields["after_days"] = forms.IntegerField(
            label=_("Working days after the loss"), required=False, min_value=0, max_value=LATEST, help_text=hint
        )
        self.fields["days_open"] = forms.IntegerField(
            label=_("Days for which a link takes an answer"), min_value=1, max_value=LONGEST_OPEN
        )
