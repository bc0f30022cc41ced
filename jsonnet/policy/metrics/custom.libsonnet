// Metrics that our own services emit through the shared monitoring packages, named without the platform's prefix. The service is a tag, never part
// of the name, so that one query compares all of them and one line here describes all of them. percentiles: Terraform switches
// them on (terraform/modules/metrics).
{
  'jobs.total': { type: 'count', unit: 'job', tags: ['queue', 'topic'], meaning: 'jobs a worker has finished, whatever their outcome' },
  'jobs.failed': { type: 'count', unit: 'job', tags: ['queue', 'topic'], meaning: 'jobs that ended in an error and were not retried successfully' },
  'jobs.duration': { type: 'distribution', percentiles: true, unit: 'second', tags: ['queue', 'topic'], meaning: 'time from taking a job to finishing it' },
  'jobs.age': { type: 'gauge', unit: 'second', tags: ['queue', 'topic'], meaning: 'age of the oldest job that waits, by the time it was queued' },
  'queue.lag': { type: 'gauge', unit: 'message', replicated: true, tags: ['queue', 'topic'], meaning: 'messages that wait in a queue or topic for the service; each of its instances reports all of them' },
  'dlq.size': { type: 'gauge', unit: 'message', replicated: true, tags: ['queue'], meaning: 'messages in the dead-letter queue of a queue' },

  'audio.duration': { type: 'distribution', percentiles: true, unit: 'second', tags: [], meaning: 'length of a dictation that was transcribed' },
  'uploads.total': { type: 'count', unit: 'request', tags: [], meaning: 'recordings and documents offered to ingestion' },
  'uploads.rejected': { type: 'count', unit: 'request', tags: [], meaning: 'uploads rejected: unreadable, too large or of an unknown type' },
  'auth.total': { type: 'count', unit: 'request', tags: [], meaning: 'attempts of clinicians to sign in' },
  'auth.failed': { type: 'count', unit: 'request', tags: [], meaning: 'attempts to sign in that were rejected' },

  'retrieval.total': { type: 'count', unit: 'query', tags: [], meaning: 'retrievals answered' },
  'retrieval.empty': { type: 'count', unit: 'query', tags: [], meaning: 'retrievals that found no passage: the note is then ungrounded' },

  'llm.requests.total': { type: 'count', unit: 'request', tags: ['model', 'provider'], meaning: 'requests to a language model, retries included' },
  'llm.requests.failed': { type: 'count', unit: 'request', tags: ['model', 'provider'], meaning: 'requests to a language model that ended in an error, time-outs not counted' },
  'llm.requests.timeout': { type: 'count', unit: 'request', tags: ['model', 'provider'], meaning: 'requests to a language model that ran out of time' },
  'llm.requests.rate_limited': { type: 'count', unit: 'request', tags: ['model', 'provider'], meaning: 'requests that the provider of a language model refused because too many were sent (HTTP 429); failed requests too' },
  'llm.requests.duration': { type: 'distribution', percentiles: true, unit: 'second', tags: ['model', 'provider'], meaning: 'time from sending a request to its last token' },
  'llm.tokens': { type: 'count', unit: 'token', tags: ['model', 'provider', 'token_type'], meaning: 'tokens sent and received' },
  'inference.total': { type: 'count', unit: 'request', tags: ['model'], meaning: 'inferences asked for: one note, or the codes of one note' },
  'inference.outcomes': { type: 'count', unit: 'request', tags: ['model', 'outcome'], meaning: 'inferences by how they ended' },
  'hallucination.flags': { type: 'count', unit: 'request', tags: ['model'], meaning: 'inferences that the grounding check flagged: a statement without a source' },
  'coding.low_confidence': { type: 'count', unit: 'request', tags: ['model'], meaning: 'code proposals below the confidence that a coder accepts unseen' },
  'note.turnaround': { type: 'distribution', percentiles: true, unit: 'second', tags: [], meaning: 'time from the end of an encounter to its finished note' },

  'vector.requests.total': { type: 'count', unit: 'query', tags: ['store', 'operation'], meaning: 'requests to the vector store, as its client counts them' },
  'vector.requests.failed': { type: 'count', unit: 'query', tags: ['store', 'operation'], meaning: 'requests to the vector store that ended in an error or ran out of time' },
  'vector.requests.duration': { type: 'distribution', percentiles: true, unit: 'second', tags: ['store', 'operation'], meaning: 'latency of the vector store, as its client sees it' },
  'object_store.uploads.total': { type: 'count', unit: 'request', tags: ['store'], meaning: 'uploads to the object store, as its clients count them' },
  'object_store.uploads.failed': { type: 'count', unit: 'request', tags: ['store'], meaning: 'uploads that failed after their retries' },
  'object_store.uploads.duration': { type: 'distribution', percentiles: true, unit: 'second', tags: ['store'], meaning: 'time of an upload, retries included' },

  'workflow.deliveries.total': { type: 'count', unit: 'request', tags: ['step'], meaning: 'deliveries of notes, orders and claims to the EHR' },
  'workflow.deliveries.failed': { type: 'count', unit: 'request', tags: ['step'], meaning: 'deliveries that the EHR rejected or never confirmed' },

  'phi.scrubber.errors': { type: 'count', unit: 'error', tags: ['rule'], meaning: 'records that the scrubber could not clean and dropped' },
  'phi.scrubber.processed': { type: 'count', unit: 'request', tags: [], meaning: 'records (log lines, spans) the scrubber has cleaned' },
  'phi.scrubber.masked': { type: 'count', unit: 'occurrence', tags: ['rule'], meaning: 'values the scrubber has masked' },
  'telemetry.dropped_keys': { type: 'count', unit: 'request', tags: [], meaning: 'log fields, span tags and baggage that were not on the allow-list and were dropped' },
}
