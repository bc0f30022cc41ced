// Which tags of the tracer's integrations may leave. Those of the policy are in the vocabulary; everything else is dropped.

/** What the value of a tracer's tag must look like. */
export type TagForm = 'word' | 'host' | 'digits' | 'route' | 'code' | 'origin' | 'name';

/** Expressions of the forms, all anchored and bounded. */
export const TAG_FORMS: Readonly<Record<TagForm, RegExp>> = {
  word: /^[A-Za-z0-9._/:-]{1,200}$/,
  // Of a span: begins with a letter, so that no number or date is one.
  name: /^[A-Za-z_][A-Za-z0-9_.:-]{0,79}$/,
  host: /^[A-Za-z0-9._:-]{1,253}$/,
  digits: /^-?\d{1,10}$/,
  // Propagated by headers, so the caller decides what they hold.
  code: /^-?[0-9a-f.]{1,32}$/,
  origin: /^(?:synthetics|synthetics-browser|rum|lambda|ciapp-test)$/,
  route: /^[A-Za-z0-9._/:*{}()?+~-]{1,200}$/,
};

const KEYS: Readonly<Record<TagForm, string>> = {
  word: `env version language runtime-id component span.kind http.method error.type peer.service
    db.type db.system db.name db.instance bucketname queuename region aws_service aws.operation aws.region aws.service
    amqp.queue amqp.exchange amqp.routingKey amqp.source amqp.destination amqp.command
    kafka.topic kafka.group kafka.cluster_id messaging.system messaging.operation messaging.destination.name
    rpc.system rpc.service rpc.method
    grpc.method.kind grpc.method.path grpc.method.name grpc.method.service grpc.method.package
    otel.status_code otel.library.name otel.library.version otel.scope.name otel.scope.version
    _dd.integration _dd.svc_src _dd.sdk.otlp_export _dd.peer.service.source _dd.hostname`,
  name: 'operation.name',
  host: 'out.host peer.hostname network.destination.name tcp.remote.host dns.hostname',
  digits: `http.status_code network.destination.port tcp.remote.port grpc.status.code db.row_count process_id
    kafka.partition kafka.message.offset messaging.batch.message_count`,
  code: '_dd.p.dm _dd.p.tid _dd.p.ts _dd.p.ksr _dd.parent_id',
  origin: '_dd.origin',
  route: 'http.route',
};

/** Tags that are kept if they have their form. */
export const KEPT: Readonly<Record<string, TagForm>> = Object.fromEntries(
  Object.entries(KEYS).flatMap(([form, keys]) => keys.split(/\s+/).map((key) => [key, form as TagForm])),
);

/** Types of spans, of which Datadog knows a few. */
export const TYPES: ReadonlySet<string> = new Set([
  ...['web', 'http', 'sql', 'redis', 'valkey', 'memcached', 'mongodb', 'elasticsearch', 'opensearch', 'cassandra'],
  ...['cache', 'db', 'dns', 'worker', 'queue', 'rpc', 'graphql', 'template', 'serverless', 'websocket', 'system'],
  ...['custom', 'llm'],
]);

/** Numbers that are kept besides those of the tracer itself (`_dd.*`). */
export const KEPT_NUMBERS: ReadonlySet<string> = new Set([
  ...['_sampling_priority_v1', 'process_id', 'http.status_code', 'network.destination.port', 'tcp.remote.port'],
  ...['db.row_count', 'kafka.partition', 'kafka.batch_size', 'kafka.message.offset', 'messaging.batch.message_count'],
]);
/** Numbers of the tracer itself. */
export const TRACER_NUMBER = /^_dd1?\.[a-z_.]{1,60}$/;

/**
 * Tags that integrations always set and that never leave. They are not counted as dropped: the count would then say how
 * many requests there are, and not that somebody tags spans with what the policy does not know.
 */
export const EXPECTED =
  /^(?:http\.(?:url|useragent|client_ip|endpoint|query|request\.|response\.)|network\.client\.ip|dns\.|tcp\.|db\.(?:statement|user)|sql\.query|redis\.|valkey\.|memcached\.|mongodb\.|elasticsearch\.|graphql\.|openai\.|gen_ai\.|_ml_obs|langchain\.|aws\.|amqp\.|kafka\.|messaging\.kafka\.|grpc\.|_dd\.(?:p\.|code_origin|tags\.process|git|span_links|di\.|appsec)|resource\.|error\.)/;
