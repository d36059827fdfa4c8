"""StreamField blocks. Every translator of a page gets their text, so no letter is in one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class LetterParagraphsBlock(blocks.StreamBlock):
    """The paragraphs of a letter: plain text, one block each, so that each is one segment."""

    paragraph = blocks.TextBlock(
        label=_("Paragraph"),
        max_length=1500,
        help_text=_("Plain text; *…* marks the person's name in bold."),
    )

    class Meta:
        min_num = 1
        max_num = 12


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), help_text=_("Without quotation marks."))
    source = blocks.CharBlock(
        label=_("Source"), required=False, help_text=_("Who said it, and when.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "campaigns/blocks/quote.html"
        description = _("A sentence that somebody said, set apart from the text.")
        preview_value = {"text": "Schreibt weiter.", "source": "2025"}


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Text alternative"), help_text=_("What the picture shows, for those who listen.")
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "campaigns/blocks/picture.html"
        description = _("A picture inside the text, with its caption.")

    def get_preview_value(self) -> Any:
        """With any image there is: a preview shows the frame, not the picture."""
        image = self.child_blocks["image"].model_class.objects.first()
        return self.normalize({"image": image, "alt": "", "caption": "Ein Fenster, Licht."})


class LetterFormBlock(blocks.StructBlock):
    """The form a visitor signs with. It holds the words around the form, never the letter."""

    heading = blocks.CharBlock(
        label=_("Heading"), max_length=120, help_text=_("One line, as an invitation.")
    )
    intro = blocks.TextBlock(
        label=_("Introduction"),
        required=False,
        help_text=_("One or two sentences above the form."),
    )
    button = blocks.CharBlock(
        label=_("Button"), max_length=40, help_text=_("What happens next: reading the letter.")
    )
    appeal = SnippetChooserBlock(
        "campaigns.Appeal",
        label=_("Appeal"),
        required=False,
        help_text=_("Empty on the page of a case: all its open appeals, the earliest end first."),
    )

    class Meta:
        icon = "edit"
        label = _("Letter form")
        template = "campaigns/blocks/letter_form.html"
        preview_template = "campaigns/blocks/letter_form_preview.html"
        description = _("The form with which visitors sign the letter of an appeal.")
        preview_value = {
            "heading": "Schreib mit uns",
            "intro": "Lies den Brief in deiner Sprache und unterschreibe mit deinen Initialen.",
            "button": "Brief lesen",
        }

    def appeals_for(self, value: Any, page: Any) -> list[Any]:
        """The open appeals of the form on `page` (None in a preview), the earliest end first."""
        if value.get("appeal"):
            return [value["appeal"]] if value["appeal"].is_open() else []
        case = getattr(page, "case", None)
        if case is None:
            return []
        appeals = case.appeals.open().select_related("authority", "case")
        return list(appeals.with_signable_versions())

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["appeals"] = self.appeals_for(value, context.get("page"))
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """The words of the form and, for a chosen appeal, where it is signed with our pages."""
        appeal = value.get("appeal")
        return {
            "heading": value["heading"],
            "intro": value["intro"],
            "button": value["button"],
            "appeal": str(appeal.uuid) if appeal else None,
            "open": appeal.is_open() if appeal else None,
            "url": appeal_address("campaigns:appeal", appeal) if appeal else None,
        }


class StoryBlock(blocks.StreamBlock):
    """The body of every page type."""

    heading = blocks.CharBlock(
        label=_("Heading"),
        icon="title",
        max_length=120,
        template="campaigns/blocks/heading.html",
        description=_("A heading inside the text."),
        preview_value="Was geschehen ist",
    )
    text = blocks.RichTextBlock(
        label=_("Text"),
        features=TEXT_FEATURES,
        description=_("One or more paragraphs."),
        preview_value="<p>Am frühen Morgen klopfte es an der Tür.</p>",
    )
    quote = QuoteBlock()
    picture = PictureBlock()
    letter_form = LetterFormBlock()

    class Meta:
        block_counts = {"letter_form": {"max_num": 1}}

    @cached_property
    def form_block(self) -> LetterFormBlock:
        return self.child_blocks["letter_form"]


class FurtherCasesBlock(blocks.StreamBlock):
    case = SnippetChooserBlock(
        "campaigns.Case",
        label=_("Case"),
        help_text=_("Another person this story tells of."),
    )


def appeal_address(name: str, appeal: Any) -> str | None:
    """The address `name` of an appeal; None on a site that has left such addresses out."""
    try:
        return reverse(name, args=[appeal.uuid])
    except NoReverseMatch:
        return None


def form_values(body: Any) -> list[Any]:
    """The values of all letter forms in a body."""
    return [child.value for child in body if child.block_type == "letter_form"]


def require_appeal(body: Any) -> None:
    """Refuses a letter form without an appeal, for pages that are not about one case.

    Raises a ValidationError that says what to do.
    """
    if any(not value.get("appeal") for value in form_values(body)):
        raise ValidationError(
            {"body": _("This page is not about one case: choose an appeal in the letter form.")}
        )
