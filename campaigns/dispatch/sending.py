"""Items of channels that send by themselves: one attempt at a time, never twice by mistake."""

import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from campaigns.dispatch import channels, hindrances, holding, journal, states, storage
from campaigns.dispatch.channels.base import Channel, ChannelError, Outcome
from campaigns.dispatch.journal import Event
from campaigns.dispatch.progress import Steps, Watch, nobody
from campaigns.enums import DispatchState, Hindrance, ItemState, LetterState
from campaigns.models import Dispatch, DispatchItem

_LETTER_AFTER = {
    ItemState.SENT: LetterState.SENT,
    ItemState.REFUSED: LetterState.FAILED,
    ItemState.IN_DOUBT: LetterState.IN_DOUBT,
}


def send_due(
    dispatch: Dispatch, watch: Watch = nobody, now: datetime.datetime | None = None
) -> Hindrance | None:
    """Sends what is due of a ready dispatch; what has come in the way, or None.

    | item     | becomes  | when                                                                 |
    |----------|----------|----------------------------------------------------------------------|
    | waiting  | sending  | committed, then told the journal, before the receiver hears of it    |
    | sending  | sent     | the receiver took it                                                 |
    | sending  | waiting  | refused for now: again later, the pauses doubling. Not reached: the  |
    |          |          | same, counted as no attempt, and the run ends                        |
    | sending  | refused  | refused for good, or too often: parked for a person                  |
    | sending  | in_doubt | nobody knows: cut off, timed out, or found so after a crash          |
    | in_doubt | sent, refused | a person decides, with what the receiver's log says (decide())  |

    A stop is looked for before each item: what has not left then waits again, or is held.
    Raises AtWorkError, StoppedError.
    """
    now = now or timezone.now()
    with storage.worked_on_alone(dispatch.uuid):
        dispatch.refresh_from_db()
        channel = channels.get(dispatch.channel)
        if channel is None or dispatch.state != DispatchState.READY:
            return None
        doubt_what_a_crash_left(dispatch)
        hindrance = _send_items(dispatch, channel, Steps(dispatch, watch), now)
        settle(dispatch)
    return hindrance


def _send_items(
    dispatch: Dispatch, channel: Channel, steps: Steps, now: datetime.datetime
) -> Hindrance | None:
    keys, total = list(due(dispatch, now).values_list("pk", flat=True)), dispatch.items.count()
    steps.begin()
    for pk in keys:
        item = due(dispatch, now).filter(pk=pk).first()
        if item is None:
            continue
        if (hindrance := hindrances.in_the_way(dispatch)) is not None:
            leave_out_the_rest(dispatch, hindrance.value)
            return hindrance
        if not channel.may_send(item=item, now=now):
            return None
        steps.tell(total - dispatch.items.filter(state=ItemState.WAITING).count(), total)
        if _attempt(item, channel, now):
            return None
    return None


def due(dispatch: Dispatch, now: datetime.datetime) -> QuerySet[DispatchItem]:
    """Items to attempt now, in the order they were made in."""
    waiting = dispatch.items.filter(state=ItemState.WAITING)
    return (
        waiting.filter(Q(next_try=None) | Q(next_try__lte=now))
        .select_related("dispatch__appeal__authority", "letter__version")
        .order_by("pk")
    )


def doubt_what_a_crash_left(dispatch: Dispatch) -> None:
    """Nobody else works on it: an attempt that has not ended never will."""
    for item in dispatch.items.filter(state=ItemState.SENDING):
        _doubt(item, "The attempt was cut off.", timezone.now())


def _doubt(item: DispatchItem, answer: str, now: datetime.datetime) -> None:
    """`next_try` is when a log can tell; the decision clears it."""
    channel = channels.get(item.dispatch.channel)
    item.next_try = now + channel.settles if channel else None
    _record(item, ItemState.IN_DOUBT, answer)


def _attempt(item: DispatchItem, channel: Channel, now: datetime.datetime) -> bool:
    """One attempt; whether the receiver wants a pause."""
    item.state, item.attempts, item.next_try = ItemState.SENDING, item.attempts + 1, None
    item.save()
    letters = [item.letter.uuid] if item.letter else ()
    journal.append(Event.LEAVING, item.dispatch.uuid, letters=letters, item=item.message_id)
    try:
        answer = channel.send(item=item, files=storage.files(item.dispatch.uuid))
    except ChannelError as error:
        _refused(item, channel, error, now)
        return error.pause or error.outcome is Outcome.UNREACHED
    except Exception as error:  # whatever it was, the item may have left
        _doubt(item, type(error).__name__, timezone.now())
        return False
    journal.append(Event.LEFT, item.dispatch.uuid, item=item.message_id)
    _record(item, ItemState.SENT, answer)
    return False


