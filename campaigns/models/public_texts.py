"""What can be read of a case in public: its pages and stories that are live, its letters."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.apps import apps
from wagtail.models import Page

from campaigns.models.secret_names import reveals, texts_by_field

if TYPE_CHECKING:
    from campaigns.models.cases import Case


def pages_telling(case: "Case", secret: str) -> list[str]:
    """The live pages and stories of `case`, in any language, in which `secret` stands."""
    return [_named(page) for page in _live_pages(case) if reveals(secret, _texts(page))]


def versions_telling(case: "Case", secret: str) -> list[str]:
    """The letter versions of `case` that nobody has withdrawn and in which `secret` stands."""
    versions = apps.get_model("campaigns.LetterVersion").objects.standing()
    return [
        str(version)
        for version in versions.filter(appeal__case=case).select_related("appeal")
        if reveals(secret, (text for _block, text in version.letter_blocks.named()))
    ]


def _live_pages(case: "Case") -> Iterator[Page]:
    yield from case.pages.filter(live=True).select_related("locale")
    # Further cases of a story stand in a stream, which no database searches reliably.
    stories = apps.get_model("campaigns.SuccessStoryPage").objects.live().select_related("locale")
    yield from (story for story in stories if case.pk in story.case_ids())


def _texts(page: Page) -> Iterable[str]:
    return (text for texts in texts_by_field(page).values() for text in texts)


def _named(page: Any) -> str:
    return f"{page.title} [{page.locale.language_code}]"
