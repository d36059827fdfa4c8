"""Accounts in the groups of the campaign, as an administrator makes them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from campaigns.models import Translator
from campaigns.roles import keep_groups


def person(*roles: str, name: str = "", languages: Iterable[str] | None = None) -> Any:
    """An account with the named roles; `languages`: those of its profile, None for no profile."""
    if not Group.objects.filter(name__in=roles).exists():
        keep_groups()  # A transactional test before has emptied the tables.
    account = get_user_model().objects.create_user(name or "-".join(roles).lower())
    account.groups.set(Group.objects.filter(name__in=roles))
    if languages is not None:
        profile = Translator.objects.create(user=account)
        profile.languages.set(Locale.objects.filter(language_code__in=languages))
    return account


def browser_of(account: Any, language: str = "en") -> Client:
    """Logged in, with the admin in `language`."""
    profile = UserProfile.get_for_user(account)
    profile.preferred_language = language
    profile.save()
    client = Client()
    client.force_login(account)
    return client
