"""A dashboard on paper: each kind of widget drawn in points, in the columns of the screen, and the tables behind."""

from penstock.dashboards.paper.pages import about, as_pdf

__all__ = ["about", "as_pdf"]
