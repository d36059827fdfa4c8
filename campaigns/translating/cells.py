"""The cell of one translation, be it of a letter or of a page."""

from wagtail_localize.models import Translation

from campaigns.models import LetterText
from campaigns.translating import letter_matrix, page_matrix
from campaigns.translating.progress import Cell


def cell_of(translation: Translation) -> Cell:
    """Raises LookupError where the row that is translated is gone."""
    of_letter = translation.source.specific_content_type.model_class() is LetterText
    found = (letter_matrix if of_letter else page_matrix).cell_of(translation)
    if found is None:
        raise LookupError(translation.pk)
    return found
