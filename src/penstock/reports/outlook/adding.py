"""What the table of remarks has beside its files: the button that adds one."""

from typing import Any

from django.http import HttpRequest

from penstock.reports.outlook.remarks import KEY, add_url
from penstock.reports.placed import Placed
from penstock.targets.reach import leads
from penstock.ui.panels import panel


@panel("report")
class AddRemark:
    """Opens the form; for who may set targets."""

    template = "reports/parts/add_remark.html"
    order = 5
    column = "table"

    def context(self, request: HttpRequest, record: Placed) -> dict[str, Any]:
        """The address of the form; none at other tables."""
        may = record.report.key == "forecast" and record.table.key == KEY and leads(request.actor)
        return {"url": add_url(record.asked) if may else ""}
