"""Who may do what with a translation: the one place that every door of translating asks.

An editor is who may add letter texts. Whoever may only change them translates: the translations
into the languages of the person's `Translator` profile, nothing else, and nothing without one.
A reviewer without languages there reviews every language.
"""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation

from campaigns.models import Translator

TRANSLATE = "wagtail_localize.submit_translation"
CHANGE = "campaigns.change_lettertext"
PUBLISH = "campaigns.publish_lettertext"
REVIEW = "campaigns.publish_translation"


def may_edit_source(user: Any) -> bool:
    """Whether the person writes what others translate."""
    return bool(user.has_perm("campaigns.add_lettertext"))


def languages_of(user: Any) -> set[str] | None:
    """Codes of the languages a person may translate into; None for all of them."""
    if may_edit_source(user):
        return None
    mine = Translator.objects.filter(user_id=user.pk).exclude(languages=None)
    found = set(mine.values_list("languages__language_code", flat=True))
    return None if not found and user.has_perm(REVIEW) else found


def speaks(user: Any, code: str) -> bool:
    languages = languages_of(user)
    return languages is None or code in languages


def may_translate(user: Any, translation: Translation) -> bool:
    """Whether `user` may write strings of this translation; nobody may where it is stopped."""
    if not translation.enabled:
        return False
    if may_edit_source(user):
        return _may_edit(user, translation)
    return bool(user.has_perm(TRANSLATE)) and speaks(user, translation.target_locale.language_code)


def may_publish(user: Any, translation: Translation) -> bool:
    """Whether `user` publishes translations like this one, if it is by others."""
    return _publishes(user, translation) and may_translate(user, translation)


def _publishes(user: Any, translation: Translation) -> bool:
    if user.has_perm(REVIEW):
        return True
    if not is_page(translation):
        return bool(user.has_perm(PUBLISH))
    target = translation.get_target_instance()
    return bool(target.permissions_for_user(user).can_publish())


def is_page(translation: Translation) -> bool:
    return issubclass(translation.source.specific_content_type.model_class(), Page)


def _may_edit(user: Any, translation: Translation) -> bool:
    if not is_page(translation):
        return bool(user.has_perm(CHANGE))
    target = translation.get_target_instance()
    return bool(target.permissions_for_user(user).can_edit())
