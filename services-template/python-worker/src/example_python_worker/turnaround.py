"""How long a clinician waits for a note: from the end of the recording."""

from datetime import UTC, datetime, timedelta

from example_python_worker.monitoring import monitoring

# Longer is a clock that is wrong, or a recording that was found again: neither says how fast the notes are.
LONGEST = timedelta(days=7)

logger = monitoring.logger.bind(component="turnaround")


def report_turnaround(recorded_at: datetime | None) -> None:
    """Report the turnaround of a note that is finished now."""
    if recorded_at is None:
        return
    turnaround = datetime.now(UTC) - recorded_at
    if timedelta() <= turnaround <= LONGEST:
        monitoring.metrics.distribution("note.turnaround", turnaround.total_seconds())
    else:
        logger.warning("the end of a recording is in the future or long ago, its turnaround is not reported")
