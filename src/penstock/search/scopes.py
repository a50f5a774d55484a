"""Scopes: the kind of a document and whose it is, each as one trigram that the words can be intersected with.

The signs come from Unicode's private use area, which folding takes out of everybody's texts. A number beyond what two
signs can say comes round again: the index would offer too much, never too little, and the rows are checked anyway.
"""

from penstock.search.models import Kind
from penstock.workspaces.actor import Actor

FIRST, BASE = 0xE100, 5000
OWNER, EVERYBODY = "\ue000", "\ue001"
KINDS = {kind: chr(0xE010 + place) for place, kind in enumerate(Kind.values)}
MOST_OWNERS = 100


def scope_of(workspace_id: int, kind: str, owners: list[int], is_everybodys: bool) -> str:
    """The scope of a document."""
    signs = [sign(KINDS[kind], workspace_id), *(sign(OWNER, owner) for owner in owners)]
    return "".join([*signs, sign(EVERYBODY, workspace_id)] if is_everybodys else signs)


def scopes_of(by: Actor, kind: str) -> list[list[str]]:
    """What the scope of a document must hold for the actor: one of each list."""
    of_kind = [sign(KINDS[kind], by.workspace_id)]
    people = by.readable_people
    if people is None or len(people) > MOST_OWNERS:
        return [of_kind]
    return [of_kind, [sign(EVERYBODY, by.workspace_id), *(sign(OWNER, person) for person in sorted(people))]]


def sign(mark: str, number: int) -> str:
    """A mark and a number in three signs."""
    return mark + chr(FIRST + number // BASE % BASE) + chr(FIRST + number % BASE)
