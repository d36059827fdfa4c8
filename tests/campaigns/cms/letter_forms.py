"""What the editing form of a letter text sends, and what it answers."""

from typing import Any

from django.urls import reverse

from campaigns.models import Appeal, LetterText, LetterVersion
from tests.factories.appeals import BLOCKS

EDIT = "wagtailsnippets_campaigns_lettertext:edit"
BROKEN = "Saygılarımla \ue000"


def form(appeal: Appeal, language: str = "tr", **fields: Any) -> dict[str, Any]:
    blocks = BLOCKS[language]
    paragraphs: dict[str, Any] = {"paragraphs-count": len(blocks.paragraphs)}
    for number, words in enumerate(blocks.paragraphs):
        paragraphs |= {
            f"paragraphs-{number}-deleted": "",
            f"paragraphs-{number}-order": number,
            f"paragraphs-{number}-type": "paragraph",
            f"paragraphs-{number}-id": "",
            f"paragraphs-{number}-value": words,
        }
    return {
        "appeal": appeal.pk,
        "subject": blocks.subject,
        "salutation": blocks.salutation,
        "closing": blocks.closing,
        **paragraphs,
        **fields,
    }


def add_address(language: str = "tr") -> str:
    return f"{reverse('wagtailsnippets_campaigns_lettertext:add')}?locale={language}"


def edit_address(text: LetterText) -> str:
    return reverse(EDIT, args=[text.pk])


def errors(response: Any) -> list[str]:
    return sorted(response.context["form"].errors)


def closings() -> list[str]:
    return [each.letter_blocks.closing for each in LetterVersion.objects.order_by("pk")]
