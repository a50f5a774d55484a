"""The measured figures by hand-written SQL on the product's own tables, as one would write it without our engine.

The measured workspace keeps UTC and has one currency: neither time zones nor exchange rates stand here, which the
engine sees to as well. ``:workspace`` is its id; the moments are told in ``benchmarks.asked``.
"""

from benchmarks.asked import Asked
from benchmarks.sql import closings, histories, past, pipeline, work
from benchmarks.sql.statement import Statement

STATEMENTS: dict[Asked, Statement] = {
    **pipeline.STATEMENTS,
    **closings.STATEMENTS,
    **histories.STATEMENTS,
    **past.STATEMENTS,
    **work.STATEMENTS,
}
