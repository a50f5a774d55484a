"""The verbs of targets, a file each."""

from penstock.targets.actions.add_remark import add_remark
from penstock.targets.actions.break_down_target import Into, Part, Ways, break_down_target, parts_of, shares
from penstock.targets.actions.change_remark import change_remark
from penstock.targets.actions.import_kpis import import_kpis
from penstock.targets.actions.import_targets import Brought, import_targets
from penstock.targets.actions.remove_remark import remove_remark
from penstock.targets.actions.remove_target import remove_target
from penstock.targets.actions.set_kpis import set_kpis
from penstock.targets.actions.set_target import set_target

__all__ = [
    "Brought",
    "Into",
    "Part",
    "Ways",
    "add_remark",
    "break_down_target",
    "change_remark",
    "import_kpis",
    "import_targets",
    "parts_of",
    "remove_remark",
    "remove_target",
    "set_kpis",
    "set_target",
    "shares",
]
