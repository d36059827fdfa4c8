"""Pages of signing: read the letter, sign it, keep the receipt. No cookie, nothing personal."""

from campaigns.views.base import LetterView, OfAppealView, not_found, signature_form
from campaigns.views.letters import AppealView, PrintView, SignView, chosen_version
from campaigns.views.receipts import (
    FindReceiptView,
    OpenAppealsView,
    ReceiptView,
    WithdrawView,
)

__all__ = [
    "AppealView",
    "FindReceiptView",
    "LetterView",
    "OfAppealView",
    "OpenAppealsView",
    "PrintView",
    "ReceiptView",
    "SignView",
    "WithdrawView",
    "chosen_version",
    "not_found",
    "signature_form",
]
