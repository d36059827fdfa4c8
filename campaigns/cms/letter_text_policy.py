"""Who may do what with the rows of letter texts, asked by all of Wagtail's own doors."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from campaigns.models.translation_state import translation_of
from campaigns.translating.roles import may_edit_source, may_translate


class LetterTextPolicy(ModelPermissionPolicy):
    """Who may only change texts changes translations into their languages, at the desk.

    To publish one is a step of its review; Wagtail's doors to publishing, taking offline and
    scheduling are for those who edit the source.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "publish" and not may_edit_source(user):
            return False
        return bool(super().user_has_permission(user, action))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action == "change" and not may_edit_source(user):
            translation = translation_of(instance)
            return translation is not None and may_translate(user, translation)
        return self.user_has_permission(user, action)
