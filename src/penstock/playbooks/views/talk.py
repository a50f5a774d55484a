"""A talk led by a script: question by question on the deal, and what came of it."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.activities.actions import log_activity
from penstock.deals.models import Deal
from penstock.deals.views.answers import deal_or_404
from penstock.playbooks.actions import use_script
from penstock.playbooks.actions.use_script import require_walkable
from penstock.playbooks.filling import filled
from penstock.playbooks.forms.deal import TalkForm
from penstock.playbooks.models import Script
from penstock.playbooks.views.answers import said
from penstock.ui.forms import carried_out, status_of
from penstock.workspaces.requests import MemberRequest

Path = list[tuple[int, int]]


@require_http_methods(["GET", "POST"])
def talk(request: MemberRequest, pk: int, script_pk: int) -> HttpResponse:
    """Where the talk stands after the answers in the address; sent, it is kept on the deal."""
    deal = deal_or_404(request, pk)
    script = get_object_or_404(Script.objects.of(request.actor).select_related("stage"), pk=script_pk)
    path = _path((request.POST or request.GET).get("path", ""))
    require_walkable(script, path)
    form = TalkForm(request.POST or None, initial={"path": _text(path)})
    if carried_out(request, form, lambda note, log, **_said: _keep(request, deal, script, path, note, log)):
        return said(request, deal, _("The talk is kept in the story of “%(deal)s”.") % {"deal": deal})
    told = {"deal": deal, "script": script, "form": form, **_drawn(deal, script, path)}
    told["may_write"] = request.actor.may_write_for(deal.owner_id)
    return render(request, "playbooks/talk.html", told, status=status_of(form))


@transaction.atomic
def _keep(request: HttpRequest, deal: Deal, script: Script, path: Path, note: str, log: bool) -> None:
    use = use_script(deal, script, path, by=request.actor, note=note)
    if log:
        said = "\n".join(f"{question}\n— {answer}" for question, answer in use.talk)
        log_activity("call", _("Talk by the script"), by=request.actor, deal=deal, body=f"{said}\n{note}".strip())


def _drawn(deal: Deal, script: Script, path: Path) -> dict[str, Any]:
    """What was said so far, what to say now, and where each answer leads."""
    past = [(script.steps[number - 1], script.steps[number - 1]["answers"][answer - 1]) for number, answer in path]
    number = past[-1][1]["to"] if past else 1
    step = script.step(number)
    answers = step["answers"] if step else []
    ways = [(answer["say"], _text([*path, (number, place)])) for place, answer in enumerate(answers, start=1)]
    return {
        "past": [(filled(asked["say"], deal), answer["say"]) for asked, answer in past],
        "say": filled(step["say"], deal) if step else "",
        "ways": ways,
        "back": _text(path[:-1]) if path else None,
    }


def _path(text: str) -> Path:
    """The answers so far, as the address names them: ``1-2.4-1``."""
    pairs = [part.split("-") for part in text.split(".") if part][:100]
    if any(len(pair) != 2 or not all(n.isascii() and n.isdecimal() and len(n) < 4 for n in pair) for pair in pairs):
        raise Http404
    return [(int(step), int(answer)) for step, answer in pairs]


def _text(path: Path) -> str:
    return ".".join(f"{step}-{answer}" for step, answer in path)
