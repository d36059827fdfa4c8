"""Forms of groups. Names typed in lines are initials before anything else sees them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.forms import INITIALS_ERRORS, readable, refuse_without_glyphs
from campaigns.letters.signatory import InitialsError, initials_of
from campaigns.models.group_packs import MOST_LETTERS
from campaigns.packs.codes import is_well_formed
from campaigns.packs.making import BY_HAND, CASE, LABELS, POSTER

CONTENTS: tuple[tuple[str, Any], ...] = (
    (CASE, _("The case on one page")),
    (POSTER, _("A poster")),
    (BY_HAND, _("Large text to copy by hand")),
    (LABELS, _("Address labels, for envelopes without a window")),
)
# Django's own words repeat what was sent, and that may be a name.
UNKNOWN_CHOICE = {"invalid_choice": forms.ModelChoiceField.default_error_messages["invalid_choice"]}
MOST = {"most": MOST_LETTERS}
TOO_MANY_LINES = _(
    "A pack has %(most)d letters at most. The first ones are still here; make a second pack for "
    "the others."
)
TOO_MANY = _("Together these are more than %(most)d letters. Make a second pack for the others.")


class Lines:
    """What lines of names have become: initials, or "" for a line that gives none.

    `faults` are pairs of line number, from 1 on, and message. Lines after the fiftieth with
    something in it are not looked at.
    """

    def __init__(self, text: str) -> None:
        self.kept: list[str] = []
        self.faults: list[tuple[int, Any]] = []
        lines = [line for line in text.splitlines() if line.strip()]
        self.too_many = len(lines) > MOST_LETTERS
        for number, line in enumerate(lines[:MOST_LETTERS], 1):
            self.kept.append(self._initials(number, line))

    def _initials(self, number: int, line: str) -> str:
        try:
            initials = initials_of(readable(line, InitialsError))
            refuse_without_glyphs(initials, "initials")
        except InitialsError as error:
            self.faults.append((number, INITIALS_ERRORS[error.code]))
        except ValidationError as error:
            self.faults.append((number, error.messages[0]))
        else:
            return initials
        return ""


class InitialsLinesField(forms.CharField):
    """Cleans to Lines; the form says what is wrong with them."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        return Lines(str(value or ""))


class PackForm(forms.Form):
    """What a class asks for: a number of letters, their language, what lies beside them.

    After `full_clean` only what was understood is left in `data`.
    """

    blank = forms.IntegerField(
        label=_("Number of letters"), min_value=0, max_value=MOST_LETTERS, required=False
    )
    language = forms.ChoiceField(
        label=_("Language of the letters"), required=False, error_messages=UNKNOWN_CHOICE
    )
    contents = forms.MultipleChoiceField(
        label=_("What else belongs to the pack?"),
        required=False,
        choices=CONTENTS,
        error_messages=UNKNOWN_CHOICE,
    )
    two_sided = forms.BooleanField(label=_("Our printer prints on both sides"), required=False)
    least = _("Say how many letters you need: one at least.")
    first_field = "blank"
    usual: int | None = 25

    def __init__(self, data: Any = None, *, languages: list[tuple[str, str]]) -> None:
        contents = [CASE, POSTER, LABELS]
        super().__init__(data, initial={"blank": self.usual, "contents": contents})
        language: Any = self.fields["language"]
        language.choices = languages

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.size():
            self.add_error("blank", ValidationError(self.least, "required"))
        return cleaned

    def size(self) -> int:
        return self.cleaned_data.get("blank") or 0

    def initials(self) -> tuple[str, ...]:
        return ()

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound:
            cleaned = getattr(self, "cleaned_data", {})
            self.data = {name: cleaned.get(name, "") for name in self.fields}

    @property
    def status(self) -> int:
        """HTTP answer to a form with errors."""
        codes = {error.code for errors in self.errors.as_data().values() for error in errors}
        return 404 if "invalid_choice" in codes else 422


class GroupPackForm(PackForm):
    """The same with initials, one a line; letters without any come in addition."""

    names = InitialsLinesField(label=_("Initials, one person a line"), required=False)
    least = _("Enter initials, or say how many letters without initials you need.")
    first_field = "names"
    usual = None
    kept: list[str]

    def clean_names(self) -> Lines:
        lines: Lines = self.cleaned_data["names"]
        for number, error in lines.faults:
            said = _("Line %(number)d: %(error)s") % {"number": number, "error": error}
            self.add_error("names", ValidationError(said, "line"))
        if lines.too_many:
            self.add_error("names", ValidationError(TOO_MANY_LINES, "too_many_lines", MOST))
        # add_error() has taken the lines away; what could be understood goes back to the form.
        self.kept = lines.kept
        return lines

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and self.size() > MOST_LETTERS:
            self.add_error("blank", ValidationError(TOO_MANY, "too_many", MOST))
        return cleaned

    def size(self) -> int:
        return len(self.initials()) + super().size()

    def initials(self) -> tuple[str, ...]:
        return tuple(self.kept)

    def full_clean(self) -> None:
        self.kept = []
        super().full_clean()
        if self.is_bound:
            self.data = {**self.data, "names": "\n".join(self.kept)}


class ReportForm(forms.Form):
    """How many letters of a pack were posted. A code that is wrong is not shown again."""

    code = forms.CharField(
        label=_("Code of the pack"),
        max_length=40,
        error_messages={
            "required": _("Enter the code that stands on your pack."),
            "max_length": _("A code has twelve letters and digits."),
        },
    )
    number = forms.IntegerField(
        label=_("Letters posted"),
        min_value=0,
        max_value=MOST_LETTERS,
        error_messages={"required": _("Enter how many letters you have posted; 0 is an answer.")},
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not is_well_formed(code):
            raise ValidationError(
                _("There is a typing error in this code. Please compare it with your pack."),
                "mistyped",
            )
        return code