def _refused(
    item: DispatchItem, channel: Channel, error: ChannelError, now: datetime.datetime
) -> None:
    if error.outcome is Outcome.UNKNOWN:
        _doubt(item, error.answer, timezone.now())
        return
    # True whatever becomes of this process, which leaves the item in doubt if it ends here.
    journal.append(Event.STAYED, item.dispatch.uuid, item=item.message_id)
    if error.outcome is Outcome.UNREACHED:
        item.attempts, item.next_try = item.attempts - 1, now + channel.first_wait
        _record(item, ItemState.WAITING, error.answer)
    elif error.try_again and item.attempts < channel.most_attempts:
        wait = min(channel.first_wait * 2 ** (item.attempts - 1), channel.longest_wait)
        item.next_try = now + wait
        _record(item, ItemState.WAITING, error.answer)
    else:
        _record(item, ItemState.REFUSED, error.answer)


def _record(item: DispatchItem, state: ItemState, answer: str) -> None:
    with transaction.atomic():
        item.state, item.last_answer = state, answer
        item.save()
        if item.letter_id and state in _LETTER_AFTER:
            states.move_letter(item.letter_id, LetterState.CLAIMED, _LETTER_AFTER[state])


def decide(item: DispatchItem, *, left: bool) -> None:
    """A person has found out about an item in doubt, or frees a letter that was refused for good.

    What did not leave waits again, in no dispatch. Raises MovedMeanwhileError.
    """
    before = {ItemState.IN_DOUBT: LetterState.IN_DOUBT, ItemState.REFUSED: LetterState.FAILED}
    if item.state not in before:
        raise states.MovedMeanwhileError
    # A bundle that was refused is tried again, or cancelled, as a whole.
    if item.state == ItemState.REFUSED and (left or item.letter_id is None):
        raise states.MovedMeanwhileError
    with transaction.atomic():
        _decided(item, ItemState.SENT if left else ItemState.REFUSED)
        if item.letter_id:
            after = LetterState.SENT if left else LetterState.WAITING
            states.move_letter(item.letter_id, before[ItemState(item.state)], after)
        # Before the commit: a process that ends in between leaves the question open.
        event = Event.LEFT if left else Event.STAYED
        journal.append(event, item.dispatch.uuid, item=item.message_id)
    item.refresh_from_db()
    if not left:
        holding.hold(item.dispatch.appeal)
    settle(item.dispatch)


def _decided(item: DispatchItem, state: ItemState) -> None:
    """Of two who decide at once, the first has: a letter freed already is in no dispatch."""
    undecided = DispatchItem.objects.filter(pk=item.pk, state=item.state)
    if item.letter_id:
        undecided = undecided.filter(letter__dispatch=item.dispatch_id)
    if not undecided.update(state=state, next_try=None):
        raise states.MovedMeanwhileError


def leave_out_the_rest(dispatch: Dispatch, note: str) -> None:
    """What has not left of a dispatch waits again, or is held; what has left stays sent."""
    rest = dispatch.items.filter(state=ItemState.WAITING)
    with transaction.atomic():
        letters = [item.letter_id for item in rest if item.letter_id]
        for letter in letters:
            states.move_letter(letter, LetterState.CLAIMED, LetterState.WAITING)
        rest.update(state=ItemState.REFUSED, next_try=None, last_answer=note[:300])
    settle(dispatch, note)
    holding.hold(dispatch.appeal)


def settle(dispatch: Dispatch, note: str = "") -> None:
    """Moves a dispatch none of whose items is open any more; see states.move()."""
    found = set(dispatch.items.order_by().values_list("state", flat=True))
    if not found or found & {ItemState.WAITING, ItemState.SENDING}:
        return
    dispatch.refresh_from_db()
    if ItemState.IN_DOUBT in found:
        if dispatch.state == DispatchState.READY:
            states.move(dispatch, DispatchState.IN_DOUBT)
    elif ItemState.SENT in found:
        _settle_sent(dispatch)
    elif note or dispatch.state == DispatchState.IN_DOUBT or _is_emptied(dispatch):
        states.move(dispatch, DispatchState.CANCELLED, note=note[:300])
        storage.discard_files(dispatch.uuid)
    elif dispatch.state == DispatchState.READY:
        states.move(dispatch, DispatchState.FAILED)


def _is_emptied(dispatch: Dispatch) -> bool:
    """Whether every letter of a dispatch that failed has been freed one by one."""
    return dispatch.state == DispatchState.FAILED and not dispatch.letters.exists()


def _settle_sent(dispatch: Dispatch) -> None:
    if dispatch.state not in (DispatchState.READY, DispatchState.IN_DOUBT):
        return
    states.move(dispatch, DispatchState.HANDED_OVER, handed_over_on=timezone.localdate())
