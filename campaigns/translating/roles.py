"""Who may do what with a translation."""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation


def may_translate(user: Any, translation: Translation) -> bool:
    """Whether `user` may write strings of this translation."""
    languages = languages_of(user)
    mine = languages is None or translation.target_locale.language_code in languages
    return (
        mine
        and user.has_perm("wagtail_localize.submit_translation")
        and _may_edit(user, translation)
    )


def may_publish(user: Any, translation: Translation) -> bool:
    instance = translation.get_target_instance()
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    return bool(user.has_perm("campaigns.publish_lettertext"))


def may_edit_source(user: Any) -> bool:
    return bool(user.has_perm("campaigns.add_lettertext"))


def languages_of(user: Any) -> set[str] | None:
    """Codes of the languages a person translates into; None for all."""
    translator = getattr(user, "translator", None)
    if user.is_superuser or translator is None:
        return None
    return set(translator.languages.values_list("language_code", flat=True))


def _may_edit(user: Any, translation: Translation) -> bool:
    instance = translation.get_target_instance()
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    return bool(user.has_perm("campaigns.change_lettertext"))
