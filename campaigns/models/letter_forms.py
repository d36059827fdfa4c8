"""Where and how an appeal is signed, for clients without our pages."""

from typing import Any

from campaigns.blocks import appeal_address
from campaigns.letters.languages import LANGUAGES
from campaigns.models.appeals import Appeal


def form_of(appeal: Appeal) -> dict[str, Any]:
    """Plain values: the appeal, its languages in order of preference, addresses to ask.

    No languages while it is closed. `read` answers GET with the letter in each language; `sign`
    takes the POST. Both are null on a site without the API's addresses.
    """
    reason = appeal.closed_reason()
    return {
        "appeal": str(appeal.uuid),
        "authority": appeal.authority.name,
        "open": reason is None,
        "closed_reason": reason.value if reason else None,
        "closes": appeal.closes.isoformat(),
        "languages": [
            {
                "code": version.language,
                "name": LANGUAGES[version.language].autonym,
                "direction": LANGUAGES[version.language].direction,
            }
            for version in (appeal.signable_versions() if reason is None else [])
        ],
        "takes_place": appeal.case.may_show_place,
        "read": appeal_address("campaigns_api:letter", appeal),
        "sign": appeal_address("campaigns_api:sign", appeal),
    }
