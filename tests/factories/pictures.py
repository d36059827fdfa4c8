"""Pictures of cases, as an editor uploads them."""

from typing import Any

from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from campaigns.models import Case, CasePicture


def picture(case: Case, **fields: Any) -> CasePicture:
    """A picture with consent and without an end of it."""
    image = get_image_model().objects.create(title="x", file=get_test_image_file())
    return CasePicture.objects.create(**{"case": case, "image": image, "consent": True, **fields})
