// Which tags of the tracer's integrations may leave. Those of the policy are in the vocabulary; everything else is dropped.

/** What the value of a tracer's tag must look like. */
export type TagForm = 'word' | 'host' | 'digits' | 'route';

/** Expressions of the forms, all anchored and bounded. */
export const TAG_FORMS: Readonly<Record<TagForm, RegExp>> = {
  word: /^[A-Za-z0-9._/:-]{1,200}$/,
  host: /^[A-Za-z0-9._:-]{1,253}$/,
  digits: /^-?\d{1,10}$/,
  route: /^[A-Za-z0-9._/:*{}()?+~-]{1,200}$/,
};

/** Tags that are kept if they have their form. */
export const KEPT: Readonly<Record<string, TagForm>> = {
  ...of('word', ['service', 'env', 'version', 'language', 'runtime-id', 'component', 'span.kind', 'operation.name']),
  ...of('word', ['http.method', 'error.type', 'db.type', 'db.system', 'db.name', 'db.instance', 'peer.service']),
  ...of('word', ['amqp.queue', 'amqp.exchange', 'amqp.routingKey', 'amqp.source', 'amqp.destination', 'amqp.command']),
  ...of('word', [
    'messaging.system',
    'messaging.operation',
    'messaging.destination.name',
    'kafka.topic',
    'kafka.group',
  ]),
  ...of('word', [
    'kafka.cluster_id',
    'rpc.system',
    'rpc.service',
    'rpc.method',
    'grpc.method.kind',
    'grpc.method.path',
  ]),
  ...of('word', ['grpc.method.name', 'grpc.method.service', 'grpc.method.package', 'otel.status_code']),
  ...of('word', ['otel.library.name', 'otel.scope.name', 'otel.library.version', 'otel.scope.version']),
  ...of('word', ['aws.operation', 'aws.region', 'aws.service', 'aws_service', 'region', 'bucketname', 'queuename']),
  ...of('word', [
    '_dd.integration',
    '_dd.base_service',
    '_dd.svc_src',
    '_dd.p.dm',
    '_dd.p.tid',
    '_dd.p.ts',
    '_dd.p.ksr',
  ]),
  ...of('word', ['_dd.parent_id', '_dd.sdk.otlp_export', '_dd.peer.service.source', '_dd.hostname', '_dd.origin']),
  ...of('host', ['out.host', 'peer.hostname', 'network.destination.name', 'tcp.remote.host', 'dns.hostname']),
  ...of('digits', [
    'http.status_code',
    'network.destination.port',
    'tcp.remote.port',
    'grpc.status.code',
    'db.row_count',
  ]),
  ...of('digits', ['kafka.partition', 'kafka.message.offset', 'messaging.batch.message_count', 'process_id']),
  ...of('route', ['http.route']),
};

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
  /^(?:http\.(?:url|useragent|client_ip|endpoint|query|request\.|response\.)|network\.client\.ip|dns\.|tcp\.|db\.(?:statement|user)|sql\.query|redis\.|valkey\.|memcached\.|mongodb\.|elasticsearch\.|graphql\.|openai\.|langchain\.|aws\.|amqp\.|kafka\.|grpc\.|_dd\.(?:code_origin|tags\.process|git|span_links|di\.|appsec)|resource\.|error\.)/;

function of(form: TagForm, keys: readonly string[]): Record<string, TagForm> {
  return Object.fromEntries(keys.map((key) => [key, form]));
}
