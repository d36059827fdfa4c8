"""A group says how many letters of its pack it has posted."""

from campaigns.models import GroupPack
from campaigns.packs.codes import hash_of, is_well_formed


def pack_of(code: str) -> GroupPack | None:
    """The pack with this code; None for a code that is mistyped or nobody's."""
    if not is_well_formed(code):
        return None
    return GroupPack.objects.filter(code_hash=hash_of(code)).first()
