"""The letter for a mailbox: what is in it, and what nobody can put into it."""

import dataclasses
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.letters.compose import Fault, Layout, LetterBlocks
from campaigns.letters.faults import unreadable
from campaigns.letters.gates import LetterRefused, texts_of
from campaigns.letters.languages import LANGUAGES
from campaigns.letters.mail import Mail, MailAddressError, eml, encoded, mail, mailto
from campaigns.letters.markup import bcp47
from tests.examples import of_contents
from tests.letters.samples import letter

TO = "minister@example.org"
BLOCKS = LetterBlocks("On *Ann*", "Sir,", ("Free *Ann*\r\nnow.", "Please."), "Yours,\nTruly,")
HOSTILE = "=cmd|x <script>{{7*7}}{% load %}\r\nBcc: evil@example.org\r\n\r\n=?utf-8?q?x?="

# What can be drawn, most of it by some font; now and then what cannot.
ASSIGNED = st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Co", "Cs"))
TEXTS = st.text(ASSIGNED | st.sampled_from("*\n\r\t אب.A"), max_size=60) | st.text(max_size=9)


def opened(draft: bytes) -> EmailMessage:
    message = message_from_bytes(draft, policy=SMTP)
    assert isinstance(message, EmailMessage)
    return message


def body_of(draft: bytes) -> str:
    return opened(draft).get_payload(decode=True).decode().replace("\r\n", "\n")


def subject_of(draft: bytes) -> str:
    message = message_from_bytes(draft)
    return str(make_header(decode_header(message["Subject"])))


def test_a_mail_is_the_letter_without_page_and_bold() -> None:
    assert mail(letter("en", blocks=BLOCKS)) == Mail(
        "On Ann", "Sir,\n\nFree Ann\nnow.\n\nPlease.\n\nYours,\nTruly,\n\nA.\u00a0B.\n"
    )


def test_without_a_signatory_the_closing_is_last() -> None:
    body = mail(letter("en", blocks=BLOCKS, initials="", place="")).body
    assert body.endswith("Please.\n\nYours,\nTruly,\n")


def test_chinese_paragraphs_and_the_first_line_of_the_closing_stand_two_characters_in() -> None:
    lines = [line for line in mail(letter("zh-hans")).body.split("\n") if line]
    assert [line.startswith("\u3000\u3000") for line in lines] == [
        *(False, True, True, True),
        *(True, False, False),
    ]
    assert lines[-3:] == ["\u3000\u3000此致", "敬礼！", "A.\u00a0B."]


def test_latin_initials_keep_their_dots_in_a_right_to_left_mail() -> None:
    assert mail(letter("ar")).body.endswith("\n\n\u200eA.\u00a0B.\u200e\n")
    assert mail(letter("ar", initials="م.\u00a0ع.")).body.endswith("\n\nم.\u00a0ع.\n")


def test_a_specimen_says_so_in_subject_and_body() -> None:
    marked = mail(letter("en", blocks=BLOCKS, layout=Layout(specimen="MUSTER")))
    assert marked.subject == "[MUSTER] On Ann"
    assert marked.body.startswith("[MUSTER]\n\nSir,\n\n")


def test_what_no_text_can_hold_is_refused() -> None:
    content = letter("en", blocks=dataclasses.replace(BLOCKS, closing="a\ud800"))
    with pytest.raises(LetterRefused) as refused:
        mail(content)
    assert refused.value.faults == (Fault("invalid_characters", "closing", "\ud800"),)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_draft_in_any_language_opens_as_it_was_written(code: str) -> None:
    content = letter(code)
    draft, message = eml(content, TO), mail(content)
    assert opened(draft).items() == [
        ("To", TO),
        ("Subject", message.subject),
        ("X-Unsent", "1"),
        ("MIME-Version", "1.0"),
        ("Content-Language", bcp47(LANGUAGES[code])),
        ("Content-Type", 'text/plain; charset="utf-8"'),
        ("Content-Transfer-Encoding", "base64"),
    ]
    assert body_of(draft) == message.body
    assert draft.isascii()
    assert max(map(len, draft.split(b"\r\n"))) <= 76
    assert b"\n" not in draft.replace(b"\r\n", b"")
    assert draft == eml(letter(code), TO)


def test_a_link_holds_the_same_mail() -> None:
    link = mailto(letter("en", blocks=BLOCKS), TO)
    assert link == (
        f"mailto:{TO}?subject=On%20Ann&body=Sir%2C%0D%0A%0D%0AFree%20Ann%0D%0Anow.%0D%0A%0D%0A"
        "Please.%0D%0A%0D%0AYours%2C%0D%0ATruly%2C%0D%0A%0D%0AA.%C2%A0B.%0D%0A"
    )


