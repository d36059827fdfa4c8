"""Questions of translators to editors about a segment, answered in place.

Whoever wants to tell people connects to `asked` and `answered`; both send `comment`.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from campaigns.models import SegmentComment
from campaigns.translating.catalogues import comparable, has_controls
from campaigns.translating.roles import languages_of, may_edit_source
from campaigns.translating.segments import Segment

LONGEST = 1000  # Characters; the model says so to forms alone.

asked = Signal()
answered = Signal()


def ask(translation: Translation, context: int, text: str, person: Any) -> SegmentComment:
    """A new question about the segments at `context`; ValidationError on "text"."""
    comment = _written(translation, context, text, person, None)
    asked.send(sender=SegmentComment, comment=comment)
    return comment


def answer(question: SegmentComment, text: str, person: Any) -> SegmentComment:
    """An answer below `question`; a question that was settled is open again."""
    first = question.answer_to or question
    comment = _written(first.translation, first.context_id, text, person, first)
    SegmentComment.objects.filter(pk=first.pk).update(settled_on=None)
    answered.send(sender=SegmentComment, comment=comment)
    return comment


def settle(comment: SegmentComment) -> None:
    """Closes a question with its answers; whoever may translate or edit the source may do so."""
    first = comment.answer_to_id or comment.pk
    open_ones = SegmentComment.objects.filter(pk=first, settled_on=None)
    open_ones.update(settled_on=timezone.now())


def open_comments(person: Any) -> QuerySet[SegmentComment]:
    """Open questions that concern `person`: all for editors of sources, else of own languages."""
    found = SegmentComment.objects.filter(answer_to=None, settled_on=None)
    languages = languages_of(person)
    if languages is None or may_edit_source(person):
        return found
    return found.filter(translation__target_locale__language_code__in=languages)


def comments_for(
    translation: Translation, segments: Iterable[Segment]
) -> dict[int, list[SegmentComment]]:
    """Questions with their answers in `given`, by pk of the segment; two queries at most."""
    answers = SegmentComment.objects.select_related("person")
    questions = SegmentComment.objects.filter(translation=translation, answer_to=None)
    by_context: dict[int, list[SegmentComment]] = {}
    for each in questions.select_related("person").prefetch_related(
        Prefetch("answers", queryset=answers, to_attr="given")
    ):
        by_context.setdefault(each.context_id, []).append(each)
    return {segment.pk: by_context.get(segment.context, []) for segment in segments}


def _written(
    translation: Translation, context: int, text: str, person: Any, first: SegmentComment | None
) -> SegmentComment:
    text = comparable(text).strip()
    if not text or has_controls(text):
        raise ValidationError({"text": _("Write what you would like to know.")})
    if len(text) > LONGEST:
        message = _("Keep it to %(count)d characters.") % {"count": LONGEST}
        raise ValidationError({"text": message})
    return SegmentComment.objects.create(
        translation=translation,
        context_id=context,
        text=text,
        person=person,
        answer_to=first,
    )
