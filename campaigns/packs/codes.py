"""Codes of packs: short enough to type from paper, too many to guess, and a typing error shows.

Twelve signs in three groups, "7k3m-p9qx-bd2t": eleven at random (53 bits) and one that checks
them. Of 29 signs, none is taken for another, and with one vowel they make few words. 29 is a
prime, so one wrong sign, or two signs in each other's place, never go unnoticed.
"""

import hashlib
import hmac
import secrets

from campaigns import conf

SIGNS = "23456789abcdfghjkmnpqrstvwxyz"
LENGTH = 12
GROUP = 4


def new_code() -> str:
    """A fresh code, as it is printed."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1))
    return grouped(signs + _check(signs))


def plain(typed: str) -> str:
    """What was typed without blanks, hyphens and capitals."""
    return "".join(sign for sign in typed.casefold() if sign.isalnum())[: LENGTH + 1]


def is_well_formed(typed: str) -> bool:
    """Whether it can be a code; False says that it was mistyped, never whether one exists."""
    signs = plain(typed)
    right = len(signs) == LENGTH and all(sign in SIGNS for sign in signs)
    return right and _check(signs[:-1]) == signs[-1]


def hash_of(typed: str) -> str:
    """What is stored: keyed, so that a copy of the database alone tells no code."""
    message = f"pack:{plain(typed)}".encode()
    return hmac.new(conf.receipt_secret(), message, hashlib.sha256).hexdigest()


def grouped(signs: str) -> str:
    return "-".join(signs[n : n + GROUP] for n in range(0, len(signs), GROUP))


def _check(signs: str) -> str:
    weighed = sum(place * SIGNS.index(sign) for place, sign in enumerate(signs, 1))
    # The checking sign weighs like the others: it stands at place 12.
    return SIGNS[-weighed * pow(LENGTH, -1, len(SIGNS)) % len(SIGNS)]
