"""Closed vocabularies of the field; values are stored, labels are translated."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AuthorityKind(TextChoices):
    OFFICE = "office", _("Office")
    EMBASSY = "embassy", _("Embassy")


class Gender(TextChoices):
    """For the form of address of an office holder, nothing else."""

    FEMALE = "f", _("Female")
    MALE = "m", _("Male")
    UNKNOWN = "x", _("Unknown or neither")


class CaseStatus(TextChoices):
    """Only the status opens and closes forms; an outcome never does."""

    PREPARING = "preparing", _("In preparation")
    ACTIVE = "active", pgettext_lazy("case", "Active")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", pgettext_lazy("case", "Closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("case", "Withdrawn")


PUBLIC_CASE_STATUSES = (CaseStatus.ACTIVE, CaseStatus.PAUSED, CaseStatus.CLOSED)


class OutcomeKind(TextChoices):
    RELEASED = "released", _("Released")
    CHARGES_DROPPED = "charges_dropped", _("Charges dropped")
    ACQUITTED = "acquitted", _("Acquitted")
    SENTENCE_REDUCED = "sentence_reduced", _("Sentence reduced")
    RETURNED_HOME = "returned_home", _("Returned home")
    MOVED = "moved", _("Moved to another place of detention")
    DECEASED = "deceased", _("Deceased")
    OTHER = "other", _("Other development")


class LetterState(TextChoices):
    """States of one signed letter, driven by signing and dispatch."""

    WAITING = "waiting", _("Waiting for dispatch")
    HELD = "held", _("Held for a decision")
    CLAIMED = "claimed", _("Claimed by a dispatch")
    SENT = "sent", _("Sent")
    IN_DOUBT = "in_doubt", _("In doubt")
    FAILED = "failed", _("Failed")
    WITHDRAWN = "withdrawn", pgettext_lazy("letter", "Withdrawn")
    NOT_SENT = "not_sent", _("Not sent")


class DispatchState(TextChoices):
    CLAIMED = "claimed", _("Claimed")
    READY = "ready", _("Ready to hand over")
    HANDED_OVER = "handed_over", _("Handed over")
    IN_DOUBT = "in_doubt", _("In doubt")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class ItemState(TextChoices):
    """States of one mail of a dispatch; `sending` is written before the attempt."""

    WAITING = "waiting", pgettext_lazy("item of a dispatch", "Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", pgettext_lazy("item of a dispatch", "Sent")
    REFUSED = "refused", _("Refused for good")
    IN_DOUBT = "in_doubt", pgettext_lazy("item of a dispatch", "In doubt")


class Hindrance(TextChoices):
    """Why letters that wait are not claimed. Those that hold ask a person to decide."""

    CASE_NOT_ACTIVE = "case_not_active", _("The case is not active.")
    NO_CONSENT = "no_consent", _("The consent to the name has been withdrawn.")
    STOPPED = "stopped", _("The appeal is stopped.")
    SUSPENDED = "suspended", _("The post to the authority is suspended.")
    WITHDRAWN = "withdrawn", _("The version they were signed with has been withdrawn.")
    SUPERSEDED = "superseded", _("A corrected version has been published.")
    ADDRESSEE = "addressee", _("The version does not fit who holds the office, or its languages.")
    NAMES_US = "names_us", _("The case forbids to name the organisation, which the bundle does.")
    REVIEW_OVERDUE = "review_overdue", _("The safety review of the case is overdue.")
    NO_CHANNEL = "no_channel", _("None of the appeal's channels reaches the authority.")
    NO_SENDER = (
        "no_sender",
        _("The house has no sender's e-mail, or no mail server, that this case allows."),
    )
    TOO_FEW = "too_few", _("They are fewer than the smallest bundle.")
    NOT_DRAWABLE = "not_drawable", _("The letter cannot be drawn as one page.")
    SPECIMEN = "specimen", _("They are specimens and are never sent.")

    @property
    def holds(self) -> bool:
        """Whether letters are held for a decision; otherwise they go on waiting by themselves."""
        return self in _HOLDING


_HOLDING = frozenset(
    {
        Hindrance.CASE_NOT_ACTIVE,
        Hindrance.NO_CONSENT,
        Hindrance.STOPPED,
        Hindrance.SUSPENDED,
        Hindrance.WITHDRAWN,
        Hindrance.SUPERSEDED,
        Hindrance.ADDRESSEE,
    }
)


class ReplyKind(TextChoices):
    """What came back from an authority."""

    RETURNED = "returned", _("Returned by the post")
    REFUSED = "refused", _("Refused by the authority")
    ANSWERED = "answered", _("Answered")


class PrintKind(TextChoices):
    """How a visitor took a letter along to post it."""

    PDF = "pdf", _("PDF to print")
    WORD = "docx", _("Word file")
    BY_HAND = "by_hand", _("Large text to copy by hand")
    MAIL = "mail", _("E-mail from the visitor's own mailbox")


class PackKind(TextChoices):
    """Whom a pack of letters was made for."""

    GROUP = "group", _("Group or stand")
    CLASS = "class", _("School class")


class CoverKind(TextChoices):
    """What the house lays around letters, in its own name."""

    LETTER = "letter", _("Cover letter to the authority")
    FORWARDING = "forwarding", _("Note to the embassy that passes letters on")
    COPY = "copy", _("Note to an embassy that gets a copy")


class WindowSide(TextChoices):
    LEFT = "left", _("Left (DIN 5008, form B)")
    RIGHT = "right", _("Right (Swiss envelopes)")


class ClosedReason(TextChoices):
    """Why an appeal takes no signatures; the first that holds is told."""

    CASE_NOT_ACTIVE = "case_not_active", _("The case is not active.")
    NO_CONSENT = "no_consent", _("There is no consent to name the person.")
    NAMES_US = "names_us", _("The case forbids to name the organisation, which the bundle does.")
    REVIEW_OVERDUE = "review_overdue", _("The safety review is missing or overdue.")
    STOPPED = "stopped", _("The appeal has been stopped.")
    NOT_YET = "not_yet", _("The appeal has not opened yet.")
    ENDED = "ended", _("The period of the appeal has ended.")
    NO_LETTER = "no_letter", _("No approved letter exists in a language that the authority reads.")


class SegmentState(TextChoices):
    """What stands for one segment of a source in one language."""

    MISSING = "missing", pgettext_lazy("segment", "Missing")
    MACHINE = "machine", pgettext_lazy("segment", "From a machine, not confirmed")
    REFUSED = "refused", pgettext_lazy("segment", "Refused")
    DONE = "done", pgettext_lazy("segment", "Translated")


class EditKind(TextChoices):
    """How a string came into a translation."""

    TYPED = "typed", _("Typed")
    CONFIRMED = "confirmed", _("Confirmed")
    MACHINE = "machine", _("Machine translation")
    FILE = "file", _("From a PO file")
    MEMORY = "memory", _("From an earlier letter")
    CLEARED = "cleared", _("Emptied")


class TranslationState(TextChoices):
    """How far a text or page is in one language; `translating.progress` says which is when."""

    SOURCE = "source", pgettext_lazy("translation", "Written in this language")
    MISSING = "missing", pgettext_lazy("translation", "Missing")
    IN_PROGRESS = "in_progress", pgettext_lazy("translation", "In progress")
    MACHINE = "machine", pgettext_lazy("translation", "By machine, to be confirmed")
    COMPLETE = "complete", pgettext_lazy("translation", "Translated, to be handed in")
    IN_REVIEW = "in_review", pgettext_lazy("translation", "In review")
    APPROVED = "approved", pgettext_lazy("translation", "Approved")
    BEHIND = "behind", pgettext_lazy("translation", "Behind the source")
