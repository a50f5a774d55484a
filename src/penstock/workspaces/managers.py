"""How users are made: Django's manager for a user whose name is an e-mail address."""

from typing import Any

from django.contrib.auth.models import BaseUserManager


class UserManager(BaseUserManager[Any]):
    """Creates users; passwords are hashed, addresses are kept in lower case."""

    use_in_migrations = False

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Any:
        """A user who signs in with this address; without a password they cannot until they set one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Any:
        """Django's contract; Penstock itself gives no meaning to it."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> Any:
        """Addresses are compared in lower case."""
        return self.get(email=(email or "").strip().lower())
