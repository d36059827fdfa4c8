"""Numbers that the public may know: small ones could tell who was among them."""

SMALLEST_NUMBER = 10
FEWER = f"fewer than {SMALLEST_NUMBER}"


def public_count(count: int) -> int | str:
    """The number; from 1 to 9 only that it is small. For the API; pages translate it."""
    return FEWER if 0 < count < SMALLEST_NUMBER else count
