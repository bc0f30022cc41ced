// What integrations make of statements, commands, calls and prompts, and what a service sends on.
import { createRequire } from 'node:module';
import { messaging, type Carrier } from './monitoring.ts';

const tracer = createRequire(import.meta.url)('dd-trace') as typeof import('dd-trace').default;
const span = (tags: Record<string, unknown>) => tracer.startSpan('integration', { tags }).finish();
/** Nothing listens there; the span of the call is what counts. */
const NOBODY = 'http://127.0.0.1:1';

export const integrations: Record<string, Carrier> = {
  sql(text) {
    const sql = { 'span.type': 'sql', component: 'pg', 'db.type': 'postgres' };
    const literal = text.replaceAll("'", "''");
    span({ ...sql, 'resource.name': `SELECT * FROM notes WHERE name = '${literal}'`, 'db.statement': text });
    span({ ...sql, 'resource.name': `INSERT INTO notes VALUES ('${literal}', $$${text}$$) -- ${text}` });
    span({ ...sql, component: 'mysql', 'resource.name': `/* ${text} */ UPDATE notes SET "text" = '${text}` });
    span({ 'span.type': 'mongodb', component: 'mongodb', 'resource.name': `find ${text}`, 'mongodb.query': text });
  },
  redis(text) {
    const command = { 'span.type': 'redis', component: 'redis' };
    span({ ...command, 'resource.name': 'get', 'redis.raw_command': `GET session:${text}` });
    span({ ...command, component: 'ioredis', 'resource.name': `GET ${text}`, 'db.name': text });
    span({ 'span.type': 'memcached', component: 'memcached', 'resource.name': `get ${text}` });
  },
  async queue(text) {
    const amqp = { 'span.type': 'worker', component: 'amqplib', 'amqp.queue': text, 'amqp.exchange': text };
    span({ ...amqp, 'resource.name': `basic.publish ${text}`, 'amqp.routingKey': text, 'amqp.headers': text });
    span({ component: 'kafkajs', 'resource.name': text, 'kafka.topic': text, 'kafka.key': text });
    const headers = { patient: text, baggage: `patient=${encodeURIComponent(text)}`, 'x-datadog-origin': text };
    await messaging.extract({ ...headers, 'x-datadog-trace-id': '5', 'x-datadog-parent-id': '6' }, () => {
      const sent = messaging.inject({});
      delete sent['x-datadog-origin']; // goes on to our own services, by the standard
      delete sent['tracestate'];
      if (JSON.stringify(sent).includes(text)) throw new Error('the patient was sent on');
    });
  },
  grpc(text) {
    const call = { component: 'grpc', 'span.kind': 'client', 'resource.name': `/notes.Notes/${text}` };
    span({ ...call, 'grpc.request.metadata.patient': text, 'grpc.method.path': `/notes/${text}`, 'rpc.method': text });
  },
  async url_client(text) {
    const encoded = encodeURIComponent(text);
    const call = { 'span.type': 'http', component: 'http', 'span.kind': 'client', 'http.method': 'GET' };
    span({ ...call, 'http.url': `${NOBODY}/patients/${text}?name=${text}`, 'resource.name': `GET /patients/${text}` });
    span({ ...call, 'http.url': `http://${encoded}:${encoded}@peer/x`, 'http.method': text });
    const headers = { 'x-patient': encoded };
    await fetch(`${NOBODY}/patients/${encoded}?name=${encoded}`, { headers }).catch(() => {});
  },
  // What an integration of a provider tags, and LLM Observability.
  llm(text) {
    span({ component: 'openai', 'span.type': 'llm', 'openai.request.messages.0.content': text, 'resource.name': text });
    span({ component: 'openai', 'openai.response.choices.0.text': text, '_ml_obs.meta.input.value': text });
    tracer.llmobs.trace({ kind: 'llm', name: 'careless', modelName: text }, () => {
      tracer.llmobs.annotate({ inputData: text, outputData: text, metadata: { text }, tags: { patient: text } });
    });
  },
};
