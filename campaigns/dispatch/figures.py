"""Numbers, weights and prices of a dispatch in the active language."""

from decimal import Decimal

from babel.numbers import format_currency, format_decimal
from babel.units import format_unit
from django.utils.translation import get_language, ngettext

from campaigns.dispatch.weighing import Load
from campaigns.letters.languages import LANGUAGES

A_KILOGRAM = 1_000


def number(value: int) -> str:
    return str(format_decimal(value, locale=_locale()))


def weight(grams: int) -> str:
    """In kilograms with one decimal, less than one in grams; never broken at its blank."""
    if grams < A_KILOGRAM:
        text = format_unit(grams, "mass-gram", "short", locale=_locale())
    else:
        kilograms, pattern = Decimal(grams) / A_KILOGRAM, "#,##0.0"
        text = format_unit(kilograms, "mass-kilogram", "short", format=pattern, locale=_locale())
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def money(amount: Decimal, currency: str) -> str:
    return format_currency(amount, currency, locale=_locale())


def letters(count: int) -> str:
    return ngettext("%(n)s letter", "%(n)s letters", count) % {"n": number(count)}


def boxes(count: int) -> str:
    return ngettext("%(n)s box", "%(n)s boxes", count) % {"n": number(count)}


def sheets(count: int) -> str:
    return ngettext("%(n)s sheet", "%(n)s sheets", count) % {"n": number(count)}


def described(load: Load) -> str:
    """ "3 boxes, 4,812 sheets, 24.1 kg, €142.50"; without a price where one is missing."""
    parts = [boxes(load.boxes), sheets(load.sheets), weight(load.grams)]
    if load.postage is not None:
        parts.append(money(load.postage, load.currency))
    return _comma().join(parts)


def _comma() -> str:
    """CLDR's own lists of figures are incomplete: German has none."""
    entry = LANGUAGES.get(get_language() or "en")
    return "، " if entry and "Arabic" in entry.scripts else ", "


def _locale() -> str:
    code = get_language() or "en"
    entry = LANGUAGES.get(code)
    return entry.locale if entry else code.replace("-", "_")
