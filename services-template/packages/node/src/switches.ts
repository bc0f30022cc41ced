// The tracer's switches. It reads the environment when it is loaded, so they are set before. What could carry patient data
// out of the process is set whatever the deployment says: a variable somewhere must not open what the package closes.

/** What a service may switch on. */
export interface Features {
  /** The continuous profiler. */
  profiling: boolean;
  /** Metrics of the runtime: event loop, heap, garbage collection. */
  runtimeMetrics: boolean;
  /** LLM Observability, whose events are cleaned. */
  llmObservability: boolean;
}

const FORCED: Readonly<Record<string, string>> = {
  DD_TRACE_PROPAGATION_STYLE: 'datadog,tracecontext,baggage',
  // Services of the platform send a trace in both styles. The second would be read for nothing, which is a tenth of what the
  // tracer adds to a request; a caller that sends `traceparent` alone is read as before.
  DD_TRACE_PROPAGATION_EXTRACT_FIRST: 'true',
  // `ot-baggage-*` headers, next to the allow-list of baggage.
  DD_TRACE_LEGACY_BAGGAGE_ENABLED: 'false',
  // Prompts and completions, past the agent.
  DD_LLMOBS_AGENTLESS_ENABLED: 'false',
  DD_OPENAI_LOGS_ENABLED: 'false',
  DD_AI_GUARD_ENABLED: 'false',
  // Variables of the running code. Exception replay, which Python has, Node.js has as part of these.
  DD_DYNAMIC_INSTRUMENTATION_ENABLED: 'false',
  DD_CODE_ORIGIN_FOR_SPANS_ENABLED: 'false',
  DD_CRASHTRACKING_ENABLED: 'false',
  // Switches from afar.
  DD_REMOTE_CONFIGURATION_ENABLED: 'false',
  // Requests: bodies, queries, addresses of clients.
  DD_APPSEC_ENABLED: 'false',
  DD_IAST_ENABLED: 'false',
  DD_API_SECURITY_ENABLED: 'false',
  DD_TRACE_OBFUSCATION_QUERY_STRING_REGEXP: '.*',
  DD_TRACE_CLIENT_IP_ENABLED: 'false',
  DD_TRACE_RESOURCE_RENAMING_ENABLED: 'false',
  DD_DBM_PROPAGATION_MODE: 'disabled',
  // Ways out that do not pass the guard of spans.
  DD_TRACE_STATS_COMPUTATION_ENABLED: 'false',
  DD_LOGS_OTEL_ENABLED: 'false',
  DD_METRICS_OTEL_ENABLED: 'false',
  DD_PROFILING_ENDPOINT_COLLECTION_ENABLED: 'false',
  DD_TELEMETRY_LOG_COLLECTION_ENABLED: 'false',
  // All spans of a service are of that service: a monitor of it sees its calls to stores too. Datadog infers the stores from the tags.
  DD_TRACE_REMOVE_INTEGRATION_SERVICE_NAMES_ENABLED: 'true',
  // The logger writes the ids itself; the tracer would write them twice.
  DD_LOGS_INJECTION: 'false',
  DD_TRACE_STARTUP_LOGS: 'false',
};

// More specific variables would win over those above, or copy headers and payloads into tags.
const REMOVED = [
  '_DD_LLMOBS_OVERRIDE_ORIGIN',
  'DD_TRACE_PROPAGATION_STYLE_EXTRACT',
  'DD_TRACE_PROPAGATION_STYLE_INJECT',
  'DD_TRACE_BAGGAGE_TAG_KEYS',
  'DD_TRACE_HEADER_TAGS',
  'DD_TRACE_CLOUD_REQUEST_PAYLOAD_TAGGING',
  'DD_TRACE_CLOUD_RESPONSE_PAYLOAD_TAGGING',
  'OTEL_TRACES_EXPORTER',
  'OTEL_LOGS_EXPORTER',
  'OTEL_METRICS_EXPORTER',
];

// What a deployment may decide otherwise.
const DEFAULTS: Readonly<Record<string, string>> = {
  DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
};

/** Sets the switches in `env`. To be called before the tracer is loaded. */
export function setSwitches(env: NodeJS.ProcessEnv, features: Features): void {
  for (const name of REMOVED) delete env[name];
  for (const [name, value] of Object.entries(DEFAULTS)) env[name] ??= value;
  Object.assign(env, FORCED, {
    DD_PROFILING_ENABLED: String(features.profiling),
    DD_RUNTIME_METRICS_ENABLED: String(features.runtimeMetrics),
    DD_LLMOBS_ENABLED: String(features.llmObservability),
  });
  // One application for each service, in both languages.
  if (features.llmObservability && env['DD_SERVICE']) env['DD_LLMOBS_ML_APP'] = env['DD_SERVICE'];
}
