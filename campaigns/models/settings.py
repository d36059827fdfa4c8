"""What the house that runs the campaign decides once: who it is and how it posts."""

import datetime
from decimal import Decimal
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import register_setting
from wagtail.models import Orderable, Site

from campaigns.enums import WindowSide
from campaigns.letters.telling import House, address_names, domains_in
from campaigns.models.authorities import letter_language_choices

_NAMES = _("A neutral address must not name the organisation.")
_DOMAIN_NAMES = _("Its domain names the organisation; take another one.")


@register_setting(icon="mail", order=900)
class CampaignSettings(ClusterableModel, BaseSiteSetting):
    organisation = models.CharField(
        _("organisation"),
        max_length=120,
        blank=True,
        help_text=_("Shown to visitors, and to authorities where the case allows it."),
    )
    return_address = models.CharField(
        _("return address"),
        max_length=160,
        blank=True,
        help_text=_("One line with the organisation's name; it stands above the address."),
    )
    neutral_return_address = models.CharField(
        _("neutral return address"),
        max_length=160,
        blank=True,
        help_text=_("Without the organisation's name, for cases that forbid it; empty for none."),
    )
    posting_country = CountryField(
        verbose_name=_("posting country"),
        default="DE",
        help_text=_("Where the letters are posted."),
    )
    posting_language = models.CharField(
        _("posting language"),
        max_length=12,
        choices=letter_language_choices,
        default="de",
        help_text=_("The language in which the country stands on the envelope."),
    )
    window_side = models.CharField(
        _("window of the envelopes"),
        max_length=5,
        choices=WindowSide,
        default=WindowSide.LEFT,
        help_text=_("Where the address has to stand on the page."),
    )
    month_only = models.BooleanField(
        _("date with month only"),
        default=False,
        help_text=_("Letters are dated by month and year instead of the day."),
    )
    sender_email = models.EmailField(
        _("sender's e-mail"),
        blank=True,
        help_text=_("For letters that leave by e-mail. Answers and bounces come to it."),
    )
    neutral_sender_email = models.EmailField(
        _("neutral sender's e-mail"),
        blank=True,
        help_text=_(
            "For cases that forbid to name the organisation: an address at another domain, which "
            "mail.example.org is not if you write from example.org. Without it, or without a mail "
            "server of its own, their letters do not leave by e-mail."
        ),
    )
    single_mails = models.BooleanField(
        _("a mail for each letter"),
        default=False,
        help_text=_(
            "Slow: at most 20 an hour to one domain. "
            "While off, an authority gets one mail a day with the count and all letters."
        ),
    )
    paper_weight = models.PositiveSmallIntegerField(
        _("paper weight in g/m²"),
        default=80,
        validators=[MinValueValidator(40)],
        help_text=_("For the weight of a parcel."),
    )
    box_kilograms = models.PositiveSmallIntegerField(
        _("weight of a box in kg"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("The most paper in one box: a bundle has a file for each box."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("days until initials are removed"),
        default=30,
        help_text=_("Counted from the dispatch; the counts stay."),
    )
    unsent_days = models.PositiveSmallIntegerField(
        _("days until letters that did not leave are given up"),
        default=180,
        help_text=_(
            "Counted from the end of the appeal. Their initials are removed, and they are not sent."
        ),
    )
    smallest_bundle = models.PositiveSmallIntegerField(
        _("smallest bundle"),
        default=20,
        validators=[MinValueValidator(1)],
        help_text=_("Fewer letters wait, so that nobody can be told from a small pile."),
    )
    specimen_mark = models.BooleanField(
        _("specimen mark"),
        default=False,
        help_text=_("While on, letters carry a mark and are never sent, not even later."),
    )

    panels = [
        HelpPanel(template="campaigns/admin/settings_help.html"),
        MultiFieldPanel(
            [
                FieldPanel("organisation"),
                FieldPanel("return_address"),
                FieldPanel("neutral_return_address"),
            ],
            heading=_("The house"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("posting_country"),
                FieldPanel("posting_language"),
                FieldPanel("window_side"),
                FieldPanel("month_only"),
                FieldPanel("paper_weight"),
                FieldPanel("box_kilograms"),
                InlinePanel("postage", label=_("postage"), heading=_("Postage")),
            ],
            heading=_("The post"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("sender_email"),
                FieldPanel("neutral_sender_email"),
                FieldPanel("single_mails"),
            ],
            heading=_("E-mail"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("smallest_bundle"),
                FieldPanel("retention_days"),
                FieldPanel("unsent_days"),
                FieldPanel("specimen_mark"),
            ],
            heading=_("Letters"),
        ),
    ]

    class Meta:
        verbose_name = _("campaign settings")
        verbose_name_plural = _("campaign settings")

    def clean(self) -> None:
        super().clean()
        house = self.telling()
        refused = {}
        if house.is_told_by(self.neutral_return_address):
            refused["neutral_return_address"] = _NAMES
        if address_names(self.neutral_sender_email, self.organisation):
            refused["neutral_sender_email"] = _NAMES
        elif house.domains & set(domains_in(self.neutral_sender_email)):
            refused["neutral_sender_email"] = _DOMAIN_NAMES
        if refused:
            raise ValidationError(refused)

    def telling(self) -> House:
        """What must not stand where a case forbids to name the organisation."""
        found = (*domains_in(self.sender_email), *domains_in(self.return_address))
        return House(self.organisation, frozenset(found))

    @classmethod
    def in_force(cls) -> Self:
        """The settings of the default site: letters are the house's, whichever site took them."""
        found = cls.objects.filter(site__is_default_site=True).first()
        if found is not None:
            return found
        site = Site.objects.filter(is_default_site=True).first()
        return cls.for_site(site) if site else cls()

    def postage_on(self, day: datetime.date) -> "Postage | None":
        """The prices that hold on a day."""
        return self.postage.filter(valid_from__lte=day).order_by("-valid_from", "-pk").first()

    def sender(self, may_name_organisation: bool) -> str:
        return self.sender_email if may_name_organisation else self.neutral_sender_email

    def return_line(self, may_name_organisation: bool) -> str:
        return self.return_address if may_name_organisation else self.neutral_return_address


def _price(label: Any, help_text: Any, **more: Any) -> models.DecimalField:
    return models.DecimalField(
        label,
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=help_text,
        **more,
    )


class Postage(Orderable):
    """Prices of the post, in the currency of the posting country."""

    settings = ParentalKey(CampaignSettings, on_delete=models.CASCADE, related_name="postage")
    valid_from = models.DateField(_("valid from"), help_text=_("The first day of these prices."))
    abroad = _price(
        _("letter abroad"), _("Price of one standard letter, in the posting country's currency.")
    )
    inland = _price(
        _("letter within the country"),
        _("Price of one standard letter, as to an embassy there."),
        null=True,
        blank=True,
    )
    parcel = _price(
        _("parcel abroad"), _("Price of one parcel, as heavy as a full box."), null=True, blank=True
    )
    inland_parcel = _price(
        _("parcel within the country"),
        _("For letters that go care of an embassy there."),
        null=True,
        blank=True,
    )

    class Meta(Orderable.Meta):
        verbose_name = _("postage")
        verbose_name_plural = _("postage")
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return f"{self.valid_from}: {self.abroad}"
