"""Pages of signing: read the letter, sign it, keep the receipt. No cookie, nothing personal."""

from campaigns.views.base import not_found, signature_form
from campaigns.views.letters import AppealView, PrintView, SignView
from campaigns.views.receipts import (
    FindReceiptView,
    OpenAppealsView,
    ReceiptView,
    WithdrawView,
)

__all__ = [
    "AppealView",
    "FindReceiptView",
    "OpenAppealsView",
    "PrintView",
    "ReceiptView",
    "SignView",
    "WithdrawView",
    "not_found",
    "signature_form",
]
