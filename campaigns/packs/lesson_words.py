"""What a teacher reads: short, true for every case, enough for one lesson."""

from django.utils.translation import gettext as _


def sections() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings with their paragraphs, in the active language."""
    return (_what(), _polite(), _initials(), _course(), _care())


def _what() -> tuple[str, tuple[str, ...]]:
    return (
        _("What a letter can do"),
        (
            _(
                "Nobody in an office has to answer a letter. But somebody opens it, counts it and "
                "passes it on. When many arrive, those in charge know that this prisoner is not "
                "forgotten, and that others are watching."
            ),
            _(
                "Some prisoners were treated better after letters came, some were released. Often "
                "nobody can say whether it was the letters. Promise the class no success."
            ),
        ),
    )


def _polite() -> tuple[str, tuple[str, ...]]:
    return (
        _("Why the letter is polite"),
        (
            _(
                "It is written to be read to its end. It says who is meant, what happened and what "
                "is asked for. An insult would make it easy to put aside, and could harm the "
                "person it is about."
            ),
        ),
    )


def _initials() -> tuple[str, tuple[str, ...]]:
    return (
        _("Why initials only"),
        (
            _(
                "The letter goes to the authorities of another country. Initials show that a "
                "person stands behind it, and do not say who. So nobody’s family, journey or "
                "future depends on it. Leave the sender off the envelope as well."
            ),
        ),
    )


def _course() -> tuple[str, tuple[str, ...]]:
    return (
        _("One lesson"),
        (
            _("10 minutes: read the case aloud or in silence. What was new, what is unclear?"),
            _(
                "15 minutes: read the letter sentence by sentence. Which sentence asks for "
                "something, which one proves something? Whom would you write to here?"
            ),
            _("10 minutes: look for the country on a map. Which right of this person was broken?"),
            _("10 minutes: who wants to signs a letter with initials, folds it and seals it."),
        ),
    )


def _care() -> tuple[str, tuple[str, ...]]:
    return (
        _("Take care of your class"),
        (
            _(
                "Signing is free, and not signing needs no reason; put the letters out rather than "
                "handing them round. Pupils with ties to the country may be at risk: speak to them "
                "beforehand and alone, or choose another case. No names on any sheet, no "
                "photographs of signed letters. Post the letters together or not at all."
            ),
        ),
    )
