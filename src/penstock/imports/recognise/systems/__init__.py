"""The systems whose exports are known: one module each, with its headers, its customs and its stages."""

from penstock.imports.recognise.systems import (
    amocrm,
    bitrix24,
    event_log,
    generic,
    hubspot,
    pipedrive,
    salesforce,
    zoho,
)
from penstock.imports.recognise.systems.system import Shape, System

SYSTEMS: tuple[System, ...] = (
    pipedrive.SYSTEM,
    hubspot.SYSTEM,
    salesforce.SYSTEM,
    zoho.SYSTEM,
    amocrm.SYSTEM,
    bitrix24.SYSTEM,
    event_log.SYSTEM,
)
GENERIC = generic.SYSTEM

__all__ = ["GENERIC", "SYSTEMS", "Shape", "System"]
