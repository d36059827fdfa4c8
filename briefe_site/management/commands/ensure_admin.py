import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _


class Command(BaseCommand):
    """Makes the first login of a fresh site; the password is printed once, its hash kept."""

    help = "Creates an administrator with a random password, unless the site has an administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option: the login name."""
        parser.add_argument("--name", default="admin", help="login name (admin)")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        """Print name and password of the account made, or how to change a forgotten password."""
        accounts = get_user_model()._default_manager
        administrator = accounts.filter(is_superuser=True).order_by("pk").first()
        if administrator is None:
            self.stdout.write(self.create(name))
        else:
            self.stdout.write(
                _("Password forgotten? manage.py changepassword %(name)s")
                % {"name": administrator.get_username()}
            )

    def create(self, name: str) -> str:
        """The sentence with name and password; CommandError when the name belongs to an editor."""
        accounts: Any = get_user_model()._default_manager
        if accounts.filter(**{accounts.model.USERNAME_FIELD: name}).exists():
            raise CommandError(
                _("%(name)s exists and is no administrator; choose another with --name.")
                % {"name": name}
            )
        password = secrets.token_urlsafe(15)
        accounts.create_superuser(**{accounts.model.USERNAME_FIELD: name}, password=password)
        return _("Login for the admin: %(name)s, password: %(password)s") % {
            "name": name,
            "password": password,
        }
