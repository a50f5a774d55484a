"""What `penstock import` says to a person."""

from typing import Any

KINDS = {
    "person": "people", "team": "teams", "company": "companies", "product": "products", "contact": "contacts",
    "pipeline": "pipelines", "deal": "deals", "activity": "activities", "history": "history rows",
}  # fmt: skip


def proposal_text(proposal: dict[str, Any]) -> str:
    """What would happen."""
    lines = [
        f"Recognised as {proposal['system']}."
        if proposal["system"]
        else "Tables of no system we know, read by their words.",
        *map(_table, proposal["tables"]),
    ]
    for pipeline in proposal["pipelines"]:
        stages = " → ".join(f"{stage['name']}{_mark(stage['kind'])}" for stage in pipeline["stages"])
        lines.append(f"Pipeline “{pipeline['name']}”: {stages}")
    for near in proposal["near"]:
        lines.append(
            f"“{near['name']}” ({near['rows']} rows) is taken for “{near['proposed']}”."
            if near["taken"]
            else f"“{near['name']}” resembles “{near['proposed']}” and is left apart."
        )
    lines += ["", *_counts(proposal["counts"])]
    lines += [f"  {one['table']}, row {one['row']}: {one['reason']}" for one in proposal["refused"]]
    currency = proposal["currency"]
    lines += [
        *proposal["notes"],
        "" if proposal["currency_told"] else f"The files name no currency: amounts are taken as {currency}.",
    ]
    return "\n".join(line for line in lines if line is not None).strip()


def _mark(kind: str) -> str:
    return {"won": " (won)", "lost": " (lost)"}.get(kind, "")


def _table(table: dict[str, Any]) -> str:
    if not table["taken"]:
        return f"  {table['source']}: {table['kind']}, left out"
    mapped = [f"{one['header']} → {one['field']}" for one in table["columns"] if one["field"]]
    return f"  {table['source']}: {KINDS.get(table['kind'], table['kind'])}, {table['rows']} rows ({', '.join(mapped)})"


def _counts(counts: dict[str, dict[str, int]]) -> list[str]:
    order = ("created", "updated", "matched", "refused")
    rows = [(KINDS.get(kind, kind), [count.get(one, 0) for one in order]) for kind, count in counts.items()]
    head = f"  {'':14}" + "".join(f"{one:>10}" for one in order)
    return [head, *(f"  {name:14}" + "".join(f"{number:>10,}" for number in numbers) for name, numbers in rows)]


def result_text(result: dict[str, Any]) -> str:
    """What happened."""
    lines = [
        f"Imported {result['rows']:,} rows in {result['seconds']} s.",
        *_counts(result["counts"]),
        *result["notes"],
    ]
    lines += [f"Refused rows, with their reasons: {path}" for path in result["refused_files"]]
    return "\n".join(lines)
