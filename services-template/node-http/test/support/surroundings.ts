// Everything that the service talks to, with a queue of its own.
import { randomUUID } from 'node:crypto';
import type { Cleanup } from './eventually.ts';
import { rabbitmqOptions, startRabbitmq } from './rabbitmq.ts';
import { startService } from './service.ts';
import { startAgent } from './test-agent.ts';
import { openUdpSink } from './udp-sink.ts';

/** Starts all of it until the test ends. Nothing where there is no broker: the tests that use it are skipped. */
export async function startSurroundings(test: Cleanup) {
  if (rabbitmqOptions.skip !== undefined) return {} as never;
  const [agent, sink, rabbitmq] = await Promise.all([startAgent(test), openUdpSink(test), startRabbitmq(test)]);
  const queue = `jobs-${randomUUID()}`;
  await rabbitmq.create(queue);
  return { agent, sink, rabbitmq, queue };
}

/** The same, and the service; `env` as it takes it. */
export async function startAll(test: Cleanup, env: Record<string, string> = {}) {
  if (rabbitmqOptions.skip !== undefined) return {} as never;
  const surroundings = await startSurroundings(test);
  return { ...surroundings, service: await startService(test, surroundings, env) };
}
