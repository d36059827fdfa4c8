"""Accounts of the admin and the addresses of its views."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile


def address(model: type, view: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_campaigns_{model.__name__.lower()}:{view}", args=args)


def editor(client: Client, *codenames: str) -> Client:
    """Somebody who may enter the admin, with the named permissions on top."""
    account = get_user_model().objects.create_user("editor")
    permissions = Permission.objects.filter(codename__in=["access_admin", *codenames])
    account.user_permissions.set(permissions)
    client.force_login(account)
    return client


def speaking(admin: Client, language: str, username: str = "admin") -> Client:
    account = get_user_model().objects.get(username=username)
    profile = UserProfile.get_for_user(account)
    profile.preferred_language = language
    profile.save()
    return admin
