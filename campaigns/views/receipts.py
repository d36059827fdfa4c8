"""What became of a letter, by the code of its receipt; and taking it back while it waits."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from campaigns.enums import LetterState
from campaigns.models import CasePage, Letter
from campaigns.signing import letter_of_receipt, plain_code, withdraw
from campaigns.views.base import LetterView


class ReceiptView(LetterView):
    """What became of one letter, by its code alone."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        letter = letter_of_receipt(code)
        if letter is None:
            return self.page("find_receipt", {"unknown": True}, status=404)
        self.appeal = letter.appeal
        return self.page("receipt", {"letter": letter, "code": code})


class WithdrawView(LetterView):
    """Takes a waiting letter back. GET asks, POST does it."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        letter = letter_of_receipt(code)
        return self._answer(letter, code, "withdraw")

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Whoever comes too late is told so: 409, with the state in which the letter is."""
        letter = letter_of_receipt(code)
        if letter is None or withdraw(letter) or letter.state == LetterState.WITHDRAWN:
            return self._answer(letter, code, "receipt")
        return self._answer(letter, code, "withdraw", status=409)

    def _answer(
        self, letter: Letter | None, code: str, name: str, status: int = 200
    ) -> HttpResponse:
        if letter is None:
            return self.page("find_receipt", {"unknown": True}, status=404)
        self.appeal = letter.appeal
        return self.page(name, {"letter": letter, "code": code}, status=status)


class FindReceiptView(LetterView):
    """A field for the receipt code; it is posted, so that it stays out of addresses."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page("find_receipt", {})

    def post(self, request: HttpRequest) -> HttpResponse:
        code = plain_code(request.POST.get("code", ""))
        if letter_of_receipt(code) is None:
            return self.page("find_receipt", {"unknown": True}, status=404)
        return HttpResponseRedirect(reverse("campaigns:receipt", args=[code]), status=303)


class OpenAppealsView(LetterView):
    """All letters that can be signed now."""

    def get(self, request: HttpRequest) -> HttpResponse:
        here = CasePage.objects.filter(locale__language_code=get_language())
        cards = [page for page in CasePage.cards(here) if page.open_appeal]
        return self.page("appeals", {"cards": cards})
