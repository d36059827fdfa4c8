from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.utils.translation import override

pytestmark = pytest.mark.django_db


def printed(**options: str) -> str:
    """What the command printed."""
    output = StringIO()
    with override("en"):
        call_command("ensure_admin", stdout=output, **options)
    return output.getvalue()


def test_the_printed_login_opens_the_admin() -> None:
    name, password = (
        printed(name="first").strip().removeprefix("Login for the admin: ").split(", password: ")
    )

    account = authenticate(username=name, password=password)

    assert (name, account.is_superuser, account.is_staff) == ("first", True, True)


def test_a_second_run_makes_no_account_and_prints_no_password() -> None:
    printed()

    assert printed() == "Password forgotten? manage.py changepassword admin\n"
    assert get_user_model().objects.count() == 1


def test_each_site_gets_a_password_of_its_own() -> None:
    first = printed()
    get_user_model().objects.all().delete()

    assert printed() != first


def test_an_editor_of_that_name_is_not_made_administrator() -> None:
    get_user_model().objects.create_user(username="admin", password="x")

    with pytest.raises(CommandError, match="admin exists and is no administrator"):
        printed()

    assert get_user_model().objects.filter(is_superuser=True).count() == 0
