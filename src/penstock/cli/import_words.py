"""What `penstock import` says to a person."""

from gettext import gettext as _
from gettext import ngettext
from typing import Any

from penstock.cli.layout import table

COUNTED = ("created", "updated", "matched", "refused")


def proposal_text(proposal: dict[str, Any]) -> str:
    """What would happen."""
    parts = (_system, _tables, _pipelines, _near, _blank, _expected, _refused, _notes)
    return "\n".join(line for part in parts for line in part(proposal)).strip()


def result_text(result: dict[str, Any]) -> str:
    """What happened."""
    lines = [_imported(result), *_counts(result["counts"])]
    refused = [_("Refused rows, with their reasons: %(file)s") % {"file": path} for path in result["refused_files"]]
    return "\n".join([*lines, *result["notes"], *refused])


def _imported(result: dict[str, Any]) -> str:
    """How many rows were taken, and how many were not."""
    refused = result["refused"]
    taken = result["rows"] - refused
    words = ngettext("Imported %(rows)s row in %(seconds)s s.", "Imported %(rows)s rows in %(seconds)s s.", taken)
    told = words % {"rows": f"{taken:,}", "seconds": result["seconds"]}
    if not refused:
        return told
    apart = ngettext("%(rows)s row was refused.", "%(rows)s rows were refused.", refused)
    return " ".join([told, apart % {"rows": f"{refused:,}"}])


def _system(proposal: dict[str, Any]) -> list[str]:
    if proposal["system"]:
        return [_("Recognised as %(system)s.") % {"system": proposal["system"]}]
    return [_("Tables of no system we know, read by their words.")]


def _tables(proposal: dict[str, Any]) -> list[str]:
    return [_source(source) for source in proposal["tables"]]


def _source(source: dict[str, Any]) -> str:
    kind = kinds().get(source["kind"], source["kind"])
    if not source["taken"]:
        return "  " + _("%(file)s: %(kind)s, left out") % {"file": source["source"], "kind": kind}
    columns = ", ".join(f"{one['header']} → {one['field']}" for one in source["columns"] if one["field"])
    words = ngettext(
        "%(file)s: %(kind)s, %(rows)s row (%(columns)s)", "%(file)s: %(kind)s, %(rows)s rows (%(columns)s)",
        source["rows"],
    )  # fmt: skip
    return "  " + words % {"file": source["source"], "kind": kind, "rows": source["rows"], "columns": columns}


def _pipelines(proposal: dict[str, Any]) -> list[str]:
    return [_pipeline(pipeline) for pipeline in proposal["pipelines"]]


def _pipeline(pipeline: dict[str, Any]) -> str:
    stages = " → ".join(_stage(stage["name"], stage["kind"]) for stage in pipeline["stages"])
    return _("Pipeline “%(name)s”: %(stages)s") % {"name": pipeline["name"], "stages": stages}


def _stage(name: str, kind: str) -> str:
    outcome = {"won": _("won"), "lost": _("lost")}.get(kind)
    return f"{name} ({outcome})" if outcome else name


def _near(proposal: dict[str, Any]) -> list[str]:
    return [_resemblance(near) for near in proposal["near"]]


def _resemblance(near: dict[str, Any]) -> str:
    words = (
        ngettext(
            "“%(name)s” (%(rows)s row) is taken for “%(proposed)s”.",
            "“%(name)s” (%(rows)s rows) is taken for “%(proposed)s”.",
            near["rows"],
        )
        if near["taken"]
        else _("“%(name)s” resembles “%(proposed)s” and is left apart.")
    )
    return words % {name: near[name] for name in ("name", "rows", "proposed")}


def _blank(_proposal: dict[str, Any]) -> list[str]:
    return [""]


def _expected(proposal: dict[str, Any]) -> list[str]:
    return _counts(proposal["counts"])


def _refused(proposal: dict[str, Any]) -> list[str]:
    words = _("%(table)s, row %(row)s: %(reason)s")
    return ["  " + words % {name: one[name] for name in ("table", "row", "reason")} for one in proposal["refused"]]


def _notes(proposal: dict[str, Any]) -> list[str]:
    told = _("The files name no currency: amounts are taken as %(currency)s.") % {"currency": proposal["currency"]}
    return [*proposal["notes"], *([] if proposal["currency_told"] else [told])]


def _counts(counts: dict[str, dict[str, int]]) -> list[str]:
    """A small table: a line for each kind of record, a column for what becomes of it."""
    heads = {"created": _("created"), "updated": _("updated"), "matched": _("matched"), "refused": _("refused")}
    rows = [["", *(heads[one] for one in COUNTED)]]
    rows += [
        [kinds().get(kind, kind), *(f"{count.get(one, 0):,}" for one in COUNTED)] for kind, count in counts.items()
    ]
    return [f"  {line}" for line in table(rows)]


def kinds() -> dict[str, str]:
    """What each kind of record is called in the plural."""
    return {
        "person": _("people"), "team": _("teams"), "company": _("companies"), "product": _("products"),
        "contact": _("contacts"), "pipeline": _("pipelines"), "deal": _("deals"), "activity": _("activities"),
        "history": _("history rows"),
    }  # fmt: skip
