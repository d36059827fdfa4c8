"""E-mail without its limits, so that hundreds of single mails leave in a minute."""

import datetime
from typing import ClassVar

from campaigns.dispatch.channels.email import EmailChannel


class HastyChannel(EmailChannel):
    per_hour: ClassVar[int] = 1_000_000
    first_wait = longest_wait = settles = datetime.timedelta()
    most_attempts: ClassVar[int] = 1_000
