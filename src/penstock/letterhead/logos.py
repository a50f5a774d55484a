"""Logos: pictures that somebody uploads are hostile until they are drawn anew by us, small and without anything else.

What is kept is never the file that came, but a PNG of its pixels: no metadata, no second picture, no program.
"""

import io
import secrets
from typing import Any, NamedTuple

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from penstock.common.errors import Refused

LARGEST = 2 * 2**20
"""In bytes."""

MOST_PIXELS = 16_000_000
"""A picture of more is not even opened: a few bytes can say that they are a gigabyte."""

WIDE, HIGH = 800, 320
"""A logo is made smaller to fit, never larger."""

KINDS = ("PNG", "JPEG")


class Logo(NamedTuple):
    """Where a logo is kept, and its size in pixels."""

    stored_as: str
    wide: int
    high: int


def keep_logo(content: "File[bytes]") -> Logo:
    """Draw a picture anew and keep that; raises ``Refused`` for what is no small PNG or JPEG."""
    if not content.size or content.size > LARGEST:
        raise _refused(_("A logo may have at most %(most)s MB.") % {"most": LARGEST >> 20})
    given = content.read()
    if _is_svg(given):
        raise _refused(_("An SVG can hold programs and is not taken; save the logo as PNG or JPEG."))
    picture = _drawn_anew(given)
    made = io.BytesIO()
    picture.save(made, "PNG", optimize=True)
    secret = secrets.token_hex(20)
    name = default_storage.save(f"logos/{secret[:2]}/{secret}", ContentFile(made.getvalue()))
    return Logo(name, *picture.size)


def read_logo(stored_as: str) -> bytes:
    """The PNG; nothing where there is none, or where its file is gone."""
    if not stored_as:
        return b""
    try:
        with default_storage.open(stored_as) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return b""


def _drawn_anew(given: bytes) -> Any:
    """The pixels of a picture, turned as it says, and small."""
    from PIL import Image, ImageOps

    wrong = _refused(_("This is no PNG or JPEG that can be read. Save the logo as one of these and try again."))
    try:
        with Image.open(io.BytesIO(given), formats=KINDS) as opened:
            wide, high = opened.size
            if wide * high > MOST_PIXELS:
                raise _refused(_("This picture has too many pixels; make it smaller and try again."))
            opened.seek(0)
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except Refused:
        raise
    # Whatever a broken file makes the decoder raise: it is no picture to us.
    except Exception:
        raise wrong from None
    picture.thumbnail((WIDE, HIGH))
    fresh = Image.new("RGBA", picture.size)
    fresh.paste(picture)
    return fresh


def _is_svg(given: bytes) -> bool:
    start = given[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<?xml", b"<svg", b"<!doctype", b"<!--")) or b"<svg" in start


def _refused(sentence: str) -> Refused:
    return Refused(sentence, fields={"logo": sentence})
