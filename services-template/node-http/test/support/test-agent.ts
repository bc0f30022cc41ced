// Datadog's own test agent (ddapm-test-agent, PyPI): takes traces as the real agent does, and shows what arrived.
import { spawn } from 'node:child_process';
import { eventually, type Cleanup } from './eventually.ts';
import { freePort } from './free-port.ts';

const PROGRAM = process.env['DDAPM_TEST_AGENT'] ?? 'ddapm-test-agent';

/** A span as the agent received it. */
export interface ReceivedSpan {
  name: string;
  resource: string;
  service: string;
  error: number;
  trace_id: string;
  span_id: string;
  parent_id: string;
  meta: Record<string, string>;
  metrics: Record<string, number>;
}

/** Starts an agent on a free port of the loopback interface, until the test ends. */
export async function startAgent(test: Cleanup) {
  const [port, otlpHttp, otlpGrpc] = [await freePort(), await freePort(), await freePort()];
  const ports = ['--port', String(port), '--otlp-http-port', String(otlpHttp), '--otlp-grpc-port', String(otlpGrpc)];
  const agent = spawn(PROGRAM, ['--host', '127.0.0.1', ...ports, '--log-level', 'ERROR'], { stdio: 'ignore' });
  test.after(() => agent.kill());
  let missing = false;
  agent.on('error', () => void (missing = true));
  const url = `http://127.0.0.1:${port}`;
  // Ids have 64 bits, more than a number holds: they are read as texts.
  const get = async (path: string): Promise<unknown> => {
    const text = await (await fetch(url + path)).text();
    return JSON.parse(text.replaceAll(/("(?:trace|span|parent)_id": ?)(\d+)/g, '$1"$2"'));
  };
  const started = () =>
    get('/info').then(
      () => true,
      () => undefined,
    );
  await eventually('the test agent', async () => {
    if (missing) throw new Error(`cannot run ${PROGRAM}; see the README, "Test"`);
    return started();
  });
  const spans = async () => ((await get('/test/session/traces')) as ReceivedSpan[][]).flat();
  return {
    url,
    spans,
    /** The spans of an encounter by their names, once all of `names` are there. */
    of: <N extends string>(encounter: string, ...names: N[]): Promise<Record<N, ReceivedSpan>> =>
      eventually(`the spans ${names.join(', ')}`, async () => {
        const found = (await spans()).filter((span) => span.meta['encounter_id'] === encounter);
        const byName = Object.fromEntries(found.map((span) => [span.name, span]));
        return names.every((name) => byName[name]) ? (byName as Record<N, ReceivedSpan>) : undefined;
      }),
    /** All bytes that arrived, as one text: bodies are MessagePack, in which texts stand as they are. */
    async bytes(): Promise<string> {
      const requests = (await get('/test/session/requests')) as { body: string; url: string; headers: object }[];
      const parts = requests.map(({ body, url: target, headers }) => [
        Buffer.from(body, 'base64').toString('latin1'),
        target,
        JSON.stringify(headers),
      ]);
      return parts.flat().join('\n');
    },
  };
}
