"""The plugin as a Django app, and its signal receivers."""

from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_migrate, post_save, pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published, pre_page_move, published

# Depth of a home page in Wagtail's tree.
HOME_DEPTH = 2


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Campaigns")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Once apps are loaded; importing the checks registers them.
        from campaigns import checks, menus  # noqa: F401, PLC0415 - as said above
        from campaigns.translating import notices  # noqa: PLC0415 - as above

        menus.listen()
        notices.listen()
        post_migrate.connect(add_locales, sender=self)
        post_migrate.connect(fill_groups, dispatch_uid="campaigns.groups")
        post_save.connect(
            draw_kits_of_version,
            sender=self.get_model("LetterVersion"),
            dispatch_uid="campaigns.version_kits",
        )
        post_save.connect(
            follow_version,
            sender=self.get_model("LetterVersion"),
            dispatch_uid="campaigns.version_follow",
        )
        published.connect(
            follow_cover,
            sender=self.get_model("CoverText"),
            dispatch_uid="campaigns.cover_follow",
        )
        page_published.connect(follow_page, dispatch_uid="campaigns.page_follow")
        pre_save.connect(refuse_page_in_letter_language, dispatch_uid="campaigns.page_locale")
        pre_page_move.connect(refuse_move_to_the_letters, dispatch_uid="campaigns.page_move")


def add_locales(sender: AppConfig, **kwargs: Any) -> None:
    """A letter can be written in every content language without anybody adding it by hand.

    A letter language gets its Locale here, never a page.
    """
    from wagtail.models import Locale  # noqa: PLC0415 - models are not loaded with the app's config

    for code, _name in getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", settings.LANGUAGES):
        Locale.objects.get_or_create(language_code=code)


def fill_groups(sender: AppConfig, plan: Any = (), **kwargs: Any) -> None:
    """New permissions reach the groups they are meant for with the migration that brings them.

    Apps write their permissions after migrating, each in its turn: the last one has them all.
    """
    from campaigns.roles import keep_groups  # noqa: PLC0415 - models are not loaded with the config

    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    steps = {migration.app_label for migration, backwards in plan or () if not backwards}
    if sender is last and "campaigns" in steps:
        keep_groups()


def draw_kits_of_version(sender: type, instance: Any, created: bool, **kwargs: Any) -> None:
    """What is new to sign is drawn in the background, before the first visitor asks for it."""
    from campaigns.tasks import draw_kits  # noqa: PLC0415 - models are not loaded with the config

    if created and instance.sendable:
        transaction.on_commit(lambda: draw_kits.enqueue(str(instance.uuid)))


def follow_version(sender: type, instance: Any, created: bool, **kwargs: Any) -> None:
    """An approved letter reaches its translators, once it is committed."""
    from campaigns.translating import following  # noqa: PLC0415 - models are not loaded yet above

    if created:
        transaction.on_commit(lambda: following.follow_version(instance))


def follow_page(sender: type, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """A published page reaches its translators, once it is committed."""
    from campaigns.translating import following  # noqa: PLC0415 - models are not loaded yet above

    person = revision.user if revision else None
    transaction.on_commit(lambda: following.follow_page(instance, person))


def follow_cover(sender: type, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """A published cover text reaches its translators, once it is committed."""
    from campaigns.translating import following  # noqa: PLC0415 - models are not loaded yet above

    person = revision.user if revision else None
    transaction.on_commit(lambda: following.follow_cover(instance, person))


def refuse_page_in_letter_language(sender: type, instance: Any, **kwargs: Any) -> None:
    """No page of any type exists in a letter language, whichever door it comes through.

    A page's `clean()` is not asked for aliases, so the last word is said here.
    """
    from wagtail.models import Page  # noqa: PLC0415 - models are not loaded with the app's config

    from campaigns import conf  # noqa: PLC0415 - as above

    if not isinstance(instance, Page) or not instance.locale_id or instance.depth == 1:
        return
    if instance.locale.language_code not in conf.public_languages():
        raise ValidationError(
            {"locale": _("Pages exist in public languages only; this is a letter language.")}
        )


def refuse_move_to_the_letters(
    sender: type, instance: Any, parent_page_after: Any, **kwargs: Any
) -> None:
    """Moving a page asks nothing of it, and below home its slug could be the letters' address."""
    from campaigns.models.page_base import (  # noqa: PLC0415 - models are not loaded with the config
        PublicPageMixin,
    )

    page = instance.specific
    if isinstance(page, PublicPageMixin) and parent_page_after.depth == HOME_DEPTH:
        page.refuse_reserved_slug()
