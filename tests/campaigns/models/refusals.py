"""What a refusal names, for comparison."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation


def refused(action: Callable[[], Any]) -> dict[str, list[str]]:
    """The English messages of the ValidationError that `action` has to raise, by field."""
    with translation.override("en"):
        with pytest.raises(ValidationError) as error:
            action()
        return ValidationError(error.value.update_error_dict({})).message_dict


def refused_fields(action: Callable[[], Any]) -> list[str]:
    return sorted(refused(action))
