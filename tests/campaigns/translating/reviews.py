"""What a review refuses, what is served after it, and words that cannot be sent."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail_localize.models import Translation

from campaigns.models import LetterVersion
from tests.factories.appeals import BLOCKS


def served(translation: Translation) -> list[str]:
    versions = LetterVersion.objects.filter(language=translation.target_locale.language_code)
    return [each.letter_blocks.closing for each in versions.order_by("pk")]


def refusal(step: Any, *args: Any) -> list[str]:
    with pytest.raises(ValidationError) as error:
        step(*args)
    return error.value.messages


def broken() -> Any:
    blocks = BLOCKS["tr"]
    return type(blocks)(blocks.subject, blocks.salutation, blocks.paragraphs, "Saygılar \ue000")
