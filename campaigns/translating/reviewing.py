"""Handing in, sending back, publishing: what a translation goes through before anybody reads it.

Whoever wants to tell people connects to the signals; all send `translation` and `person`,
`sent_back` also `why`. They come once the transaction is over.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext
from wagtail_localize.models import SourceDeletedError, Translation

from campaigns.enums import SegmentState
from campaigns.models import LetterText, SegmentComment, TranslationTask
from campaigns.models.four_eyes import (
    CODE,
    message,
    overrides_message,
    own_overrides,
    own_words,
)
from campaigns.models.gates import Errors, GatedMixin
from campaigns.models.translation_state import translated_instance
from campaigns.translating.labels import labels_of, name_of
from campaigns.translating.locks import refuse_locked
from campaigns.translating.roles import is_page, may_publish, may_translate
from campaigns.translating.segments import Segment, segments_of

handed_in = Signal()
sent_back = Signal()
published = Signal()

LONGEST_REASON = 1000  # Characters; the comment's model says so to forms alone.
WORDS = ("subject", "salutation", "paragraphs", "closing")


class OwnEditError(ValidationError):
    """The newest words, pictures or links are the person's: somebody else has to publish them."""


def hand_in(translation: Translation, person: Any) -> list[str]:
    """Tells reviewers that it is done; sentences on what still keeps it from being published.

    Refused, with ValidationError: what a person has not translated, and words that cannot be
    sent. What a translator cannot mend (an overdue review, an address) is reported alone.
    """
    if not may_translate(person, translation):
        raise PermissionDenied
    with transaction.atomic():
        _lock(translation)
        refuse_locked(translation, person)
        refuse_unfinished(translation)
        mine, others = _gates(translation)
        if mine:
            raise ValidationError(mine)
        _set_handed_in(translation, person)
        _tell(handed_in, translation, person)
    return others


def send_back(translation: Translation, person: Any, why: str) -> SegmentComment:
    """Gives it back to its translator; the reason stands as a comment at the first segment."""
    if not may_publish(person, translation):
        raise PermissionDenied
    if not why.strip():
        raise ValidationError({"why": _("Say what should be changed.")})
    if len(why.strip()) > LONGEST_REASON:
        text = _("Keep it to %(count)d characters.") % {"count": LONGEST_REASON}
        raise ValidationError({"why": text})
    with transaction.atomic():
        _lock(translation)
        waiting = TranslationTask.objects.filter(translation=translation).exclude(handed_in_on=None)
        if not waiting.update(handed_in_on=None, handed_in_by=None):
            raise ValidationError(_("This translation was not handed in."))
        comment = SegmentComment.objects.create(
            translation=translation,
            context_id=segments_of(translation)[0].context,
            text=why.strip(),
            person=person,
        )
        _tell(sent_back, translation, person, why=why.strip())
    return comment


def publish(translation: Translation, person: Any) -> Any:
    """Makes what the strings say live, all or nothing, and returns the row.

    ValidationError names each segment that is not ready and each gate that is closed.
    wagtail-localize would publish once the transaction is over, when nothing can be undone: it
    makes the draft, and the draft is published here.
    """
    if not may_publish(person, translation):
        raise PermissionDenied
    with transaction.atomic(), LogContext(user=person):
        _lock(translation)
        refuse_locked(translation, person)
        refuse_unfinished(translation)
        refuse_own_words(translation, person)
        translation.save_target(user=person, publish=False)
        draft = translation.get_target_instance().get_latest_revision()
        # Asked above: who reviews need not have the permissions of who edits.
        draft.publish(user=person, skip_permission_checks=True)
        target = translation.get_target_instance()
        _verify(target)
        TranslationTask.objects.filter(translation=translation).update(
            handed_in_on=None, handed_in_by=None
        )
        _tell(published, translation, person)
    return target


