"""Signed letters in number, without the cost of signing each."""

from typing import Any

from campaigns.models import Appeal, Letter, LetterVersion
from tests.factories.records import today

INITIALS = ("A.\u00a0B.", "Ç.\u00a0D.", "E.-F.\u00a0G.", "H.")


def letters(
    appeal: Appeal, count: int, *, version: LetterVersion | None = None, **fields: Any
) -> list[Letter]:
    """Waiting letters of the appeal's first version that is in the authority's language."""
    version = version or appeal.signable_versions()[0]
    return Letter.objects.bulk_create(
        Letter(
            **{
                "appeal": appeal,
                "version": version,
                "initials": INITIALS[number % len(INITIALS)],
                "signed_on": today(),
                **fields,
            }
        )
        for number in range(count)
    )


def states_of(appeal: Appeal) -> dict[str, int]:
    """Numbers of the appeal's letters by state."""
    found: dict[str, int] = {}
    for state in appeal.letters.order_by().values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found
