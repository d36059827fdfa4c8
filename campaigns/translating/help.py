"""All that helps with each segment of a translation, for the editor that shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wagtail_localize.models import Translation

from campaigns.models import GlossaryEntry, SegmentComment, StringEdit
from campaigns.translating.comments import comments_for
from campaigns.translating.doubts import doubts
from campaigns.translating.glossary import glossary_for
from campaigns.translating.history import history_for
from campaigns.translating.memory import Suggestion, memory_for
from campaigns.translating.segments import Segment
from campaigns.translating.subjects import cases_of


@dataclass(frozen=True, slots=True)
class SegmentHelp:
    """comments: questions, with their answers in `given`. warnings never keep one from saving."""

    glossary: Sequence[GlossaryEntry]
    memory: Sequence[Suggestion]
    history: Sequence[StringEdit]
    comments: Sequence[SegmentComment]
    warnings: Sequence[str]

    @property
    def open_questions(self) -> int:
        return sum(each.settled_on is None for each in self.comments)


def help_for(translation: Translation, segments: Iterable[Segment]) -> dict[int, SegmentHelp]:
    """By pk of the segment; as many queries for one segment as for all."""
    listed = list(segments)
    cases = cases_of(translation)
    glossary = glossary_for(translation, listed)
    memory = memory_for(translation, listed, cases)
    history = history_for(translation, listed)
    comments = comments_for(translation, listed)
    return {
        each.pk: SegmentHelp(
            glossary=glossary[each.pk],
            memory=memory[each.pk],
            history=history[each.pk],
            comments=comments[each.pk],
            warnings=doubts(each.source, each.target, cases),
        )
        for each in listed
    }
