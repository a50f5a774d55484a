"""The verbs of pay, a file each."""

from penstock.payroll.actions.import_pay import Brought, import_pay
from penstock.payroll.actions.remove_pay import remove_pay
from penstock.payroll.actions.set_pay import set_pay

__all__ = ["Brought", "import_pay", "remove_pay", "set_pay"]
