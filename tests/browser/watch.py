"""Watches one browser context: what it asks for, and what it complains about."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

NOT_FETCHED = "Failed to load resource: "


class Watch:
    """Every request of a context and every complaint of its pages, in order.

    A complaint is an error in the console: of a script, of the content policy, of a resource that
    did not load. `expect` names what a test brings about itself.
    """

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context, self.origin = context, origin
        self.requests: list[Request] = []
        self.complaints: list[str] = []
        self._expected: tuple[str, ...] = ()
        context.on("request", self._note)
        context.on("console", self._hear)
        context.on("weberror", self._catch)

    def expect(self, *statuses: int | str) -> None:
        """What the test brings about: HTTP statuses, or network errors as Chromium names them."""
        self._expected += tuple(str(status) for status in statuses)

    def strangers(self) -> list[str]:
        """Addresses asked for that are not on the site."""
        # The last two are the browser's own viewer of PDF files.
        own = ("data", "blob", "about", "chrome", "chrome-extension")
        return [
            request.url
            for request in self.requests
            if urlsplit(request.url).scheme not in own and not self._is_ours(request.url)
        ]

    def _is_ours(self, url: str) -> bool:
        return url.startswith(f"{self.origin}/")

    def _note(self, request: Request) -> None:
        self.requests.append(request)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not self._is_expected(message.text):
            self.complaints.append(f"{message.location['url']}: {message.text}")

    def _is_expected(self, text: str) -> bool:
        return text.startswith(NOT_FETCHED) and any(each in text for each in self._expected)

    def _catch(self, error: WebError) -> None:
        self.complaints.append(str(error.error))