def refuse_unfinished(translation: Translation) -> None:
    """Everything has to be there, by a person, and accepted."""
    try:
        source = translation.source.as_instance()
    except SourceDeletedError:
        message = _("The source of this translation has been deleted.")
        raise ValidationError(message, "deleted") from None
    segments = segments_of(translation)
    if open_ones := [each for each in segments if each.state != SegmentState.DONE]:
        labels = labels_of(source, segments)
        raise ValidationError(
            [ValidationError(_why_open(each, labels[each.pk]), each.state) for each in open_ones]
        )


def _why_open(segment: Segment, label: str) -> str:
    if segment.state == SegmentState.MACHINE:
        text = _("%(segment)s: by a machine, and nobody has confirmed it.")
    elif segment.state == SegmentState.REFUSED:
        text = _("%(segment)s: refused. Write it anew.")
    else:
        text = _("%(segment)s: not translated yet.")
    return text % {"segment": label}


def refuse_own_words(translation: Translation, person: Any) -> None:
    """Names the segments, pictures and links that are the person's own."""
    target = translation.get_target_instance()
    mine = (
        (message(), _names_of_words(translation, own_words(target, person))),
        (overrides_message(), _names_of_overrides(translation, own_overrides(target, person))),
    )
    if refused := [f"{text} ({', '.join(names)})" for text, names in mine if names]:
        raise OwnEditError([ValidationError(each, CODE) for each in refused])


def _names_of_words(translation: Translation, segments: QuerySet[Any]) -> list[str]:
    mine = set(segments.values_list("pk", flat=True))
    if not mine:
        return []
    everything = segments_of(translation)
    labels = labels_of(translation.source.as_instance(), everything)
    return [labels[each.pk] for each in everything if each.pk in mine]


def _names_of_overrides(translation: Translation, segments: QuerySet[Any]) -> list[str]:
    paths = list(segments.order_by("order").values_list("context__path", flat=True))
    if not paths:
        return []
    source = translation.source.as_instance()
    # A link inside a text has its address, in quotes, at the end of its path.
    return list(dict.fromkeys(name_of(source, path.partition(".'")[0]) for path in paths))


def _lock(translation: Translation) -> None:
    """Two people at once: the second one waits, and then sees what the first one did."""
    Translation.objects.select_for_update().get(pk=translation.pk)


def _gates(translation: Translation) -> tuple[Errors, list[str]]:
    """What the gates say: of the words, by field; and sentences on all else.

    A secret name is judged at publishing alone, or handing in again and again would find it out.
    """
    errors = _expected(translation)
    told = {
        name: [each for each in found if each.code != "legal_name"]
        for name, found in errors.items()
    }
    mine = {name: found for name, found in told.items() if found and name in WORDS}
    rest = [found for name, found in told.items() if name not in WORDS]
    return mine, list(_sentences(each for found in rest for each in found))


def _expected(translation: Translation) -> Errors:
    """What the gates say of what the strings make of the source; nothing of it is stored."""
    if is_page(translation):
        source = translation.source
        page = source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
        return page.gate_errors() if isinstance(page, GatedMixin) else {}
    text = translated_instance(translation.get_target_instance())
    return text.gate_errors() if isinstance(text, GatedMixin) else {}


def _sentences(errors: Iterable[ValidationError]) -> Iterator[str]:
    for each in errors:
        yield from each.messages


def _set_handed_in(translation: Translation, person: Any) -> None:
    TranslationTask.objects.update_or_create(
        translation=translation,
        defaults={"handed_in_on": timezone.now(), "handed_in_by": person},
    )


def _verify(target: Any) -> None:
    """That it is live, and that the letter that is served now says what the strings say."""
    if not target.live or (isinstance(target, LetterText) and not _serves_the_strings(target)):
        raise ValidationError(_("It could not be published. What was live before still is."))


def _serves_the_strings(text: LetterText) -> bool:
    expected, version = translated_instance(text), text.versions().first()
    return bool(expected and version and version.digest == expected.letter_blocks().digest())


def _tell(signal: Signal, translation: Translation, person: Any, **more: Any) -> None:
    transaction.on_commit(
        lambda: signal.send(Translation, translation=translation, person=person, **more)
    )
