"""A file on a deal is sent to approval like a document that was drawn up, and the gate knows it."""

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from penstock.activities.actions import attach_file, file_to_approval, remove_file
from penstock.activities.models import Attachment
from penstock.common.errors import Refused, Unready
from penstock.deals.actions import add_work_purpose, answer_approval, draw_up_document, move_deal
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Approval, Deal, WorkPurpose
from penstock.workspaces.actor import Actor
from tests.deals.gates.test_rules import ask
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def contract(owner: Actor) -> WorkPurpose:
    """What has to be approved."""
    return add_work_purpose("Contract", by=owner)


@pytest.fixture
def deal(world: World, contract: WorkPurpose) -> Deal:
    """A deal before two gates that want its contract approved, by the manager and then by the owner."""
    for stage, role in ((world.stages[1], "manager"), (world.stages[2], "owner")):
        rest = {"mode": "all", "deputy": 0, "days": 3, "escalate_to": 0, "document": contract.pk}
        ask(world, stage, Draft("approval", {"approvers": [world.people[role].pk], **rest}))
    return world.deal(amount=Decimal(100))


def attached(deal: Deal, by: Actor, name: str = "contract.pdf", purpose: WorkPurpose | None = None) -> Attachment:
    return attach_file(ContentFile(b"%PDF"), name, by=by, purpose=purpose, deal=deal)


def waiting(deal: Deal) -> Approval:
    found: Approval = Approval.unscoped.get(deal=deal, state="waiting")
    return found


def test_the_file_is_approved_and_then_the_deal_goes_on(world, rep, manager, deal, contract) -> None:
    file = attached(deal, rep, purpose=contract)
    made, asked = file_to_approval(file, by=rep)
    assert (made.file_name, made.number, asked) == ("contract.pdf", 1, 1), "only the nearest gate asks"
    with pytest.raises(Unready, match="waits for an answer"):
        move_deal(deal, world.stages[1], by=rep)
    answer_approval(waiting(deal), "yes", by=manager)
    assert move_deal(deal, world.stages[1], by=rep)
    assert file_to_approval(file, by=rep)[1] == 1, "the next gate asks for the same version"
    assert waiting(deal).document == made


def test_sent_twice_it_is_one_version_asked_for_once(rep, deal, contract) -> None:
    file = attached(deal, rep)
    first, _asked = file_to_approval(file, by=rep, purpose=contract)
    assert file_to_approval(file, by=rep, purpose=contract) == (first, 0)


def test_another_file_or_text_takes_the_request_back(rep, manager, world, deal, contract) -> None:
    file_to_approval(attached(deal, rep), by=rep, purpose=contract)
    answer_approval(waiting(deal), "yes", by=manager)
    file_to_approval(attached(deal, rep, "better.pdf"), by=rep, purpose=contract)
    assert waiting(deal).document.number == 2
    assert draw_up_document(deal, contract, "In words", by=rep).number == 3
    with pytest.raises(Unready, match="has not been asked for"):
        move_deal(deal, world.stages[1], by=rep)


def test_a_file_of_no_sort_or_of_no_deal_is_not_sent(rep, deal, world, contract) -> None:
    with pytest.raises(Refused, match="what the file is"):
        file_to_approval(attached(deal, rep), by=rep)


def test_by_screen_the_approver_reads_the_file_where_it_is_asked_for(world, rep, deal, contract) -> None:
    file = attached(deal, rep, purpose=contract)
    client = world.client("rep")
    assert f"/files/{file.pk}/approval/" in client.get(f"/deals/{deal.pk}/").content.decode()
    assert client.post(f"/files/{file.pk}/approval/", {"purpose": contract.pk}).status_code == 302
    read = reverse("deals:read_document", args=[waiting(deal).document_id])
    assert read in world.client("manager").get("/deals/approvals/").content.decode()
    assert f"/files/{file.pk}/" in world.client("manager").get(read).content.decode()
    remove_file(file, by=rep)
    assert "not on the deal any more" in world.client("manager").get(read).content.decode()
