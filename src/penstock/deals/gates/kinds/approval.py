"""Approvals: people say yes before a deal goes on, all in order or any of them; nobody approves their own."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.common.errors import Refused
from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Kind, Lack, Params
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step
from penstock.deals.models import WorkPurpose
from penstock.deals.models.approvals import Approval, ApprovalState
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

ALL, ANY = "all", "any"
MOST = 4
MODES = {ALL: gettext_lazy("All of them, in this order"), ANY: gettext_lazy("Any one of them")}


class ApprovalKind(Kind):
    """``approvers`` in order; ``deputy`` answers for any of them, ``escalate_to`` once ``days`` have passed.

    ``document`` is the purpose of the document that they approve, in its version in force; 0 is the deal itself.
    """

    key = "approval"
    label = gettext_lazy("Somebody approves")

    def needs(self, params: Params) -> set[str]:
        """The requests, and what they are about."""
        return {"approvals", "documents"} if params.get("document") else {"approvals"}

    def words(self, params: Params, names: Names) -> str:
        """Who approves."""
        people = ", ".join(names.person(pk) for pk in params["approvers"])
        if params.get("document"):
            told = {"document": names.purpose(params["document"]), "people": people}
            if params["mode"] == ANY and len(params["approvers"]) > 1:
                return _("“%(document)s” approved by any of: %(people)s") % told
            return _("“%(document)s” approved by: %(people)s") % told
        if params["mode"] == ANY and len(params["approvers"]) > 1:
            return _("Approved by any of: %(people)s") % {"people": people}
        return _("Approved by: %(people)s") % {"people": people}

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """The approvers one by one, how many of them, who stands in, how long it may take."""
        people = Person.objects.of(by).filter(deactivated_at__isnull=True, user__isnull=False).order_by("name")
        choices = [("", "—"), *((pk, name) for pk, name in people.values_list("pk", "name"))]

        def person(label: str, required: bool = False) -> forms.Field:
            box: dict[str, Any] = {
                "label": label,
                "choices": choices,
                "required": required,
                "coerce": int,
                "empty_value": 0,
            }
            return forms.TypedChoiceField(**box)

        found = {f"approver_{n}": person(_("Approver %(n)s") % {"n": n}, n == 1) for n in range(1, MOST + 1)}
        documents = WorkPurpose.objects.of(by).filter(retired_at__isnull=True)
        return {
            "document": forms.ModelChoiceField(
                documents, label=_("What is approved"), required=False, empty_label=_("The deal itself")
            ),
            **found,
            "mode": forms.ChoiceField(label=_("How many"), choices=list(MODES.items())),
            "deputy": person(_("Deputy, who may answer for any of them")),
            "days": forms.IntegerField(label=_("Days to answer"), required=False, min_value=1, max_value=365),
            "escalate_to": person(_("Who may answer when the days have passed")),
        }

    def initial(self, params: Params) -> dict[str, Any]:
        """The approvers in their boxes."""
        return {**params, **{f"approver_{n}": pk for n, pk in enumerate(params["approvers"], start=1)}}

    def params(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """Each approver once."""
        approvers = [pk for n in range(1, MOST + 1) if (pk := cleaned.get(f"approver_{n}"))]
        if len(set(approvers)) != len(approvers):
            sentence = _("Nobody approves twice.")
            raise Refused(sentence, fields={"approver_2": sentence})
        kept = {name: cleaned[name] for name in ("mode", "deputy", "days", "escalate_to")}
        document = cleaned.get("document")
        return {"approvers": approvers, "document": document.pk if document else 0, **kept}

    def refers(self, params: Params) -> Iterator[tuple[str, Any]]:
        """The approvers and those who stand in for them."""
        for pk in (*params["approvers"], params["deputy"], params["escalate_to"]):
            if pk:
                yield "person", pk
        if params.get("document"):
            yield "purpose", params["document"]

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """Not asked for, still waiting, rejected, or given for a smaller deal."""
        request, document = facts.approvals.get(rule.pk), rule.params.get("document")
        if document and document not in facts.documents:
            sentence = _("“%(document)s” has not been drawn up yet.") % {"document": facts.names.purpose(document)}
            yield Lack(f"document:{document}", sentence, page="deals:document")
        elif request is None or not counts_for(request, facts):
            yield Lack(f"approval:{rule.pk}", _sentence(rule, request, facts))


def counts_for(request: Approval, facts: Facts) -> bool:
    """Whether a request was approved for the document in force, or for a deal of at least this worth."""
    deal = facts.deal
    if request.document_id:
        in_force = {document.pk for document in facts.documents.values()}
        return request.state == ApprovalState.APPROVED and request.document_id in in_force
    same = request.currency == deal.currency and deal.value <= request.value
    return request.state == ApprovalState.APPROVED and same


def _sentence(rule: Rule, request: Approval | None, facts: Facts) -> str:
    words = ApprovalKind().words(rule.params, facts.names)
    if request is None or request.state == ApprovalState.WITHDRAWN:
        return _("%(rule)s. It has not been asked for.") % {"rule": words}
    if request.state == ApprovalState.WAITING:
        return _("%(rule)s. It is asked for and waits for an answer.") % {"rule": words}
    if request.state == ApprovalState.REJECTED:
        return _("%(rule)s. It was rejected: %(reason)s") % {"rule": words, "reason": request.answers[-1]["reason"]}
    if request.document_id:
        return _("%(rule)s. There is a new version since; it has to be asked for again.") % {"rule": words}
    return _("%(rule)s. The deal is worth more since; it has to be asked for again.") % {"rule": words}
