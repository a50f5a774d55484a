"""The verbs of companies, a file each; every door calls these."""

from penstock.companies.actions.add_company import add_company
from penstock.companies.actions.assign_company import assign_company
from penstock.companies.actions.change_company import change_company
from penstock.companies.actions.ingest_companies import NewCompany, ingest_companies, ingest_parents
from penstock.companies.actions.remove_company import remove_company, restore_company
from penstock.companies.actions.set_company_fact import set_company_fact
from penstock.companies.actions.undo_change import undo_company_change

__all__ = [
    "NewCompany",
    "add_company",
    "assign_company",
    "change_company",
    "ingest_companies",
    "ingest_parents",
    "remove_company",
    "restore_company",
    "set_company_fact",
    "undo_company_change",
]
