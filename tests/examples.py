"""How many examples a property gets: many of initials, which are cheap, fewer of whole letters.

`make torture` runs 10,000 and 2,000 of them, every other run 500 and 100, whatever the profile of
the other properties is.
"""

import os

from hypothesis import settings

_TORTURE = os.environ.get("HYPOTHESIS_PROFILE") == "torture"
of_initials = settings(max_examples=10_000 if _TORTURE else 500)
of_contents = settings(max_examples=2_000 if _TORTURE else 100)
