// Which tags of the tracer's integrations may leave. Those of the policy are in the vocabulary; everything else is dropped.

import { isCodeWord, isHostName, isRoute } from './code-word.ts';

/** What the value of a tracer's tag must look like. */
export type TagForm =
  | 'word'
  | 'host'
  | 'digits'
  | 'route'
  | 'decision'
  | 'hex'
  | 'flags'
  | 'rate'
  | 'origin'
  | 'name'
  | 'version'
  | 'uuid'
  | 'cluster';

const matching = (expression: RegExp) => (text: string) => expression.test(text);

/** The forms, all bounded. */
export const TAG_FORMS: Readonly<Record<TagForm, (text: string) => boolean>> = {
  // A path of gRPC begins with a slash.
  word: (text) => isCodeWord(text.startsWith('/') ? text.slice(1) : text),
  // Of a span.
  name: (text) => text.length <= 80 && !text.includes('/') && isCodeWord(text),
  // Some say the port too.
  host: (text) => isHostName(text.replace(/:\d{1,5}$/, '')),
  digits: matching(/^-?\d{1,10}$/),
  // The deployment's own, whatever it looks like, and those of libraries.
  version: (text) =>
    text === process.env['DD_VERSION'] || /^\d{1,3}(?:\.\d{1,3}){0,2}(?:-[a-z]{1,8}\.?\d{0,3})?$/.test(text),
  uuid: matching(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/),
  cluster: matching(/^[A-Za-z0-9_-]{22}$/),
  // Propagated by headers, so the caller decides what they hold.
  decision: matching(/^-\d{1,2}$/),
  hex: matching(/^[0-9a-f]{16}$/),
  flags: matching(/^[0-9a-f]{1,4}$/),
  rate: matching(/^[01](?:\.\d{1,6})?$/),
  origin: matching(/^(?:synthetics|synthetics-browser|rum|lambda|ciapp-test)$/),
  route: isRoute,
};

const KEYS: Readonly<Record<TagForm, string>> = {
  word: `env language component span.kind http.method error.type peer.service
    db.type db.system db.name db.instance bucketname queuename region aws_service aws.operation aws.region aws.service
    amqp.queue amqp.exchange amqp.routingKey amqp.source amqp.destination amqp.command
    kafka.topic kafka.group messaging.system messaging.operation messaging.destination.name
    rpc.system rpc.service rpc.method
    grpc.method.kind grpc.method.path grpc.method.name grpc.method.service grpc.method.package
    otel.status_code otel.library.name otel.scope.name
    _dd.integration _dd.svc_src _dd.sdk.otlp_export _dd.peer.service.source`,
  name: 'operation.name',
  version: 'version otel.library.version otel.scope.version',
  uuid: 'runtime-id',
  cluster: 'kafka.cluster_id',
  host: '_dd.hostname out.host peer.hostname network.destination.name tcp.remote.host dns.hostname',
  digits: `http.status_code network.destination.port tcp.remote.port grpc.status.code db.row_count process_id
    kafka.partition kafka.message.offset messaging.batch.message_count`,
  decision: '_dd.p.dm',
  hex: '_dd.p.tid _dd.parent_id',
  flags: '_dd.p.ts',
  rate: '_dd.p.ksr',
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
