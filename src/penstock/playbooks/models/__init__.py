"""What the head of sales writes about a stage, and what came of it on each deal."""

from penstock.playbooks.models.after import FollowUp, Handover, HandoverState, Reorder
from penstock.playbooks.models.assets import Asset, AssetKind, AssetUse, AssetVersion
from penstock.playbooks.models.entries import Need, Objection, PlaybookEntry, StageGuide
from penstock.playbooks.models.findings import Finding, Outcome, Terms
from penstock.playbooks.models.script import Script, ScriptUse
from penstock.playbooks.models.tasks import EntryTask, MadeTask, RoleMember, TaskKind
from penstock.playbooks.models.tick import Tick

__all__ = [
    "Asset",
    "AssetKind",
    "AssetUse",
    "AssetVersion",
    "EntryTask",
    "Finding",
    "FollowUp",
    "Handover",
    "HandoverState",
    "MadeTask",
    "Need",
    "Objection",
    "Outcome",
    "PlaybookEntry",
    "Reorder",
    "RoleMember",
    "Script",
    "ScriptUse",
    "StageGuide",
    "TaskKind",
    "Terms",
    "Tick",
]
