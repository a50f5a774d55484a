"""What a company owes past the due day, on its page."""

from typing import Any

from django.http import HttpRequest

from penstock.companies.models import Company, CompanyFact
from penstock.companies.views.debt import KEY
from penstock.ui.panels import panel


@panel("company")
class DebtPanel:
    """The overdue debt as the accounting system, or somebody by hand, last told it."""

    template = "companies/panels/debt.html"
    column = "side"
    order = 80

    def context(self, request: HttpRequest, company: Company) -> dict[str, Any]:
        """The figure with its day, and whether the reader may set it."""
        by = request.actor
        may = by.may_override and by.may_write_for(company.owner_id)
        return {"company": company, "fact": CompanyFact.objects.on(company).filter(key=KEY).first(), "may_set": may}
