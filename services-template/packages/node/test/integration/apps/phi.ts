// Puts the identifiers of one person into every carrier, as careless code would.
import { init } from '../../../src/index.ts';

const monitoring = init();
const { baggage, messaging, shutdown, spans } = monitoring;
// As JavaScript calls them, without types.
const logger = monitoring.logger as unknown as Record<'info' | 'error', (message: string, fields?: object) => void>;
const metrics = monitoring.metrics as unknown as { count(name: string, value: number, tags: object): void };

const { createRequire } = await import('node:module');
const { trace, SpanStatusCode } = await import('@opentelemetry/api');
const { default: fastify } = await import('fastify');
const tracer = createRequire(import.meta.url)('dd-trace') as typeof import('dd-trace').default;

const person = JSON.parse(process.env['PERSON'] ?? '{}') as Record<string, string>;
const name = person['name'] ?? '';
const text = Object.values(person).join(', ');
const declared = [
  'store',
  'model',
  'queue',
  'job_id',
  'error_class',
  'component',
  'prompt_template',
  'physician_id',
  'peer',
];

// A value in the form of a name, in a place for names, cannot be distinguished from one: there, types and review decide. Every
// other value goes there too.
const isNameLike = (value: string) => /^[A-Za-z0-9._/:-]+$/.test(value) && !/^\d{3}-\d/.test(value);
const inDeclared = (value: string) =>
  isNameLike(value) ? {} : Object.fromEntries(declared.map((key) => [key, value]));
const asName = (value: string) => (isNameLike(value) ? 'careless' : value);

class CarelessError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CarelessError';
  }
}

// Logs: fields with and without a declaration, messages with what has a form or a label, errors.
for (const [kind, value] of Object.entries(person)) {
  logger.info('field', { [kind]: value, [value]: 1, ...inDeclared(value) });
  logger.error('error', { error: new CarelessError(`no ${kind} ${value}\n    at ${value} (/srv/${value}/x.ts:1:1)`) });
}
const { email, ssn, phone, fax, medical_record: record, birth_date: born, street } = person;
logger.info(`found ${email}, ${ssn}, ${phone} or ${fax}`);
logger.info(`found patient_name="${name}" MRN: ${record} dob=${born} street='${street}'`);
logger.info(
  JSON.stringify({
    patient_name: name,
    mrn: Number(record),
    dob: born,
    address: street,
    body: JSON.stringify({ full_name: name }),
  }),
);

// Spans: tags, names, resources, events, links, errors.
for (const [kind, value] of Object.entries(person)) {
  const tags = {
    [kind]: value,
    [value]: value,
    'resource.name': value,
    ...inDeclared(value),
  };
  const span = tracer.startSpan(asName(value), { tags });
  span.addTags({
    nested: { [kind]: value },
    [`number.${kind}`]: Number(person['medical_record']),
    url: new URL(`http://h/${record}`),
  });
  span.setTag('service.name', value);
  span.setTag('span.type', value);
  span.setTag('error', new CarelessError(value));
  span.finish();
  span.setTag('after.finish', value);
  const otel = trace.getTracer(value, value).startSpan(asName(value), {
    attributes: { [kind]: value, 'operation.name': asName(value) },
    links: [
      {
        context: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 },
        attributes: { [kind]: value },
      },
    ],
  });
  otel.addEvent(value, { [kind]: value });
  otel.recordException(new CarelessError(value));
  otel.setStatus({ code: SpanStatusCode.ERROR, message: value });
  otel.end();
  await spans
    .run('note.generation', { model: asName(value), prompt_template: asName(value), job_id: value }, (critical) => {
      (critical as { set(key: string, value: unknown): void }).set(kind, value);
      throw new CarelessError(value);
    })
    .catch(() => {});
}

