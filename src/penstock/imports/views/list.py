"""The imports so far, and the place to bring files."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from penstock.imports.actions import propose_import
from penstock.imports.actions.propose_import import is_large
from penstock.imports.files import keep_uploads, throw_away_files
from penstock.imports.forms import UploadForm
from penstock.imports.permissions import require_importer
from penstock.imports.queries import imports_of
from penstock.imports.reading import Unreadable
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def imports(request: MemberRequest) -> HttpResponse:
    """GET shows what was imported; POST takes files and goes on to what would happen."""
    require_importer(request.actor)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept = keep_uploads(form.cleaned_data["files"])
        try:
            one = propose_import(kept, by=request.actor, in_background=is_large(kept))
            return redirect("imports:import", one.pk)
        except Unreadable as problem:
            throw_away_files(kept)
            form.add_error("files", problem.message)
    context = {"form": form, "imports": imports_of(request.actor)[:100]}
    return render(request, "imports/list.html", context, status=422 if form.errors else 200)
