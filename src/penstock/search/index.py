"""The index behind search: on SQLite a full-text table of trigrams that triggers keep, on PostgreSQL pg_trgm."""

import sys
from typing import Any, NamedTuple

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet

from penstock.search.folding import trigrams
from penstock.search.models import Kind, SearchDocument
from penstock.search.scopes import KINDS, scopes_of, sign
from penstock.workspaces.actor import Actor

Wanted = list[list[tuple[str, ...]]]
"""What a document must hold: of each list at least one alternative, of an alternative every needle."""

NEWEST = (
    "search_searchdocument.id IN "
    "(SELECT rowid FROM search_index WHERE search_index MATCH %s ORDER BY rowid DESC LIMIT %s)"
)
"""Bounds what is read by what the index offers, before anything else is asked of it."""

JOINED = ["search_index.rowid = search_searchdocument.id", "search_index MATCH %s"]
"""The documents that SQLite's full-text table finds, read along it."""

MOST_TRIGRAMS = 12
"""More would not narrow the search further; the needle itself is looked for in the rows that are left."""

SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(folded, scope, content='search_searchdocument', content_rowid='id', "
    "detail=none, columnsize=0, tokenize='trigram case_sensitive 1')",
    "CREATE TRIGGER search_index_insert AFTER INSERT ON search_searchdocument BEGIN "
    "INSERT INTO search_index (rowid, folded, scope) VALUES (new.id, new.folded, new.scope); END",
    "CREATE TRIGGER search_index_delete AFTER DELETE ON search_searchdocument BEGIN "
    "INSERT INTO search_index (search_index, rowid, folded, scope) "
    "VALUES ('delete', old.id, old.folded, old.scope); END",
    "CREATE TRIGGER search_index_update AFTER UPDATE ON search_searchdocument BEGIN "
    "INSERT INTO search_index (search_index, rowid, folded, scope) "
    "VALUES ('delete', old.id, old.folded, old.scope); "
    "INSERT INTO search_index (rowid, folded, scope) VALUES (new.id, new.folded, new.scope); END",
)
POSTGRESQL = "CREATE INDEX search_document_trigrams ON search_searchdocument USING gin (folded gin_trgm_ops)"
NO_EXTENSION = (
    "PostgreSQL's extension pg_trgm could not be made ({reason}), so search reads every row. Ask the database's "
    "administrator for CREATE EXTENSION pg_trgm, then run: {index};"
)


def make_index(editor: Any) -> None:
    """Make the index of an empty database; without PostgreSQL's extension search works, but slowly."""
    if editor.connection.vendor == "sqlite":
        for statement in SQLITE:
            editor.execute(statement)
        return
    try:
        with transaction.atomic(using=editor.connection.alias):
            editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            editor.execute(POSTGRESQL)
    except DatabaseError as problem:
        sys.stderr.write(NO_EXTENSION.format(reason=str(problem).strip(), index=POSTGRESQL) + "\n")


class Candidate(NamedTuple):
    """A document that may fit; the greater its id, the newer."""

    pk: int
    object_id: int
    folded: str


def candidates(by: Actor, kind: str, wanted: Wanted, most: int, most_read: int | None = None) -> list[Candidate]:
    """The newest documents of a kind that the actor may find and that hold what is wanted.

    ``most_read`` bounds the work: of what the index offers, no more than so many are looked at.
    """
    rows: QuerySet[SearchDocument] = SearchDocument.objects.of(by).filter(*map(_any, wanted), kind=kind)
    if connection.vendor == "sqlite":
        rows = _indexed(rows, _match(scopes_of(by, kind), wanted), most_read)
    else:
        rows = rows.order_by("-id")
    return [Candidate(*row) for row in rows.values_list(*Candidate._fields)[:most]]


def in_index(rows: QuerySet[SearchDocument], workspace_id: int, kind: str, wanted: Wanted) -> QuerySet[SearchDocument]:
    """The documents of a kind that hold what is wanted, whoever may find them, in no order."""
    rows = rows.filter(*map(_any, wanted), kind=kind)
    if connection.vendor != "sqlite":
        return rows
    match = _match([[sign(KINDS[Kind(kind)], workspace_id)]], wanted)
    return rows.extra(tables=["search_index"], where=JOINED, params=[match])  # noqa: S610


def _indexed(rows: QuerySet[SearchDocument], match: str, most_read: int | None) -> QuerySet[SearchDocument]:
    """The rows that SQLite's full-text table offers, newest first: read along it, or no more than so many of them."""
    if most_read:
        return rows.extra(where=[NEWEST], params=[match, most_read]).order_by("-id")  # noqa: S610
    order = ["-search_index.rowid"]
    return rows.extra(tables=["search_index"], where=JOINED, params=[match], order_by=order)  # noqa: S610


def _any(alternatives: list[tuple[str, ...]]) -> Q:
    found = Q()
    for needles in alternatives:
        one = Q()
        for needle in needles:
            one &= Q(folded__contains=needle)
        found |= one
    return found


def _match(scopes: list[list[str]], wanted: Wanted) -> str:
    """The full-text query: the trigrams of what is wanted and of the scopes.

    A needle too short for a trigram leaves the index no say; the rows are checked for it.
    """
    words = [[_all(needles) for needles in alternatives] for alternatives in wanted]
    parts = [part for part in [*words, *(list(map(_quoted, signs)) for signs in scopes)] if all(part)]
    return " AND ".join(f"({' OR '.join(part)})" for part in parts)


def _all(needles: tuple[str, ...]) -> str:
    known = [_quoted(one) for needle in needles for one in trigrams(needle)[:MOST_TRIGRAMS]]
    return f"({' AND '.join(known)})" if known else ""


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
