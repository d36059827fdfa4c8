"""What every channel promises, asked of each that is configured."""

import json
from pathlib import Path
from typing import Any

import pypdf
import pytest

from campaigns.dispatch import channels, drawing, storage
from campaigns.dispatch.channels.base import Channel, ChannelError, Outcome
from campaigns.dispatch.running import Wanted, run
from campaigns.enums import Hindrance
from campaigns.models import Appeal, CampaignSettings, Dispatch, DispatchItem
from tests.campaigns.dispatch.conftest import CHANNELS
from tests.factories.letters import states_of
from tests.factories.records import today


@pytest.fixture(params=sorted(CHANNELS))
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def channel(name: str) -> Channel:
    found = channels.get(name)
    assert found is not None
    return found


@pytest.fixture
def dispatch(by_mail: Appeal, name: str) -> Dispatch:
    """Ready, or sent where the channel sends by itself."""
    Appeal.objects.update(channels=[name])
    run(Wanted())
    return Dispatch.objects.get()


def test_editors_can_read_what_it_is(channel: Channel) -> None:
    assert str(channel.label).strip()


def test_authority_with_every_way_is_reached(channel: Channel, appeal: Appeal) -> None:
    house = CampaignSettings(sender_email="letters@example.org")
    appeal.authority.email = "office@example.org"

    assert channel.obstacle(appeal=appeal, house=house) is None


def test_obstacle_is_one_that_the_core_knows(channel: Channel, appeal: Appeal) -> None:
    appeal.authority.email, appeal.authority.postal_suspended_since = "", today()

    assert channel.obstacle(appeal=appeal, house=CampaignSettings()) in (
        None,
        Hindrance.SUSPENDED,
        Hindrance.NO_CHANNEL,
    )


def test_routing_is_frozen_as_json_and_says_the_same_twice(
    channel: Channel, by_mail: Appeal
) -> None:
    house = CampaignSettings.in_force()

    first, second = (
        json.dumps(channel.routing(appeal=by_mail, language="tr", house=house)) for _ in range(2)
    )

    assert first == second


def test_dispatch_leaves_by_it_or_waits_for_a_person(dispatch: Dispatch, channel: Channel) -> None:
    state, letters = ("handed_over", "sent") if channel.sends_itself else ("ready", "claimed")

    assert (dispatch.state, states_of(dispatch.appeal)) == (state, {letters: 25})
    assert dispatch.count == sum(part["count"] for part in dispatch.parts) == 25


def test_cover_and_size_of_the_parts_are_the_same_each_time(
    dispatch: Dispatch, channel: Channel
) -> None:
    size = channel.part_size(dispatch=dispatch)
    covers = [list(channel.cover(dispatch=dispatch, part=0)) for _ in range(2)]

    assert size >= 1
    assert size == channel.part_size(dispatch=dispatch)
    assert covers[0] == covers[1]


def test_papers_hold_nothing_of_a_signatory(
    dispatch: Dispatch, channel: Channel, tmp_path: Path
) -> None:
    dispatch.letters.update(initials="Q.\u00a0X.", place="Quedlinburg")
    words = ("Q.\u00a0X.", "Q. X.", "Quedlinburg")

    written = [readable(paper) for paper in channel.papers(dispatch=dispatch, room=tmp_path)]

    assert [word for word in words if any(word in text for text in written)] == []


def test_what_a_paper_holds_would_be_seen(dispatch: Dispatch, tmp_path: Path) -> None:
    letter = dispatch.letters.select_related("version").first()
    assert letter is not None
    letter.initials, letter.place = "Q.\u00a0X.", "Quedlinburg"
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(drawing.letter_file(dispatch, letter))

    assert [word in readable(paper) for word in ("Q.\u00a0X.", "Quedlinburg")] == [True, True]


def readable(paper: Path) -> str:
    """What a person reads in a file: compressed bytes say anything."""
    if paper.suffix != ".pdf":
        return paper.read_text()
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(paper).pages)


def test_items_are_for_those_that_send_and_keep_their_ids(
    dispatch: Dispatch, channel: Channel
) -> None:
    first, second = (list(channel.items(dispatch=dispatch)) for _ in range(2))

    assert first == second
    assert bool(first) is channel.sends_itself
    assert len({item.message_id for item in first}) == len(first)


def test_channel_of_persons_cannot_send(dispatch: Dispatch, channel: Channel) -> None:
    item = DispatchItem(dispatch=dispatch, message_id="<x@example.invalid>")
    if channel.sends_itself:
        assert channel.send(item=item, files=storage.files(dispatch.uuid))
    else:
        with pytest.raises(NotImplementedError):
            channel.send(item=item, files=[])


@pytest.mark.parametrize(
    ("outcome", "again"),
    [(Outcome.REFUSED_FOR_NOW, True), (Outcome.REFUSED, False), (Outcome.UNKNOWN, False)],
)
def test_error_says_whether_to_try_again(outcome: Outcome, again: bool) -> None:
    assert ChannelError(outcome, "x").try_again is again


def test_channel_that_is_not_configured_is_none(settings: Any) -> None:
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "CHANNELS": {}}

    assert [channels.get(name) for name in ("postal", "memory", "")] == [None] * 3
