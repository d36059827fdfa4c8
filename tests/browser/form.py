"""The letter form by its hooks, never by its words: these are translated."""

from playwright.sync_api import Locator, Page

NAME = "[data-letter-name-input]"
NAME_ERROR = "[data-letter-name-error]"
INITIALS = "[data-letter-initials]"
PLACE = "input[name=place]"
LANGUAGE = "select[name=language]"
SUBMIT = "[data-letter-submit]"
PRINT = "[data-letter-native]"
BACK = "[data-letter-back]"
HEADING = "[data-letter-heading]"
ERRORS = "[data-letter-errors]"
THEIRS, MINE = ".c-reading__theirs", ".c-reading__mine"
RECEIPT_CODE = ".c-receipt__code"

NO_BREAK_SPACE = "\u00a0"


def step(page: Page, name: str) -> Locator:
    """The element of the step "form", "read", "receipt" or "closed", once it is there."""
    found = page.locator(f"[data-letter-step={name}]")
    found.wait_for()
    return found


def read_letter(page: Page, initials: str) -> Locator:
    """From the form to the reading step."""
    page.fill(INITIALS, initials)
    page.click(SUBMIT)
    return step(page, "read")


def sign_letter(page: Page) -> str:
    """From the reading step to the receipt; returns its code."""
    page.click(SUBMIT)
    step(page, "receipt")
    return page.inner_text(RECEIPT_CODE).replace(" ", "")


def focus_is_on(page: Page, selector: str) -> bool:
    return page.evaluate("selector => document.activeElement.matches(selector)", selector)


def tab_to(page: Page, selector: str, limit: int = 60) -> None:
    """Presses Tab until `selector` has the focus; fails where the focus is nowhere on the way."""
    for _press in range(limit):
        page.keyboard.press("Tab")
        assert not focus_is_on(page, "body"), f"the focus was lost on the way to {selector}"
        if focus_is_on(page, selector):
            return
    raise AssertionError(f"{limit} presses of Tab do not lead to {selector}")


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate(
        "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    )
