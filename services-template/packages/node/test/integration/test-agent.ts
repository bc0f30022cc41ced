// Datadog's own test agent (ddapm-test-agent, PyPI) for traces, and the UDP sink for metrics.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

// Named by an environment variable where it is installed elsewhere, see the README.
const AGENT =
  process.env['DDAPM_TEST_AGENT'] ??
  fileURLToPath(new URL('../../../../../.cache/agent/bin/ddapm-test-agent', import.meta.url));

/** A span as the agent received it. */
export interface ReceivedSpan {
  name: string;
  resource: string;
  service: string;
  type?: string;
  error: number;
  trace_id: number;
  span_id: number;
  parent_id: number;
  meta: Record<string, string>;
  metrics: Record<string, number>;
}

/** A port of the loopback interface that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts an agent on a free port of the loopback interface. */
export async function startAgent() {
  if (!existsSync(AGENT)) throw new Error(`no ddapm-test-agent at ${AGENT}; see the README, "Test"`);
  const port = await freePort();
  const [otlpHttp, otlpGrpc] = [await freePort(), await freePort()];
  const ports = ['--port', String(port), '--otlp-http-port', String(otlpHttp), '--otlp-grpc-port', String(otlpGrpc)];
  const agent = spawn(AGENT, ['--host', '127.0.0.1', ...ports, '--log-level', 'ERROR'], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  const get = async (path: string): Promise<unknown> => (await fetch(url + path)).json();
  for (let attempt = 0; ; attempt += 1) {
    try {
      await get('/info');
      break;
    } catch (error) {
      if (attempt > 150) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return {
    url,
    port,
    /** All spans that arrived. */
    spans: async () => ((await get('/test/session/traces')) as ReceivedSpan[][]).flat(),
    /** All bytes that arrived, as one text: bodies are MessagePack, in which texts stand as they are. */
    async bytes(): Promise<string> {
      const requests = (await get('/test/session/requests')) as { body: string; url: string; headers: object }[];
      const bodies = requests.map(({ body, url: target, headers }) => [
        Buffer.from(body, 'base64').toString('latin1'),
        target,
        JSON.stringify(headers),
      ]);
      return bodies.flat().join('\n');
    },
    clear: async () => void (await fetch(`${url}/test/session/clear`)),
    async stop() {
      agent.kill();
      await once(agent, 'exit');
    },
  };
}
