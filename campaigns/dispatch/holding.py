"""Letters that wait for a person's decision."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.dispatch import hindrances
from campaigns.enums import Hindrance, LetterState
from campaigns.models import Appeal, CampaignSettings, Letter, LetterVersion


def hold(appeal: Appeal) -> int:
    """Holds what waits and must not leave now; how many letters. waiting -> held."""
    condition = hindrances.held_versions(appeal)
    if condition is None:
        return 0
    return _waiting(appeal).filter(condition).update(state=LetterState.HELD)


def _waiting(appeal: Appeal) -> QuerySet[Letter]:
    return Letter.objects.filter(appeal=appeal, state=LetterState.WAITING, specimen=False)


_UNDECIDED = (LetterState.HELD, LetterState.WAITING)


@dataclass(frozen=True)
class Held:
    """Letters of one version that are held or would be at the next claim, and why."""

    version: LetterVersion
    count: int
    reason: Hindrance | None

    @property
    def can_go(self) -> bool:
        """Whether a person can let them go: a stop has to end first, a withdrawal never does."""
        return self.reason in (None, Hindrance.SUPERSEDED, Hindrance.ADDRESSEE)


def held(appeal: Appeal | None = None) -> list[Held]:
    """Everything that asks for a decision, by version; in as many queries for any number.

    Also what still waits and will be held: a corrected version asks as soon as it is published.
    """
    letters = Letter.objects.filter(state__in=_UNDECIDED, specimen=False).order_by()
    if appeal is not None:
        letters = letters.filter(appeal=appeal)
    counts: dict[int, dict[str, int]] = {}
    for pk, state, count in letters.values_list("version", "state").annotate(Count("pk")):
        counts.setdefault(pk, {})[state] = count
    versions = LetterVersion.objects.filter(pk__in=counts).order_by("appeal", "pk")
    versions = versions.select_related("appeal__case", "appeal__authority__via")
    of_versions = hindrances.of_versions({each.appeal for each in versions})
    house = CampaignSettings.in_force()
    asked = ((each, counts[each.pk], _reason(each, of_versions, house)) for each in versions)
    return [
        Held(each, sum(states.values()), reason)
        for each, states, reason in asked
        if LetterState.HELD in states or (reason is not None and reason.holds)
    ]


def _reason(
    version: LetterVersion, of_versions: dict[int, Hindrance | None], house: CampaignSettings
) -> Hindrance | None:
    """Why letters of this version are held at present; None once nothing is in their way."""
    appeal = version.appeal
    overall = hindrances.of_appeal(appeal) or hindrances.way_of(appeal, house)[1]
    return overall if overall is not None and overall.holds else of_versions[version.pk]


def release(version: LetterVersion) -> int:
    """Lets the letters of a version go: held -> waiting; how many wait now.

    Also when a corrected version has come: that is the question a person has answered with it.
    Raises ValidationError while a stop lasts, and for a version that has been withdrawn.
    """
    of_versions = hindrances.of_versions([version.appeal])
    reason = _reason(version, of_versions, CampaignSettings.in_force())
    if not (found := Held(version, 0, reason)).can_go:
        raise ValidationError(
            _("These letters cannot go yet: %(reason)s"),
            params={"reason": found.reason and found.reason.label},
        )
    if found.reason is not None:
        version.release()
    letters = Letter.objects.filter(version=version, specimen=False)
    letters.filter(state=LetterState.HELD).update(state=LetterState.WAITING)
    return letters.filter(state=LetterState.WAITING).count()


def hold_back(version: LetterVersion) -> int:
    """Takes a release back: waiting -> held; how many."""
    version.hold_back()
    letters = Letter.objects.filter(version=version, state=LetterState.WAITING, specimen=False)
    return letters.update(state=LetterState.HELD)


def give_up(version: LetterVersion) -> int:
    """Held letters of a version will never be sent: held -> not_sent, for good; how many."""
    hold(version.appeal)
    letters = Letter.objects.filter(version=version, state=LetterState.HELD)
    return letters.update(state=LetterState.NOT_SENT)
