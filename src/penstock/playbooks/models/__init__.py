"""What the head of sales writes about a stage, and what came of it on each deal."""

from penstock.playbooks.models.entries import Need, Objection, PlaybookEntry, StageGuide
from penstock.playbooks.models.findings import Finding, Outcome, Terms
from penstock.playbooks.models.script import Script, ScriptUse
from penstock.playbooks.models.tick import Tick

__all__ = [
    "Finding",
    "Need",
    "Objection",
    "Outcome",
    "PlaybookEntry",
    "Script",
    "ScriptUse",
    "StageGuide",
    "Terms",
    "Tick",
]
