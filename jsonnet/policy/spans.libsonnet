// The critical spans: one for each step between a conversation and its note. The shared monitoring packages start them by these names, set
// `_dd.measured`, and so Datadog computes trace metrics of them: trace.<span>.hits, .errors and latency (policy/metrics/apm.libsonnet).
//
//   attributes  keys of policy/tags.libsonnet and policy/attributes.libsonnet that it may carry, besides those that every critical span has:
//               encounter_id, outcome, retries, error_class
{
  'ingestion.accept': { attributes: ['store', 'size_bytes'], meaning: 'a recording or a document is checked, stored and queued' },
  'transcription.transcribe': { attributes: ['job_id', 'model', 'provider', 'size_bytes'], meaning: 'a recording becomes text' },
  'rag.retrieval': { attributes: ['store', 'operation', 'passages'], meaning: 'passages are searched that ground a note' },
  'note.generation': {
    attributes: ['job_id', 'model', 'provider', 'prompt_template', 'prompt_tokens', 'completion_tokens'],
    meaning: 'a language model writes a note',
  },
  'coding.inference': {
    attributes: ['job_id', 'model', 'provider', 'prompt_template', 'prompt_tokens', 'completion_tokens'],
    meaning: 'diagnosis and procedure codes are proposed for a note',
  },
  'workflow.delivery': { attributes: ['job_id', 'step', 'physician_id'], meaning: 'a note, an order or a claim is filed into the EHR' },
}
