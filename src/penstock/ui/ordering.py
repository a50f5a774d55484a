"""The order that a list's form asks for: as the lines stand in it, with one of them moved a step."""

from django.http import HttpRequest


def asked_order(request: HttpRequest) -> list[int]:
    """The ids in the order wanted: ``order`` names them as they stand, ``up`` or ``down`` one that goes a step."""
    ids = [int(pk) for pk in request.POST.getlist("order") if pk.isdecimal()]
    for name, step in (("up", -1), ("down", 1)):
        ids = stepped(ids, request.POST.get(name, ""), step)
    return ids


def stepped(ids: list[int], moved: str, step: int) -> list[int]:
    """The ids with one of them a step further; at the end it stays."""
    if not moved.isdecimal() or int(moved) not in ids:
        return ids
    here = ids.index(int(moved))
    there = min(max(here + step, 0), len(ids) - 1)
    rest = [pk for pk in ids if pk != int(moved)]
    return [*rest[:there], int(moved), *rest[there:]]
