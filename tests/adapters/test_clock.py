"""The clocks: one that is the machine's, one that stands where it was put."""

from datetime import UTC, datetime, timedelta

from casework.adapters.clock import Clock, SetClock, SystemClock

MOMENT = datetime(2026, 2, 28, 15, 59, 59, tzinfo=UTC)


def test_a_set_clock_stands_still() -> None:
    clock = SetClock(MOMENT)

    assert [MOMENT, MOMENT] == [clock.now(), clock.now()]


def test_a_set_clock_goes_where_it_is_put() -> None:
    clock = SetClock(MOMENT)
    clock.go_on(timedelta(seconds=1))
    moved = clock.now()
    clock.put(MOMENT - timedelta(days=365))

    assert MOMENT + timedelta(seconds=1) == moved
    assert MOMENT - timedelta(days=365) == clock.now()


def test_the_machines_clock_is_aware_and_goes_on() -> None:
    clock: Clock = SystemClock()
    first, second = clock.now(), clock.now()

    assert timedelta() == first.utcoffset()
    assert first <= second
    assert abs(datetime.now(UTC) - second) < timedelta(minutes=1)
