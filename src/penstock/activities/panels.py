"""What activities show on the pages of deals, companies and contacts: composer, next steps and files."""

from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.http import urlencode

from penstock.activities.about import About
from penstock.activities.composer import composer
from penstock.activities.models import Activity, ActivityKind, Attachment, Participant
from penstock.activities.next_step import wants_step
from penstock.activities.permissions import may_change
from penstock.deals.models import Deal
from penstock.ui.panels import panel
from penstock.workspaces.actor import Actor

MOST_STEPS = 20
MOST_FILES = 100
SOONEST = (F("due_at").asc(nulls_last=True), "pk")


class ComposerPanel:
    """Where notes, calls, meetings and tasks are written."""

    template = "activities/panels/composer.html"
    column = "main"
    order = 10
    what = ""

    def context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """The composer with the tab that the address names."""
        return composer(request, About(self.what, record), request.GET.get("tab", ""))


class StepsPanel:
    """What is planned, the next first."""

    template = "activities/panels/steps.html"
    column = "side"
    order = 5
    hung = (Activity,)
    what = ""

    def context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """Planned activities with whether the reader may say that they are done."""
        return steps(request, About(self.what, record))


class FilesPanel:
    """The files on a record."""

    template = "activities/panels/files.html"
    column = "side"
    order = 90
    hung = (Attachment,)
    what = ""

    def context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """Files, the newest first."""
        return files(request, About(self.what, record))


def steps(request: HttpRequest, about: About) -> dict[str, Any]:
    """What the panel of next steps shows."""
    rows = _on_deal(Activity, about) if about.what == "deal" else _with(about, request.actor)
    shown = list(rows.planned().select_related("owner").order_by(*SOONEST)[:MOST_STEPS])
    for row in shown if about.what == "deal" else ():
        row.deal = about.record
    lines = [(row, may_change(row, request.actor)) for row in shown]
    return {"about": about, "lines": lines, "may_write": about.may_write(request.actor)}


def _on_deal(table: type[Activity | Attachment], about: About) -> Any:
    """What hangs on a deal is read by who may read the deal."""
    return table.objects.on(about.record).filter(removed_at__isnull=True)


def _with(about: About, by: Actor) -> Any:
    """Activities on the record; of a contact also those in which they take part."""
    on_record = Q(**about.named)
    if about.what == "contact":
        on_record |= Q(pk__in=Participant.objects.on(about.record).values("activity_id"))
    return Activity.objects.of(by).filter(on_record).select_related("deal", "company", "contact")


def files(request: HttpRequest, about: About) -> dict[str, Any]:
    """What the panel of files shows."""
    in_reach = Attachment.objects.of(request.actor).filter(**about.named)
    rows = _on_deal(Attachment, about) if about.what == "deal" else in_reach
    shown = list(rows.order_by("-uploaded_at", "-pk")[: MOST_FILES + 1])
    count = len(shown) if len(shown) <= MOST_FILES else rows.count()
    told = {"files": shown[:MOST_FILES], "count": count, "left": max(count - MOST_FILES, 0)}
    return {"about": about, "may_write": about.may_write(request.actor), **told}


for _what in ("deal", "company", "contact"):
    for _panel in (ComposerPanel, StepsPanel, FilesPanel):
        panel(_what)(type(f"{_what.title()}{_panel.__name__}", (_panel,), {"what": _what}))


@panel("document")
class DocumentFilePanel:
    """A document that is a file can be fetched where it is read."""

    template = "activities/panels/document_file.html"
    column = "main"
    order = 10

    def context(self, request: HttpRequest, document: Any) -> dict[str, Any]:
        """The file, if there is one; whether it is still on the deal."""
        file = Attachment.objects.of(request.actor).filter(pk=document.file_id).first() if document.file_id else None
        return {"document": document, "file": file}


@panel("moved")
class StepPanel:
    """A deal that went somewhere and has nothing planned: the toast says so and leads to the plan."""

    template = "activities/panels/no_step.html"
    column = "main"
    order = 10

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """The address of the plan; nothing where something is planned."""
        return {"url": About("deal", deal).url("next_step")} if wants_step(deal, request.actor) else {}


@panel("missing")
class WorkMissingPanel:
    """What a gate wants done is logged or attached right where it is missed."""

    template = "activities/panels/missing.html"
    column = "main"
    order = 10

    def context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """The addresses of the forms, filled in, which lead back to the gate; none for what is not ours."""
        what, _sign, purpose = record.missing.about.partition(":")
        about = About("deal", record.deal)
        told = {"purpose": purpose if purpose != "0" else "", "then": record.back}
        if record.missing.kind == "files":
            return {"attach_url": f"{about.url('attach')}&{urlencode(told)}"}
        if record.missing.kind not in ("work", "touches"):
            return {}
        told["kind"] = what if what in ActivityKind.values else ActivityKind.CALL
        return {
            name: f"{about.url(verb)}&{urlencode(told)}" for name, verb in (("log_url", "log"), ("plan_url", "plan"))
        }