def test_a_link_too_long_for_old_programs_is_not_made() -> None:
    base = len(mailto(letter("en", blocks=BLOCKS), TO) or "")
    fitting = dataclasses.replace(BLOCKS, salutation="Sir," + "x" * (2000 - base))
    assert len(mailto(letter("en", blocks=fitting), TO) or "") == 2000
    longer = dataclasses.replace(fitting, salutation=fitting.salutation + "x")
    assert mailto(letter("en", blocks=longer), TO) is None
    assert mailto(letter("ar"), TO) is None


def test_nothing_in_a_letter_becomes_a_header_or_a_parameter() -> None:
    evil = LetterBlocks(HOSTILE, HOSTILE, (HOSTILE,), HOSTILE)
    content = letter("en", blocks=evil, place="")
    draft = eml(content, TO)
    assert opened(draft).keys() == opened(eml(letter("en"), TO)).keys()
    plain = HOSTILE.replace("\r\n", "\n")
    assert subject_of(draft) == plain.replace("\n", " ")
    assert body_of(draft).count(plain) == 3
    parts = urlsplit(mailto(content, TO) or "")
    assert (parts.path, list(parse_qs(parts.query))) == (TO, ["subject", "body"])


@pytest.mark.parametrize(
    "to",
    [
        "",
        "minister",
        "@example.org",
        "a@b",
        "a@example.org, b@example.org",
        "a@example.org;b@example.org",
        "Minister <a@example.org>",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\n",
        "a@example.org?cc=b@example.org",
        "a\0@example.org",
        "a @example.org",
        "ä@example.org",
        "a@-example.org",
        "a@example..org",
        "a@\ud800.org",
        "a@" + "x" * 64 + ".org",
        "a" * 250 + "@example.org",
        '"a b"@example.org',
        # Of which the codec of 2003 makes another domain: weiss, σίσυφοσ, namei, a.b.
        "a@weiß.example",
        "a@WEIẞ.example",
        "a@σίσυφος.example",
        "a@name\u200ci.example",
        "a@ä.b\u3002example",
    ],
)
def test_only_one_plain_address_is_written_to(to: str) -> None:
    with pytest.raises(MailAddressError):
        eml(letter("en"), to)
    with pytest.raises(MailAddressError):
        mailto(letter("en"), to)


@pytest.mark.parametrize(
    ("to", "written"),
    [
        ("a@münchen.example", "a@xn--mnchen-3ya.example"),
        ("a@MÜNCHEN.Example", "a@xn--mnchen-3ya.Example"),
        ("a@mu\u0308nchen.example", "a@xn--mnchen-3ya.example"),
        ("a@xn--wei-7ka.example", "a@xn--wei-7ka.example"),
        ("a@Ministry.Example", "a@Ministry.Example"),
        ("a@وزارة.example", "a@xn--mgbexc3i.example"),
    ],
)
def test_a_domain_in_other_letters_is_written_in_ascii(to: str, written: str) -> None:
    assert opened(eml(letter("en"), to))["To"] == written


def test_signs_of_an_address_are_no_part_of_the_link() -> None:
    link = mailto(letter("en", blocks=BLOCKS), "a?b&c=d%+e@example.org")
    parts = urlsplit(link or "")
    assert unquote(parts.path) == "a?b&c=d%+e@example.org"
    assert list(parse_qs(parts.query)) == ["subject", "body"]


@of_contents
@given(
    st.lists(TEXTS, min_size=4, max_size=6),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_any_text_arrives_as_it_was_written_or_is_refused(texts: list[str], code: str) -> None:
    blocks = LetterBlocks(texts[0], texts[1], tuple(texts[3:]), texts[2])
    content = letter(code, blocks=blocks)
    if unreadable(texts_of(content)):
        with pytest.raises(LetterRefused):
            mail(content)
        return
    message, draft = mail(content), eml(content, TO)
    assert body_of(draft) == message.body
    assert subject_of(draft) == message.subject
    assert "\n" not in message.subject
    link = mailto(content, TO)
    if link is not None:
        query = parse_qs(urlsplit(link).query, keep_blank_values=True)
        assert query == {
            "subject": [message.subject],
            "body": [message.body.replace("\n", "\r\n")],
        }


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_any_subject_is_one_header_of_short_lines(subject: str) -> None:
    header = f"Subject: {encoded(subject)}\r\n"

    assert subject_of(header.encode("ascii")) == subject
    assert message_from_bytes(header.encode() + b"\r\n").keys() == ["Subject"]
    assert max(len(line) for line in header.split("\r\n")) <= 76
