"""Cover texts, written the way editors write them."""

from typing import Any

from wagtail.models import Locale

from campaigns.enums import CoverKind
from campaigns.letters.compose import LetterBlocks
from campaigns.models import CampaignSettings, CoverText

ORGANISATION = "Zeichen gegen das Vergessen"
RETURN_ADDRESS = f"{ORGANISATION}, Musterweg 1, 12345 Berlin"
NEUTRAL_ADDRESS = "Postfach 77, 12345 Berlin"

WORDS = {
    "de": LetterBlocks(
        subject="Begleitschreiben: {demand}",
        salutation="Sehr geehrte Damen und Herren,",
        paragraphs=(
            "Dieses Paket enthält Briefe für: {office}. Anzahl der Briefe: {count}.",
            "Die Briefe tragen nur Initialen, damit niemand gefährdet wird.",
            "Wir sind {organisation}.",
            "Antworten erreichen uns hier: {answers}",
        ),
        closing="Mit freundlichen Grüßen",
    ),
    "en": LetterBlocks(
        subject="Cover letter: {demand}",
        salutation="Dear Sir or Madam,",
        paragraphs=(
            "This parcel holds letters to: {office}. Number of letters: {count}.",
            "They bear initials only, so that nobody is put at risk.",
            "We are {organisation}.",
            "Please answer to: {answers}",
        ),
        closing="Yours faithfully,",
    ),
    "tr": LetterBlocks(
        subject="Ekli mektuplar: {demand}",
        salutation="Sayın Yetkili,",
        paragraphs=(
            "Bu kolide {office} için yazılmış mektuplar vardır. Mektup sayısı: {count}.",
            "Kimse tehlikeye girmesin diye mektuplarda yalnızca baş harfler vardır.",
            "Biz {organisation} kuruluşuyuz.",
            "Yanıtınızı şu adrese rica ederiz: {answers}",
        ),
        closing="Saygılarımızla,",
    ),
    "ar": LetterBlocks(
        subject="خطاب مرافق: {demand}",
        salutation="حضرة السيدات والسادة،",
        paragraphs=(
            "يضم هذا الطرد رسائل موجهة إلى: {office}. عدد الرسائل: {count}.",
            "تحمل الرسائل الأحرف الأولى فقط حتى لا يتعرض أحد للخطر.",
            "نحن منظمة {organisation}.",
            "يرجى الرد على العنوان التالي: {answers}",
        ),
        closing="وتفضلوا بقبول فائق الاحترام،",
    ),
}


def cover_text(
    kind: CoverKind = CoverKind.LETTER, language: str = "de", *, live: bool = True, **fields: Any
) -> CoverText:
    """A saved text; published through a revision when `live`."""
    words = WORDS[language]
    text = CoverText(
        **{
            "kind": kind,
            "locale": Locale.objects.get_or_create(language_code=language)[0],
            "subject": words.subject,
            "salutation": "" if kind == CoverKind.LETTER else words.salutation,
            "paragraphs": [("paragraph", paragraph) for paragraph in words.paragraphs],
            "closing": words.closing,
            "live": False,
            **fields,
        }
    )
    text.save()
    if live:
        text.save_revision().publish()
        text.refresh_from_db()
    return text


def named_house(**fields: Any) -> CampaignSettings:
    """The settings in force, with an organisation and both its addresses."""
    house = CampaignSettings.in_force()
    wanted = {
        "organisation": ORGANISATION,
        "return_address": RETURN_ADDRESS,
        "neutral_return_address": NEUTRAL_ADDRESS,
        "sender_email": "post@zeichen.example",
        **fields,
    }
    for name, value in wanted.items():
        setattr(house, name, value)
    house.save()
    return house
