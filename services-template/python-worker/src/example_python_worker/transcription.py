"""The critical step `transcription.transcribe`: a recording becomes text."""

from dataclasses import replace
from uuid import UUID, uuid5

from example_python_worker.engines import Recordings, SpeechModel
from example_python_worker.job import Job
from example_python_worker.monitoring import monitoring


class Transcription:
    """Transcribes the recording of a job, and returns the job of its note."""

    def __init__(self, recordings: Recordings, model: SpeechModel) -> None:
        self._recordings = recordings
        self._model = model

    async def __call__(self, job: Job, retries: int) -> Job:
        """Do the job: its content is the key of a recording."""
        with monitoring.spans.run(
            "transcription.transcribe",
            job_id=job.job_id,
            model=self._model.name,
            provider=self._model.provider,
            retries=retries,
        ) as span:
            audio = await self._recordings.read(job.content)
            span.set("size_bytes", len(audio))
            transcript = await self._model.transcribe(audio)
        monitoring.metrics.distribution("audio.duration", transcript.audio_s)
        # The same job has the same next job, so that a service behind can leave out what it has done already.
        return replace(job, job_id=str(uuid5(UUID(job.job_id), "note")), content=transcript.text)
