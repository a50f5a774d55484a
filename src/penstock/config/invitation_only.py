"""Nobody signs up by themselves: accounts begin with an invitation (or with the first start)."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest


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
    """Closes sign-up through the provider; whoever was invited under that address gets in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: the provider confirms who somebody is, not that they work here."""
        return False
