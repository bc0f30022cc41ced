import pytest

from cost.intervals import added, estimate, percentile


def test_the_interval_holds_the_median_and_narrows_with_more_rounds():
    few = estimate([1.0, 2.0, 9.0])
    many = estimate([1.0, 2.0, 9.0] * 30)
    assert few.low <= few.median <= few.high
    assert many.high - many.low < few.high - few.low


def test_the_same_rounds_give_the_same_interval():
    values = [float(value) for value in range(15)]
    assert estimate(values) == estimate(values)


def test_noise_that_both_of_a_pair_have_does_not_count():
    base = [10.0, 500.0, 20.0, 90.0, 3000.0]
    assert added(base, [value + 7 for value in base]) == (7, 7, 7)


def test_unpaired_rounds_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        added([1.0, 2.0], [1.0])


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.99, 99), (1.0, 100), (0.0, 1)])
def test_percentiles(share, expected):
    assert percentile([float(value) for value in range(100, 0, -1)], share) == expected
