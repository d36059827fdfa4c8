"""Whom letters are written to: the office, its address, the languages it reads."""

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from campaigns.enums import AuthorityKind
from campaigns.letters.compose import MAX_ENVELOPE_LINES, envelope_lines
from campaigns.letters.languages import LANGUAGES

if TYPE_CHECKING:
    from campaigns.models.office_holders import OfficeHolder


def letter_language_choices() -> list[tuple[str, str]]:
    """(code, own name) of every language of the registry, for form fields."""
    return [(code, entry.autonym) for code, entry in LANGUAGES.items()]


class Authority(index.Indexed, ClusterableModel):
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=AuthorityKind,
        default=AuthorityKind.OFFICE,
        help_text=_("An embassy can also pass letters on, or get a copy."),
    )
    name = models.CharField(
        _("office"),
        max_length=120,
        help_text=_("The office as it stands on the envelope, without the person who holds it."),
    )
    address_lines = models.TextField(
        _("address lines"),
        blank=True,
        help_text=_(
            "Street or post box, one line each, without town and country. "
            "With name, office, town and country at most six lines."
        ),
    )
    town = models.CharField(
        _("town"), max_length=80, help_text=_("With the postal code, as the destination writes it.")
    )
    country = CountryField(
        verbose_name=_("country"),
        help_text=_("The last line of the envelope is generated from it."),
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Published by the office."))
    via = models.ForeignKey(
        "self",
        verbose_name=_("send care of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="forwards_to",
        limit_choices_to={"kind": AuthorityKind.EMBASSY},
        help_text=_("An embassy that passes the letters on, when the direct post is suspended."),
    )
    copies_to = models.ManyToManyField(
        "self",
        verbose_name=_("copies to"),
        blank=True,
        symmetrical=False,
        related_name="copied_for",
        limit_choices_to={"kind": AuthorityKind.EMBASSY},
        help_text=_("Embassies that are told; each letter names them in its copy line."),
    )
    postal_suspended_since = models.DateField(
        _("postal service suspended since"),
        null=True,
        blank=True,
        help_text=_("Leave empty while letters can be posted."),
    )
    verified_on = models.DateField(
        _("address verified on"),
        null=True,
        blank=True,
        help_text=_("The day somebody checked address and office holder against a source."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("name"),
                FieldPanel("address_lines"),
                FieldPanel("town"),
                FieldPanel("country"),
            ],
            heading=_("On the envelope"),
        ),
        InlinePanel(
            "reading_languages",
            label=_("language it reads"),
            heading=_("Languages it reads, in order of preference"),
            min_num=1,
        ),
        InlinePanel("holders", label=_("office holder"), heading=_("Office holders")),
        MultiFieldPanel(
            [
                FieldPanel("email"),
                FieldPanel("via"),
                FieldPanel("copies_to"),
                FieldPanel("postal_suspended_since"),
                FieldPanel("verified_on"),
            ],
            heading=_("Ways to reach it"),
        ),
    ]
    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("town"),
        index.AutocompleteField("town"),
        index.FilterField("country"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        ordering = ["country", "name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.country})"

    def clean(self) -> None:
        super().clean()
        self._check_routing()
        self._check_envelope()
        self._check_envelopes_care_of_it()

    def _check_routing(self) -> None:
        if self.kind != AuthorityKind.EMBASSY and self.pk and self._is_used_as_embassy():
            raise ValidationError(
                {"kind": _("Other authorities send letters or copies to it as an embassy.")}
            )
        if self.via is None:
            return
        if self.via == self:
            raise ValidationError({"via": _("An authority cannot be reached care of itself.")})
        if self.via.kind != AuthorityKind.EMBASSY:
            raise ValidationError({"via": _("Choose an embassy: only embassies pass letters on.")})
        if self.via.via_id or (self.pk and self.forwards_to.exists()):
            raise ValidationError(
                {"via": _("Care-of routing has one step: one of the two is routed itself already.")}
            )

    def _is_used_as_embassy(self) -> bool:
        return self.forwards_to.exists() or self.copied_for.exists()

    def _check_envelope(self) -> None:
        if (count := self.envelope_line_count()) > MAX_ENVELOPE_LINES:
            raise ValidationError(
                {
                    "address_lines": gettext(
                        "The envelope has room for %(most)d lines; with office holder, office and "
                        "country these are %(count)d. Shorten the address."
                    )
                    % {"most": MAX_ENVELOPE_LINES, "count": count}
                }
            )

    def _check_envelopes_care_of_it(self) -> None:
        """An embassy's address stands on the envelopes of those it passes letters on to."""
        for routed in self.forwards_to.all() if self.pk else ():
            routed.via = self
            if (count := routed.envelope_line_count()) > MAX_ENVELOPE_LINES:
                raise ValidationError(
                    {
                        "address_lines": gettext(
                            "Letters to %(authority)s go care of this address: their envelope "
                            "would have %(count)d lines, there is room for %(most)d."
                        )
                        % {
                            "authority": routed,
                            "most": MAX_ENVELOPE_LINES,
                            "count": count,
                        }
                    }
                )

    def envelope_line_count(self) -> int:
        """Lines of the longest envelope: a line is kept for whoever will hold the office."""
        return len(self.envelope(holder="\N{EM DASH}"))

    def street_lines(self) -> list[str]:
        return [line.strip() for line in self.address_lines.splitlines() if line.strip()]

    def envelope(
        self, *, holder: str = "", posting_country: str = "", posting_language: str = "de"
    ) -> tuple[str, ...]:
        """The composed lines, from the office holder to the country.

        Without a posting country the country line is always there, so the count is the largest.
        """
        place = self.via or self
        return envelope_lines(
            holder=holder,
            office=self.name,
            street=place.street_lines(),
            town=place.town,
            country=str(place.country),
            posting_country=posting_country,
            posting_language=posting_language,
            care_of=self.via.name if self.via else "",
        )

    def languages(self) -> list[str]:
        """Codes of the languages it reads, the preferred first."""
        return [row.language for row in self.reading_languages.all()]

    def holder_on(self, day: datetime.date | None = None) -> "OfficeHolder | None":
        """Who holds the office on `day` (today by default)."""
        day = day or timezone.localdate()
        held = [holder for holder in self.holders.all() if holder.holds_on(day)]
        return max(held, key=lambda holder: holder.valid_from, default=None)


class AuthorityLanguage(Orderable):
    authority = ParentalKey(Authority, on_delete=models.CASCADE, related_name="reading_languages")
    language = models.CharField(
        _("language"),
        max_length=12,
        choices=letter_language_choices,
        help_text=_("Letters go out in the first of these that has an approved letter."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("language of an authority")
        verbose_name_plural = _("languages of an authority")
        constraints = [
            models.UniqueConstraint(fields=["authority", "language"], name="language_read_once")
        ]

    def __str__(self) -> str:
        return self.language
