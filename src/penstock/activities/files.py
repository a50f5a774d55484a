"""Files: kept under random names outside anything that is served, and sent only as downloads."""

import mimetypes
import secrets
import unicodedata
from pathlib import PurePosixPath

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils.translation import gettext as _

from penstock.activities.models import Attachment
from penstock.common.errors import Refused

LARGEST = 25 * 2**20
"""The largest file that may be attached, in bytes."""

LONGEST_NAME = 200
UNKNOWN_TYPE = "application/octet-stream"


def checked_name(name: str) -> str:
    """The last part of a file's name without what could deceive: no folders, control or direction marks."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(letter for letter in last if not unicodedata.category(letter).startswith("C")).strip()
    if shown.strip(". ") == "":
        return "file"
    suffix = PurePosixPath(shown).suffix[-20:]
    return shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - len(suffix)] + suffix


def require_size(size: int) -> None:
    """Raise unless the file has something in it and is not too large."""
    if size == 0:
        raise Refused(_("This file is empty."), fields={"file": _("This file is empty.")})
    if size > LARGEST:
        sentence = _("A file may have at most %(most)s MB; this one has %(size)s MB.")
        words = sentence % {"most": LARGEST >> 20, "size": -(-size >> 20)}
        raise Refused(words, fields={"file": words})


def keep(content: "File[bytes]") -> str:
    """Store the bytes under a name that says nothing; returns that name."""
    secret = secrets.token_hex(20)
    return default_storage.save(f"attachments/{secret[:2]}/{secret}", content)


def content_type(name: str) -> str:
    """What the name says the file is, for an icon; it is never sent as such."""
    return (mimetypes.guess_type(name)[0] or UNKNOWN_TYPE)[:120]


def download(attachment: Attachment) -> FileResponse:
    """The file as a download that no browser opens or runs in our name."""
    content = default_storage.open(attachment.stored_as)
    response = FileResponse(content, as_attachment=True, filename=attachment.name, content_type=UNKNOWN_TYPE)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
