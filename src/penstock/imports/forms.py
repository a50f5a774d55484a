"""The forms of the import screen: files to upload, and the choices of a proposal."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from penstock.imports.models import Import


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One file or several."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of them checked."""
        single = super().clean
        return [single(one, initial) for one in (data if isinstance(data, list | tuple) and data else [data])]


class UploadForm(forms.Form):
    """Files to look at."""

    files = SeveralFilesField(  # type: ignore[assignment]
        label=_("Files"), error_messages={"required": _("Choose at least one file.")},
        widget=SeveralFilesInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods,.zip,.gz"}),
    )  # fmt: skip


def read_choices(one: Import, sent: QueryDict) -> dict[str, Any]:
    """The choices that the form of a proposal holds, where they differ from what is proposed."""
    choices: dict[str, Any] = {"kinds": {}, "columns": {}, "stage_kinds": {}, "aliases": {}}
    for number, table in enumerate(one.proposal["tables"]):
        kind = sent.get(f"kind-{number}", table["kind"])
        if kind != table["kind"]:
            choices["kinds"][table["name"]] = kind
            continue
        columns = _columns(number, table, sent)
        if columns:
            choices["columns"][table["name"]] = columns
    for number, near in enumerate(one.proposal["near"]):
        taken = f"near-{number}" in sent
        if taken != near["taken"]:
            choices["aliases"].setdefault(near["kind"], {})[near["name"]] = near["proposed"] if taken else None
    choices["stage_kinds"] = _stage_kinds(one, sent)
    told = {name: sent.get(name, "").strip() for name in ("pipeline", "currency")}
    choices |= {name: value for name, value in told.items() if value}
    made = {name: value for name, value in choices.items() if value}
    wanted = "as_it_happened" in sent
    return made if wanted == bool(one.choices.get("as_it_happened")) else made | {"as_it_happened": wanted}


def _columns(number: int, table: dict[str, Any], sent: QueryDict) -> dict[str, str | None]:
    names = ((column, f"column-{number}-{place}") for place, column in enumerate(table["columns"]))
    return {
        column["header"]: sent[name] or None
        for column, name in names
        if name in sent and (sent[name] or None) != column["field"]
    }


def _stage_kinds(one: Import, sent: QueryDict) -> dict[str, str]:
    found = {}
    for place, pipeline in enumerate(one.proposal["pipelines"]):
        for number, stage in enumerate(pipeline["stages"]):
            kind = sent.get(f"stage-{place}-{number}", stage["kind"])
            if kind != stage["kind"] and kind in ("open", "won", "lost"):
                found[stage["name"]] = kind
    return found
