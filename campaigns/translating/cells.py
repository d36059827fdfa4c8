"""The cell of one translation, be it of a letter, of a cover text or of a page."""

from typing import Any

from wagtail_localize.models import Translation

from campaigns.models import CoverText, LetterText
from campaigns.translating import cover_matrix, letter_matrix, page_matrix
from campaigns.translating.progress import Cell


def cell_of(translation: Translation) -> Cell:
    """Raises LookupError where the row that is translated is gone."""
    matrices: dict[Any, Any] = {LetterText: letter_matrix, CoverText: cover_matrix}
    model = translation.source.specific_content_type.model_class()
    found: Cell | None = matrices.get(model, page_matrix).cell_of(translation)
    if found is None:
        raise LookupError(translation.pk)
    return found
