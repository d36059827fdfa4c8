"""What became of many strings at once: taken, unchanged, and refused with reason and place."""

from dataclasses import dataclass, field
from enum import Enum


class Reason(Enum):
    """Why a string was not taken; the sentence for a person stands in `Refusal.text`."""

    UNKNOWN = "unknown"
    SOURCE_CHANGED = "source_changed"
    REFUSED = "refused"
    CONFLICT = "conflict"
    UNCONFIRMED = "unconfirmed"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Refusal:
    """place: the path of a segment, a file name, or "" for the whole."""

    place: str
    reason: Reason
    text: str


@dataclass(slots=True)
class Report:
    taken: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)

    def refuse(self, place: str, reason: Reason, text: str) -> None:
        self.refused.append(Refusal(place, reason, text))

    def conflicts(self) -> bool:
        """Whether something is left that can be taken once a person says so."""
        return any(each.reason is Reason.CONFLICT for each in self.refused)
