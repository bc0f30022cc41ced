"""Calls that type checkers reject; `# error: pyright` where only pyright knows LiteralString."""

from scribemed_monitoring.logger import Logger


def log_mistakes(logger: Logger, name: str, error: ValueError) -> None:
    logger.info("job finished", queue="transcription.jobs", duration_ms=3)
    logger.error("job failed", error=error, retries=2)
    logger.bind(component="consumer").info("started")
    logger.info("job finished", patient="a")  # error
    logger.info("job finished", duration_ms="3")  # error
    logger.info("job finished", outcome="good")  # error
    logger.error("job failed", error="ValueError")  # error
    logger.bind(patient="a")  # error
    logger.info(name)  # error: pyright
    logger.info(f"patient {name}")  # error: pyright
    logger.info("patient " + name)  # error: pyright
    logger.info("patient %s" % name)  # error: pyright
