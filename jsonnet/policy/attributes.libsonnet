// What a log line, a span or baggage may carry besides the tags of policy/tags.libsonnet. A key that is in neither list is dropped by the shared
// monitoring packages and counted (`telemetry.dropped_keys`).
//
//   on    where it is allowed: 'log', 'span', 'baggage' (sent to every service of the platform behind this one)
//   form  what a value must be, or it is dropped like an unknown key:
//           uuid        a surrogate id, never one that a patient, a payer or an EHR knows
//           identifier  a word of code, such as a class or a function: begins with a letter; letters, digits and . _ : -, at most 80; no number, date or file
//                       of a person (services-template/packages/code-words.json)
//           integer, number, boolean
//           host        a host name of the platform, without port and path, or an address of a private network
//
// Free text has no form, so it cannot be declared: a message is a constant template, a value one of these.
{
  encounter_id: { on: ['log', 'span', 'baggage'], form: 'uuid', meaning: 'the encounter, by its surrogate id; the same in every service' },
  physician_id: { on: ['log', 'span'], form: 'uuid', meaning: 'the physician, by the surrogate id, where a service knows it' },
  job_id: { on: ['log', 'span'], form: 'uuid', meaning: 'the job of a worker' },
  error_class: { on: ['log', 'span'], form: 'identifier', meaning: 'the class of an error, never its message' },
  retries: { on: ['log', 'span'], form: 'integer', meaning: 'attempts before the one that ended it; 0 for the first' },
  duration_ms: { on: ['log'], form: 'number', meaning: 'how long it took' },
  size_bytes: { on: ['log', 'span'], form: 'integer', meaning: 'the size of a recording, a document or a message' },
  passages: { on: ['log', 'span'], form: 'integer', meaning: 'passages that a retrieval returned' },
  prompt_tokens: { on: ['log', 'span'], form: 'integer', meaning: 'tokens sent to a language model' },
  completion_tokens: { on: ['log', 'span'], form: 'integer', meaning: 'tokens received from a language model' },
  prompt_template: { on: ['log', 'span'], form: 'identifier', meaning: 'the name of a prompt template; the prompt itself is content' },
  status_code: { on: ['log'], form: 'integer', meaning: 'the HTTP status of a response' },
  route: { on: ['log'], form: 'identifier', meaning: 'the handler of a request by its name; a path may hold identifiers' },
  peer: { on: ['log'], form: 'host', meaning: 'the service at the other end' },
  component: { on: ['log', 'span'], form: 'identifier', meaning: 'the part of a service that logs, for example consumer' },
}
