"""What is written above a mail arrives as it was written."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import compat32
from email.utils import getaddresses

import pytest
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st

from campaigns.dispatch.channels import mails
from campaigns.dispatch.running import Wanted, run
from campaigns.letters.content import LetterBlocks
from campaigns.models import Appeal, CampaignSettings, LetterVersion
from tests.factories.mail_servers import Receiver

VERSION = LetterBlocks("x", "Sayın Bakan,", ("Metin.",), "Saygılarımla,")


@pytest.mark.parametrize(
    "name",
    [
        "Zeichen gegen das Vergessen, Arbeitskreis Berlin-Brandenburg und Freunde e.V.",
        "Ägidia Öztürk und Söhne, Übersetzungen für Menschenrechte in Łódź",
        'A "quoted" <b@c.example>, d@e.example\r\nBcc: f@g.example',
    ],
)
def test_name_of_the_house_and_subject_arrive_as_they_were_written(
    by_mail: Appeal, receiver: Receiver, name: str
) -> None:
    subject = "Frau Ägidia Öztürk, seit 2019 in Haft: Anklage und Gefängnis in İstanbul Ümraniye"
    # A version refuses to be changed; a letter with such a subject is enough here.
    QuerySet(LetterVersion).update(blocks={**VERSION.as_json(), "subject": subject})
    CampaignSettings.objects.update(organisation=name)

    run(Wanted())

    # Python's newer parser keeps spaces between encoded words, against RFC 2047.
    (content,) = receiver.contents
    mail = message_from_bytes(content, policy=compat32)
    sender, said = (str(make_header(decode_header(mail[each]))) for each in ("From", "Subject"))
    assert sender == f"{' '.join(name.split())} <briefe@haus.example>"
    assert (said, mail["Bcc"], mail.get_all("From")) == (f"{subject} (25)", None, [mail["From"]])
    assert max(len(line) for line in content.split(b"\r\n")) <= 78


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_name_of_the_house_is_one_sender(name: str) -> None:
    header = f"From: {mails._sender({'name': name, 'sender': 'briefe@haus.example'})}\r\n\r\n"

    mail = message_from_bytes(header.encode("ascii"), policy=compat32)
    ((shown, address),) = getaddresses(mail.get_all("From", ()))
    assert (mail.keys(), address) == (["From"], "briefe@haus.example")
    assert str(make_header(decode_header(shown))) == " ".join(name.split())
    assert max(len(line) for line in header.split("\r\n")) <= 76
