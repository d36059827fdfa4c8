"""What is missing around the letters of a dispatch, and where a colleague puts it right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.dispatch import channels, covering, figures
from campaigns.dispatch.claiming import Pile
from campaigns.dispatch.covering import Missing
from campaigns.dispatch.weighing import Load, load_before
from campaigns.enums import CoverKind
from campaigns.models import CampaignSettings, CoverText, Dispatch, Postage
from campaigns.templatetags.campaigns_tags import name_of_language
from campaigns.translating.roles import TRANSLATE

LETTER = CoverKind.LETTER.value
_NONE: dict[CoverKind, Any] = {
    CoverKind.LETTER: _("No cover letter in %(language)s."),
    CoverKind.FORWARDING: _("No note in %(language)s to the embassy that passes the letters on."),
    CoverKind.COPY: _("No note in %(language)s to the embassies that get a copy."),
}


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence; `url` is where something can be done about it, "" for who may not."""

    text: str
    url: str = ""
    action: str = ""
    is_of_cover: bool = False


def notes_on(dispatch: Dispatch, load: Load | None, user: Any) -> list[Note]:
    """Texts and prices that are missing. By e-mail only the cover letter counts, and no price."""
    missing = covering.missing(dispatch)
    if load is None:
        missing = [each for each in missing if each.kind == CoverKind.LETTER]
    if channels.sends_itself(dispatch.channel):
        missing = [mail for each in missing if (mail := _in_a_mail(dispatch, each))]
    doors = _Doors(user) if missing else None
    notes = [
        Note(_said(each), *doors.to(each.kind, each.language), is_of_cover=True)
        for each in missing
        if doors
    ]
    return [*notes, *_of_postage(load, user)] if load else notes


def _in_a_mail(dispatch: Dispatch, missing: Missing) -> Missing | None:
    """A mail has no page that a text could be too long for; its language may still be another."""
    if not missing.too_long:
        return missing
    wanted = dispatch.envelope["routing"][covering.KEY]["letter"]["wanted"]
    return Missing(missing.kind, wanted, missing.language) if wanted != missing.language else None


def _said(missing: Missing) -> str:
    names = {
        "language": name_of_language(missing.language),
        "instead": name_of_language(missing.instead) if missing.instead else "",
    }
    if missing.too_long:
        text = gettext("The cover text in %(language)s does not fit its page and is left out.")
    else:
        text = str(_NONE[missing.kind])
        if missing.instead:
            text += " " + gettext("The one in %(instead)s goes instead.")
    return text % names


class _Doors:
    """Where a text is written or opened, for who may; one query."""

    def __init__(self, user: Any) -> None:
        self.user, self.viewset = user, CoverText.snippet_viewset
        rows = CoverText.objects.values_list("kind", "locale__language_code", "pk", "live")
        self.texts = {(kind, code): pk for kind, code, pk, _live in rows}
        self.live = {(kind, code) for kind, code, _pk, is_live in rows if is_live}

    def to(self, kind: str, language: str) -> tuple[str, str]:
        pk = self.texts.get((kind, language))
        if pk is None and (door := self._to_translation(kind, language)):
            return door
        if pk is None and self.user.has_perm("campaigns.add_covertext"):
            url = reverse(self.viewset.get_url_name("add"))
            return f"{url}?locale={language}", gettext("Write one")
        if pk is not None and self.user.has_perm("campaigns.change_covertext"):
            return reverse(self.viewset.get_url_name("edit"), args=[pk]), gettext("Open the text")
        return "", ""

    def _to_translation(self, kind: str, language: str) -> tuple[str, str] | None:
        """What is there in one language is translated, not written a second time: the oldest text
        of the kind is submitted. None without one, or for who may not."""
        source = min((pk for (of, _code), pk in self.texts.items() if of == kind), default=None)
        if source is None or not self.user.has_perm(TRANSLATE):
            return None
        url = reverse(
            "wagtail_localize:submit_snippet_translation", args=["campaigns", "covertext", source]
        )
        return f"{url}?select_locale={language}", gettext("Have it translated")


def _of_postage(load: Load, user: Any) -> Iterator[Note]:
    if not load.missing:
        return
    names = ", ".join(str(Postage._meta.get_field(name).verbose_name) for name in load.missing)
    allowed = user.has_perm("campaigns.change_campaignsettings")
    url = reverse("wagtailsettings:edit", args=["campaigns", "campaignsettings"]) if allowed else ""
    text = gettext("The postage is not known. A price is missing in the settings: %(prices)s.")
    yield Note(text % {"prices": names}, url, gettext("Enter it"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Letters that wait, what they will weigh by post, and what is missing around them."""

    pile: Pile
    load: str
    note: Note | None

    @property
    def mails_to(self) -> str:
        """Where these letters go at once when they are claimed; "" by post, or while they wait."""
        at_once = self.pile.hindrance is None and channels.sends_itself(self.pile.channel)
        return self.pile.appeal.authority.email if at_once else ""


def around_piles(piles: Iterable[Pile], user: Any) -> list[Waiting]:
    """In as many queries for any number of piles."""
    house, doors = CampaignSettings.in_force(), _Doors(user)
    return [
        Waiting(
            pile,
            figures.described(load_before(pile.count, house)) if _is_carried(pile) else "",
            None if (LETTER, pile.language) in doors.live else _no_letter(pile.language, doors),
        )
        for pile in piles
    ]


def _is_carried(pile: Pile) -> bool:
    channel = channels.get(pile.channel)
    return channel is not None and not channel.sends_itself


def _no_letter(language: str, doors: _Doors) -> Note:
    missing = Missing(CoverKind.LETTER, language)
    return Note(_said(missing), *doors.to(LETTER, language))
