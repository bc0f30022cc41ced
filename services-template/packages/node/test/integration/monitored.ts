// Starts monitoring in the process of a test file, against a test agent and a UDP sink. Node runs each file in its own.
import { createRequire } from 'node:module';
import type { Tracer } from 'dd-trace';
import { init, type Monitoring, type Options } from '../../src/index.ts';
import { flushSpans } from '../../src/tracer-seam.ts';
import { openUdpSink } from '../unit/udp-sink.ts';
import { startAgent } from './test-agent.ts';

/** Starts everything; `stop` ends it. */
export async function startMonitored(options: Options = {}) {
  const [agent, sink] = await Promise.all([startAgent(), openUdpSink()]);
  Object.assign(process.env, {
    DD_SERVICE: 'transcription',
    DD_ENV: 'dev',
    DD_VERSION: '1.2.3',
    DD_TRACE_AGENT_URL: agent.url,
    DD_AGENT_HOST: '127.0.0.1',
    DD_DOGSTATSD_PORT: String(sink.port),
  });
  const monitoring: Monitoring = init(options);
  const tracer = createRequire(import.meta.url)('dd-trace') as Tracer;
  return {
    monitoring,
    tracer,
    sink,
    /** The spans of this name, once they are at the agent. */
    async spans(name: string) {
      await flushSpans(tracer);
      return (await agent.spans()).filter((span) => span.name === name);
    },
    /** Forgets the spans that have arrived. */
    async clear() {
      await flushSpans(tracer);
      await agent.clear();
    },
    async stop() {
      sink.close();
      await agent.stop();
    },
  };
}
