"""The glossary of the demo: a few words of the field, from German into some languages."""

from campaigns.demo.reading import SOURCE_LANGUAGE, read
from campaigns.demo.translating import locale
from campaigns.models import GlossaryEntry


def load_glossary() -> None:
    table = read("glossary")
    for words in table["terms"]:
        for code, translation in words.items():
            if code == SOURCE_LANGUAGE:
                continue
            entry = GlossaryEntry(
                source=locale(SOURCE_LANGUAGE),
                target=locale(code),
                term=words[SOURCE_LANGUAGE],
                translation=translation,
                note=table["note"],
            )
            entry.full_clean()
            entry.save()
