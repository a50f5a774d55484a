"""The letter that asks a customer why, in their language, and the address that opens it in one's mail program."""

from urllib.parse import quote

from django.utils import translation
from django.utils.translation import gettext as _

from penstock.contacts.models import ChannelKind, Contact, ContactChannel
from penstock.deals.models import Deal


def letter_for(deal: Deal, contact: Contact | None, language: str, link: str) -> tuple[str, str]:
    """Subject and text; nothing of the deal but its name, which they know."""
    with translation.override(language):
        told = {"contact": contact.name if contact else "", "owner": deal.owner or "", "link": link}
        hello = _("Hello %(contact)s,") % told if contact else _("Hello,")
        text = _(
            "You decided for another way, and I would like to understand why: it helps us to do better. Three short "
            "questions, one minute, no sign-in:\n\n%(link)s\n\nThank you!\n\n%(owner)s"
        )
        return _("About your decision"), f"{hello}\n\n{text % told}"


def mail_to(contact: Contact | None, subject: str, text: str) -> str:
    """The address that opens the letter; empty where no e-mail is known."""
    rows = ContactChannel.objects.on(contact).filter(kind=ChannelKind.EMAIL) if contact else None
    address = rows.order_by("order", "pk").values_list("value", flat=True).first() if rows is not None else ""
    return f"mailto:{quote(address)}?subject={quote(subject)}&body={quote(text)}" if address else ""
