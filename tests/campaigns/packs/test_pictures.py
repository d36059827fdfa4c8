"""Pictures on paper: cut to size, and nothing left of what the camera wrote."""

import io
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from PIL import Image

from campaigns.packs.pictures import picture_for_paper
from home.models import CampaignImage

pytestmark = pytest.mark.django_db


def photograph() -> CampaignImage:
    """With a place and a name in its EXIF."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E], exif[0x013B] = "ZYPREXINE", "ZYPREXINE"
    Image.new("RGB", (400, 300), "steelblue").save(out, "JPEG", exif=exif)
    return CampaignImage.objects.create(title="A", file=ImageFile(out, name="a.jpg"))


@pytest.mark.parametrize(("grey", "mode"), [(False, "RGB"), (True, "L")])
def test_it_is_cut_to_its_place(grey: bool, mode: str) -> None:
    picture = picture_for_paper(photograph(), 120, 40, grey=grey)

    assert picture is not None
    assert (picture.width, picture.height, picture.grey) == (120, 40, grey)
    with Image.open(io.BytesIO(picture.jpeg)) as opened:
        assert (opened.size, opened.mode, opened.format) == ((120, 40), mode, "JPEG")


def test_nothing_of_the_file_is_left_but_what_can_be_seen() -> None:
    image = photograph()
    picture = picture_for_paper(image, 120, 40, grey=False)

    assert b"ZYPREXINE" in Path(image.file.path).read_bytes()
    assert picture is not None
    assert (b"ZYPREXINE" in picture.jpeg, b"Exif" in picture.jpeg) == (False, False)


def test_a_lost_file_is_no_picture() -> None:
    image = photograph()
    Path(image.file.path).unlink()

    assert picture_for_paper(image, 120, 40, grey=False) is None