// What integrations make of statements and commands.
const integrations: Record<string, string | number>[] = [
  {
    'span.type': 'sql',
    component: 'pg',
    'resource.name': `SELECT * FROM encounters WHERE name = '${name}' AND ssn = '${ssn}'`,
  },
  {
    'span.type': 'sql',
    component: 'pg',
    'resource.name': `INSERT INTO notes VALUES ('${text.replaceAll("'", "''")}')`,
    'db.statement': text,
  },
  { 'span.type': 'sql', component: 'mysql', 'resource.name': `/* ${name} */ UPDATE t SET a = $$${name}$$ -- ${name}` },
  {
    'span.type': 'redis',
    component: 'redis',
    'resource.name': 'get',
    'redis.raw_command': `GET session:${name}:${record}`,
  },
  { 'span.type': 'redis', component: 'ioredis', 'resource.name': `GET ${name}`, 'db.name': name },
  {
    'span.type': 'mongodb',
    component: 'mongodb',
    'resource.name': `find notes {"name":"${name}"}`,
    'mongodb.query': text,
  },
  {
    'span.type': 'http',
    component: 'http',
    'span.kind': 'client',
    'http.method': 'GET',
    'http.url': `http://peer/patients/${name}?ssn=${ssn}`,
  },
  {
    'span.type': 'http',
    component: 'http',
    'span.kind': 'client',
    'http.method': name,
    'http.url': `http://${email}:${ssn}@peer/x`,
  },
  {
    'span.type': 'worker',
    component: 'amqplib',
    'resource.name': `basic.publish ${name}`,
    'amqp.routingKey': email ?? '',
  },
  { component: 'openai', 'openai.request.messages.0.content': text, 'openai.response.choices.0.text': text },
  { component: 'grpc', 'grpc.request.metadata.name': name, 'http.request.headers.x-patient': name },
];
for (const tags of integrations) tracer.startSpan('integration', { tags }).finish();

// Metrics and baggage.
for (const value of Object.values(person)) {
  metrics.count('llm.requests.total', 1, { model: asName(value), provider: asName(value), [value]: value });
  metrics.count(value, 1, {});
  baggage.withEncounter(value, () => tracer.startSpan('with.encounter').finish());
}
tracer.setBaggageItem('patient', name);
tracer.startSpan('with.baggage').finish();

// Requests: path, query, headers of every kind; and what the service sends on.
const received: Record<string, unknown>[] = [];
const app = fastify();
app.get('/patients/:id', (request) => {
  received.push(messaging.inject({}));
  throw new CarelessError(`no patient ${(request.params as { id: string }).id}`);
});
await app.listen({ port: 0, host: '127.0.0.1' });
const port = (app.server.address() as { port: number }).port;
const encoded = encodeURIComponent(name);
for (const target of [`/patients/${encoded}?name=${encoded}&ssn=${ssn}`, `/${encoded}/${record}`]) {
  await fetch(`http://127.0.0.1:${port}${target}`, {
    headers: {
      'user-agent': text.replaceAll(/[^ -~]/g, '_'),
      'x-forwarded-for': person['address_of_network'] ?? '',
      cookie: `patient=${encoded}`,
      'x-datadog-trace-id': '4711',
      'x-datadog-parent-id': '4712',
      'x-datadog-origin': name.replaceAll(' ', ''),
      'x-datadog-tags': `_dd.p.name=${encoded},_dd.p.dm=${name.replaceAll(' ', '')}`,
      tracestate: `dd=s:1;o:${name.replaceAll(' ', '')},v=${name.replaceAll(' ', '')}`,
      baggage: `patient=${encoded},encounter_id=${record},mrn=${record}`,
      'ot-baggage-patient': name,
    },
  });
}
await messaging.extract({ baggage: `patient=${encoded}`, patient: name }, () => received.push(messaging.inject({})));
// What comes in as state of the trace goes on to our own services, by the standards.
for (const headers of received)
  for (const key of Object.keys(headers)) if (/^(tracestate|x-datadog)/.test(key)) delete headers[key];
console.log(JSON.stringify({ received }));
await app.close();
await shutdown();
