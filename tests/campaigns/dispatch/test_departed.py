"""What has left before something stopped an appeal, or may have."""

from typing import Any

import pytest

from campaigns.dispatch import handover, sending
from campaigns.dispatch.channels.memory import MemoryChannel
from campaigns.dispatch.departed import departures
from campaigns.dispatch.running import Wanted, run
from campaigns.models import Appeal, Dispatch
from tests.campaigns.dispatch.test_sending import CUT, prepared
from tests.factories.appeals import open_appeal
from tests.factories.letters import letters, states_of
from tests.factories.records import today


def told(appeal: Appeal) -> list[tuple[str, int, int]]:
    return [
        (each.dispatch.channel, each.sent, each.doubtful)
        for each in departures([appeal]).get(appeal.pk, [])
    ]


def test_what_waits_has_not_left(ready: Dispatch) -> None:
    assert told(ready.appeal) == []


def test_each_dispatch_that_was_handed_over_is_told_of(ready: Dispatch) -> None:
    handover.hand_over(ready, by=None, day=today())
    letters(ready.appeal, 30)
    run(Wanted())
    handover.hand_over(Dispatch.objects.get(state="ready"), by=None, day=today())

    assert told(ready.appeal) == [("postal", 25, 0), ("postal", 30, 0)]


def test_stop_in_the_middle_of_a_dispatch_tells_what_is_gone(
    appeal: Appeal, monkeypatch: pytest.MonkeyPatch
) -> None:
    MemoryChannel.singly = True
    dispatch, keep = prepared(appeal), MemoryChannel.send

    def stopped_after_three(self: MemoryChannel, **given: Any) -> str:
        if len(MemoryChannel.sent) == 2:
            Appeal.objects.update(stopped=True)
        return keep(self, **given)

    monkeypatch.setattr(MemoryChannel, "send", stopped_after_three)
    MemoryChannel.answers = [CUT]
    sending.send_due(dispatch)

    assert states_of(appeal) == {"in_doubt": 1, "sent": 3, "held": 21}
    assert [(sent, doubtful) for _label, sent, doubtful in told(appeal)] == [(3, 1)]


@pytest.mark.parametrize("number", [1, 3])
def test_many_appeals_take_two_queries(
    ready: Dispatch, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number - 1):
        letters(open_appeal(), 25)
    run(Wanted())
    for dispatch in Dispatch.objects.all():
        handover.hand_over(dispatch, by=None, day=today())

    appeals = list(Appeal.objects.all())
    with django_assert_num_queries(2):
        found = departures(appeals)
    assert [len(each) for each in found.values()] == [1] * number
