"""Things to give: in versions, filled in for the deal, each use counted, files never served to run."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from penstock.common.errors import NotPermitted, Refused
from penstock.contacts.actions import add_contact
from penstock.deals.actions import add_deal_contact
from penstock.playbooks.actions import add_playbook_entry, give_asset, renew_asset, retire_playbook_entry
from penstock.playbooks.models import Asset, AssetUse
from penstock.playbooks.queries import given_on, version_of
from penstock.playbooks.screen import lists_of


def asset_of(world, owner, kind="text", **held):
    asset = add_playbook_entry(world.stages[0], "assets", by=owner, name="Letter", kind=kind)
    renew_asset(asset, by=owner, **held)
    return asset


def test_each_wording_is_a_version_and_a_use_keeps_the_one_given(world, rep, owner):
    asset, deal = asset_of(world, owner, text="Dear {contact}"), world.deal()
    give_asset(deal, asset, by=rep)
    assert renew_asset(asset, by=owner, text="Dear {contact}") is None
    renew_asset(asset, by=owner, text="Hello {contact}")
    assert version_of(asset).number == 2
    assert [use.version.text for use in given_on(deal)] == ["Dear {contact}"]


def test_uses_are_counted_over_all_versions(world, rep, owner):
    asset = asset_of(world, owner, text="One")
    give_asset(world.deal(), asset, by=rep)
    renew_asset(asset, by=owner, text="Two")
    give_asset(world.deal(), asset, by=rep)
    listed = next(one for one in lists_of(world.stages[0], owner) if one.sort.key == "assets")
    assert (listed.rows[0].uses, listed.rows[0].version) == (2, 2)


def test_it_is_told_to_whom_it_was_given(world, rep, owner):
    asset, deal = asset_of(world, owner, text="One"), world.deal()
    ann = add_contact(by=rep, first_name="Ann", last_name="Buyer")
    with pytest.raises(Refused, match="not on this deal"):
        give_asset(deal, asset, by=rep, contact=ann)
    add_deal_contact(deal, ann, by=rep)
    assert give_asset(deal, asset, by=rep, contact=ann).contact_id == ann.pk
    assert "Given to Ann Buyer: Letter" in world.client("rep").get(f"/deals/{deal.pk}/").content.decode()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", ""])
def test_a_link_that_could_run_code_is_refused(world, owner, address):
    asset = add_playbook_entry(world.stages[0], "assets", by=owner, name="Film", kind="link")
    with pytest.raises(Refused):
        renew_asset(asset, by=owner, text=address)


def test_a_file_comes_back_as_a_download_only(world, rep, owner):
    asset = asset_of(world, owner, "file", content=ContentFile(b"<script>1</script>"), name="../../evil.html")
    answer = world.client("rep").get(f"/playbooks/files/{version_of(asset).pk}/")
    assert answer["Content-Disposition"] == 'attachment; filename="evil.html"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert world.client("stranger").get(f"/playbooks/files/{version_of(asset).pk}/").status_code == 404


def test_what_is_retired_is_given_no_more(world, rep, owner):
    asset = asset_of(world, owner, text="One")
    retire_playbook_entry(asset, by=owner)
    with pytest.raises(Refused, match="nothing to give"):
        give_asset(world.deal(), asset, by=rep)
    assert not AssetUse.objects.of(rep).exists()


def test_only_an_administrator_renews_an_asset(world, rep, owner):
    asset = asset_of(world, owner, text="One")
    with pytest.raises(NotPermitted):
        renew_asset(asset, by=rep, text="Two")


def test_the_settings_put_a_file_and_the_deal_gives_it(world, owner):
    client, stage = world.client("owner"), world.stages[0]
    url = f"/settings/playbooks/stages/{stage.pk}/assets/add/"
    assert client.post(url, {"name": "Price list", "kind": "file"}).status_code == 422
    assert not Asset.objects.of(owner).exists()
    file = SimpleUploadedFile("prices.pdf", b"%PDF")
    assert client.post(url, {"name": "Price list", "kind": "file", "file": file}).status_code == 302
    asset, deal = Asset.objects.of(owner).get(), world.deal()
    seller = world.client("rep")
    assert "prices.pdf" in seller.get(f"/deals/{deal.pk}/give/{asset.pk}/").content.decode()
    assert seller.post(f"/deals/{deal.pk}/give/{asset.pk}/", {}).status_code == 302
    assert "What was given" in seller.get(f"/deals/{deal.pk}/").content.decode()


def test_what_stays_in_braces_is_told_before_it_goes_out(world, owner):
    asset = asset_of(world, owner, text="By {close_day}, {owner}, for {deal}, {contact} and {nobody}. {close_day}")
    deal = world.deal()
    address = f"/deals/{deal.pk}/give/{asset.pk}/"
    shown = world.client("rep").get(address).content.decode()
    assert "still in braces: the expected close, whom we talk to." in shown
    renew_asset(asset, by=owner, text="For {deal}")
    assert "in braces" not in world.client("rep").get(address).content.decode()
