"""The secret by which others know that a call is ours, and the signature that is made with it."""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

from penstock.automation.models import SigningKey
from penstock.common import clock
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Workspace


def new_secret(by: Actor) -> str:
    """Another secret, known from here on to nobody but whoever reads this answer; calls are signed with it at once."""
    row = SigningKey.objects.of(by).select_for_update().first() or SigningKey(workspace=by.workspace)
    row.nonce, row.made_at = secrets.token_hex(32), clock.now()
    row.save()
    return _secret(row)


def signature(workspace: Workspace, timestamp: int, body: bytes) -> str:
    """``v1=`` and the HMAC-SHA256 in hexadecimal of ``timestamp.body``; empty while there is no secret."""
    row = SigningKey.objects.on(workspace).first()
    if row is None:
        return ""
    signed = hmac.new(_secret(row).encode(), f"{timestamp}.".encode() + body, hashlib.sha256)
    return f"v1={signed.hexdigest()}"


def _secret(row: SigningKey) -> str:
    """Made of what the database holds and of what it does not: a copy of the database signs nothing."""
    told = f"penstock.webhook:{row.workspace_id}:{row.nonce}".encode()
    made = hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).digest()
    return "whsec_" + base64.urlsafe_b64encode(made).decode().rstrip("=")
