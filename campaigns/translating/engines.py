"""Machines that translate: wagtail-localize's own, made honest about what they can do.

One is chosen by WAGTAILLOCALIZE_MACHINE_TRANSLATOR (docs/settings.md). Each asks its server which
languages it knows, and says in a sentence what went wrong.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import requests
from django.core.cache import cache
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.machine_translators.deepl import DeepLTranslator, language_code
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.strings import StringValue

Terms = Sequence[tuple[str, str]]
"""Pairs of a term and its translation."""

_DAY = 24 * 60 * 60
_TIMEOUT = 30
_BUSY = (429, 456, 503)


class EngineError(Exception):
    """What went wrong, as a sentence for the person who asked for a translation."""


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turns what a server or the network does into an EngineError; no address, no key in it."""
    try:
        yield
    except requests.Timeout as error:
        raise EngineError(_("%(name)s took too long to answer.") % {"name": name}) from error
    except requests.HTTPError as error:
        raise EngineError(_refused(name, error)) from error
    except (requests.RequestException, ValueError, KeyError, TypeError, AttributeError) as error:
        message = _("%(name)s cannot be reached or answers oddly.") % {"name": name}
        raise EngineError(message) from error


def _refused(name: str, error: requests.HTTPError) -> str:
    status = error.response.status_code if error.response is not None else 0
    if status in _BUSY:
        text = _("%(name)s is busy, or its quota is used up. Try again later.")
    else:
        text = _("%(name)s refuses to translate this (%(status)d).")
    return text % {"name": name, "status": status}


def _remembered(key: str, ask: Callable[[], Any]) -> Any:
    """What a server says about itself, asked once a day."""
    known = cache.get(key)
    if known is None:
        known = ask()
        cache.set(key, known, _DAY)
    return known


class LibreTranslate(LibreTranslator):
    """A server of LibreTranslate; OPTIONS: LIBRETRANSLATE_URL, API_KEY, TIMEOUT."""

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__({"API_KEY": "", **options})

    def pairs(self) -> dict[str, list[str]]:
        """Codes it translates into, by the code it translates from."""
        return _remembered(f"campaigns.libretranslate.{self.get_api_endpoint()}", self._ask_pairs)

    def _ask_pairs(self) -> dict[str, list[str]]:
        with explained(self.display_name):
            answer = requests.get(
                self.get_api_endpoint() + "/languages", timeout=self.get_timeout()
            )
            answer.raise_for_status()
            return {each["code"]: list(each["targets"]) for each in answer.json()}

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        pairs = self.pairs()
        source = _code_among(source_locale.language_code, pairs)
        targets = pairs.get(source, []) if source else []
        target = _code_among(target_locale.language_code, targets)
        return target is not None and target != source

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Sequence[StringValue]
    ) -> dict[StringValue, StringValue]:
        with explained(self.display_name):
            return super().translate(source_locale, target_locale, strings)

    def language_code(self, code: str) -> str:
        """As the server writes it: zh-hans may be zh-Hans there, or zh."""
        pairs = self.pairs()
        return _code_among(code, pairs) or code.split("-", maxsplit=1)[0]


def _code_among(code: str, known: Any) -> str | None:
    """The server's spelling of a language of ours, the narrower one first."""
    by_lower = {each.lower(): each for each in known}
    return by_lower.get(code.lower()) or by_lower.get(code.lower().split("-")[0])


class DeepL(DeepLTranslator):
    """DeepL; OPTIONS: AUTH_KEY, FORMALITY, TIMEOUT, and URL where it is not DeepL's own."""

    def address(self, path: str) -> str:
        base = self.options.get("URL") or super().get_api_endpoint().removesuffix("/v2/translate")
        return f"{base}/v2/{path}"

    def get_api_endpoint(self) -> str:
        return self.address("translate")

    def known(self, kind: str) -> list[str]:
        """Codes in capitals it translates from ("source") or into ("target")."""
        key = f"campaigns.deepl.{self.address('languages')}.{kind}"
        return _remembered(key, lambda: [each["language"] for each in self._languages(kind)])

    def _languages(self, kind: str) -> list[dict[str, Any]]:
        return list(self._call("GET", "languages", params={"type": kind}))

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        source = language_code(source_locale.language_code)
        target = language_code(target_locale.language_code, is_target=True)
        # DeepL lists EN-GB and PT-BR among its targets, and takes EN and PT as well.
        targets = {code for each in self.known("target") for code in (each, each.split("-")[0])}
        return source in self.known("source") and target in targets and source != target

    def translate(
        self,
        source_locale: Locale,
        target_locale: Locale,
        strings: Sequence[StringValue],
        terms: Terms = (),
    ) -> dict[StringValue, StringValue]:
        """With the house's words for `terms`; the glossary at DeepL lives as long as this call."""
        fields = self.get_parameters(source_locale, target_locale, strings)
        with self._glossary(fields, terms) as more:
            found = self._call("POST", "translate", data={**fields, **more})
        with explained(self.display_name):
            texts = [StringValue(each["text"]) for each in found["translations"]]
            return dict(zip(strings, texts, strict=True))

    @contextmanager
    def _glossary(self, fields: dict[str, Any], terms: Terms) -> Iterator[dict[str, str]]:
        if not terms or "glossary_id" in fields:
            yield {}
            return
        made = self._call("POST", "glossaries", json=_as_glossary(fields, terms))
        try:
            yield {"glossary_id": made["glossary_id"]}
        finally:
            self._call("DELETE", f"glossaries/{made['glossary_id']}")

    def _call(self, method: str, path: str, **content: Any) -> Any:
        with explained(self.display_name):
            answer = requests.request(
                method,
                self.address(path),
                headers=self.get_headers(),
                timeout=int(self.options.get("TIMEOUT", _TIMEOUT)),
                **content,
            )
            answer.raise_for_status()
            return answer.json() if answer.content else {}


def _as_glossary(fields: dict[str, Any], terms: Terms) -> dict[str, str]:
    lines = ["\t".join(" ".join(each.split()) for each in pair) for pair in dict(terms).items()]
    return {
        "name": "campaigns",
        "source_lang": fields["source_lang"].lower(),
        "target_lang": fields["target_lang"].split("-")[0].lower(),
        "entries_format": "tsv",
        "entries": "\n".join(lines),
    }
