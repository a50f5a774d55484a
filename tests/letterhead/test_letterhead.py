"""What stands over documents: written by administrators, drawn on both kinds of file; logos are hostile at first."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from penstock.common.errors import NotPermitted, Refused
from penstock.letterhead.actions import set_letterhead
from penstock.letterhead.logos import LARGEST
from penstock.letterhead.models import Letterhead
from penstock.workspaces.actor import Actor
from tests.paper.reading import letters, read
from tests.world import World

PAGE, LOGO = "/settings/letterhead/", "/settings/letterhead/logo.png"
TEXTS = {"name": "Aurora GmbH", "address": "Quay 1\nHamburg", "requisites": "USCC 91310000", "bank": "IBAN DE02"}


def picture(kind: str = "PNG", size: tuple[int, int] = (1600, 200), **more: Any) -> ContentFile[bytes]:
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, kind, **more)
    return ContentFile(made.getvalue(), name=f"logo.{kind.lower()}")


def set_up(owner: Actor) -> Letterhead:
    set_letterhead(by=owner, logo=picture(), **TEXTS)
    return Letterhead.objects.of(owner).get()


def test_an_administrator_writes_it_and_sees_how_it_looks(world: World) -> None:
    client = world.client("owner")
    assert "Nothing yet" in client.get(PAGE).content.decode()
    answer = client.post(PAGE, {**TEXTS, "logo": picture("JPEG")})
    assert answer.status_code == 302
    page = client.get(PAGE).content.decode()
    assert "<strong>Aurora GmbH</strong><span>Quay 1</span><span>Hamburg</span>" in page and LOGO in page
    assert set_letterhead(by=world.actor("owner"), **TEXTS) is None, "the same twice is once"
    assert client.post(PAGE, {**TEXTS, "without_logo": "on"}).status_code == 302
    assert LOGO not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("role", ["rep", "manager", "viewer", "stranger"])
def test_nobody_else_changes_it(world: World, role: str) -> None:
    if role != "stranger":
        with pytest.raises(NotPermitted):
            set_letterhead(by=world.actor(role), name="Mine")
    set_up(world.actor("owner"))
    assert world.client(role).post(PAGE, {"name": "Mine"}).status_code == (302 if role == "stranger" else 403)
    assert Letterhead.objects.of(world.actor("owner")).get().name == "Aurora GmbH"


def test_members_and_no_others_get_the_logo_as_nothing_but_a_picture(world: World, owner: Actor) -> None:
    row = set_up(owner)
    answer = world.client("viewer").get(LOGO)
    assert answer["Content-Type"] == "image/png" and answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"] and "no-store" in answer["Cache-Control"]
    with Image.open(io.BytesIO(answer.content)) as found:
        assert found.size == (row.logo_wide, row.logo_high) == (800, 100)
    assert world.client("stranger").get(LOGO).status_code == 404


def test_what_is_kept_is_drawn_anew_and_the_old_file_goes(
    world: World, owner: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    exif = Image.Exif()
    exif[0x010E] = "<script>alert(1)</script>"
    set_letterhead(by=owner, logo=ContentFile(picture("JPEG", exif=exif).read() + b"<?php evil() ?>", name="a.php.png"))
    first = Letterhead.objects.of(owner).get().logo
    with default_storage.open(first) as file:
        kept = file.read()
    assert kept.startswith(b"\x89PNG") and b"script" not in kept and b"php" not in kept and "." not in first
    with django_capture_on_commit_callbacks(execute=True):
        set_letterhead(by=owner, logo=picture(size=(10, 10)))
    assert not default_storage.exists(first)


def bomb() -> bytes:
    """A PNG of a few bytes that says it has sixty million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", 8_000, 8_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"")
    )


HOSTILE = {
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "bare svg": b"\xef\xbb\xbf \n<svg onload='alert(1)'/>",
    "html": b"<html><script>alert(1)</script></html>",
    "gif": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    "half": picture().read()[:80],
    "bomb": bomb(),
    "nothing": b"",
    "text": b"no picture",
    "pdf": b"%PDF-1.4\n%%EOF",
    "large": b"\x89PNG\r\n\x1a\n" + b"\x00" * LARGEST,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_small_picture_is_refused_with_a_sentence(world: World, owner: Actor, kind: str) -> None:
    with pytest.raises(Refused) as refused:
        set_letterhead(by=owner, logo=ContentFile(HOSTILE[kind], name="logo.png"), **TEXTS)
    assert refused.value.fields["logo"].endswith(".")
    assert not Letterhead.unscoped.exists()
    if kind == "svg":
        assert "SVG" in str(refused.value.message)
        upload = ContentFile(HOSTILE[kind], name="logo.png")
        answer = world.client("owner").post(PAGE, {**TEXTS, "logo": upload})
        assert answer.status_code == 422 and "SVG" in answer.content.decode()


def test_both_kinds_of_file_carry_it(world: World, owner: Actor) -> None:
    set_up(owner)
    client = world.client("owner")
    pdf = client.get("/settings/letterhead/sample.pdf").content
    shown = letters(pdf)
    assert all("".join(line.split()) in shown for line in ("Aurora GmbH", "Hamburg", "USCC 91310000", "IBAN DE02"))
    assert len(read(pdf).pages[0].images) == 1
    with zipfile.ZipFile(io.BytesIO(client.get("/settings/letterhead/sample.docx").content)) as archive:
        told = archive.read("word/document.xml").decode()
        assert archive.read("word/media/logo.png").startswith(b"\x89PNG")
        assert b"TargetMode" not in archive.read("word/_rels/document.xml.rels")
    assert all(line in told for line in ("Aurora GmbH", "Hamburg", "USCC 91310000", "IBAN DE02", "Heading1"))
    assert "Ours ·" not in told, "the workspace is named above"


def test_without_one_the_workspace_is_named_beneath_the_title(world: World) -> None:
    assert "Ours·" in letters(world.client("owner").get("/settings/letterhead/sample.pdf").content)


def test_hostile_words_stay_words(world: World, owner: Actor) -> None:
    set_letterhead(by=owner, name="<script>alert(1)</script>", address="{{ 7*7 }}\n" * 50, bank="\x00&amp;]]>")
    page = world.client("owner").get(PAGE).content.decode()
    assert "<script>alert(1)" not in page and "&lt;script&gt;" in page
    assert len(Letterhead.objects.of(owner).get().address.splitlines()) == 8
    assert world.client("owner").get("/settings/letterhead/sample.docx").status_code == 200


def test_the_page_says_which_one_it_is(world: World) -> None:
    page = world.client("owner").get(PAGE).content.decode()
    assert '<h2 class="page-title">Letterhead</h2>' in page and "<title>Letterhead" in page
