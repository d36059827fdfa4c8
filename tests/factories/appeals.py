"""Appeals with letters, written the way editors and translators write them."""

from typing import Any

from wagtail.models import Locale

from campaigns.letters.compose import LetterBlocks
from campaigns.models import Appeal, LetterText, LetterVersion
from tests.factories.records import AppealFactory

BLOCKS = {
    "de": LetterBlocks(
        subject="Bitte um Freilassung von Anna Berger",
        salutation="Sehr geehrter Herr Minister,",
        paragraphs=("*Anna Berger* ist seit Mai in Haft.", "Ich bitte Sie um ihre Freilassung."),
        closing="Mit freundlichen Grüßen",
    ),
    "en": LetterBlocks(
        subject="Request for the release of Anna Berger",
        salutation="Dear Minister,",
        paragraphs=("*Anna Berger* has been in prison since May.", "I ask you to release her."),
        closing="Yours sincerely,",
    ),
    "fr": LetterBlocks(
        subject="Demande de libération d’Anna Berger",
        salutation="Monsieur le Ministre,",
        paragraphs=(
            "*Anna Berger* est en prison depuis mai.",
            "Je vous demande de la libérer.",
        ),
        closing="Veuillez agréer, Monsieur le Ministre, mes salutations respectueuses.",
    ),
    "tr": LetterBlocks(
        subject="Anna Berger’in serbest bırakılması talebi",
        salutation="Sayın Bakan,",
        paragraphs=("*Anna Berger* mayıs ayından beri tutuklu.", "Serbest bırakılmasını dilerim."),
        closing="Saygılarımla,",
    ),
    "ar": LetterBlocks(
        subject="طلب الإفراج عن آنا برغر",
        salutation="معالي الوزير،",
        paragraphs=("*آنا برغر* في السجن منذ مايو.", "أرجو منكم الإفراج عنها."),
        closing="وتفضلوا بقبول فائق الاحترام،",
    ),
}


def letter_text(appeal: Appeal, language: str, *, live: bool = True, **fields: Any) -> LetterText:
    """A saved text of the appeal; published through a revision when `live`."""
    blocks = BLOCKS.get(language, BLOCKS["en"])
    text = LetterText(
        **{
            "appeal": appeal,
            "locale": Locale.objects.get_or_create(language_code=language)[0],
            "subject": blocks.subject,
            "salutation": blocks.salutation,
            "paragraphs": [("paragraph", paragraph) for paragraph in blocks.paragraphs],
            "closing": blocks.closing,
            "live": False,
            **fields,
        }
    )
    text.save()
    if live:
        text.save_revision().publish()
        text.refresh_from_db()
    return text


def version(
    appeal: Appeal, language: str = "tr", blocks: LetterBlocks | None = None, **fields: Any
) -> LetterVersion:
    """A version as publishing writes it, without the cost of a page."""
    blocks = blocks or BLOCKS.get(language, BLOCKS["en"])
    return LetterVersion.objects.create(
        **{
            "appeal": appeal,
            "language": language,
            "blocks": blocks.as_json(),
            "digest": blocks.digest(),
            "source_digest": BLOCKS["de"].digest(),
            "sendable": True,
            **fields,
        }
    )


def open_appeal(languages: tuple[str, ...] = ("tr", "en", "de"), **fields: Any) -> Appeal:
    """An appeal that takes signatures; German is for reading only."""
    appeal = AppealFactory(**fields)
    read = appeal.authority.languages()
    for language in languages:
        version(appeal, language, sendable=language in read)
    return appeal
