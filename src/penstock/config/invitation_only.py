"""Nobody signs up by themselves: accounts begin with an invitation (or with the first start)."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from penstock.people.actions import join_through_provider
from penstock.people.queries import invited_people
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


class AccountAdapter(DefaultAccountAdapter):
    """Closes sign-up by form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an invitation makes the account."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """A reset link leads to the address people know us under, never to the host that a request claims."""
        asked = urlsplit(super().get_reset_password_from_key_url(key))
        return f"{settings.PUBLIC_URL}{asked.path}"


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The provider confirms who somebody is, not that they work here: only an open invitation lets them in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whether somebody was invited under an address that the provider vouches for."""
        return bool(_invited(sociallogin))

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        """The new sign-in accepts the invitations to its address."""
        with transaction.atomic():
            user = super().save_user(request, sociallogin, form)
            for person in _invited(sociallogin):
                join_through_provider(user, by=Actor.of_person(person))
        return user


def _invited(sociallogin: Any) -> list[Person]:
    vouched = [address.email for address in sociallogin.email_addresses if address.verified]
    return [person for address in vouched for person in invited_people(address)]
