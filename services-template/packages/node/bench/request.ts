// What the package adds to a request: CPU time of the server's process, in rounds that alternate between the variants, so
// that a busy machine is as unfair to each. The agent is one that answers and does nothing.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, get } from 'node:http';

const VARIANTS = ['bare', 'tracer', 'package', 'package, used'];
const REQUESTS = 2000;
const ROUNDS = 15;

const agent = createServer((request, response) => void request.resume().on('end', () => response.end('{}')));
await new Promise<void>((resolve) => agent.listen(0, '127.0.0.1', resolve));
const keepAlive = new Agent({ keepAlive: true, maxSockets: 4 });
const fetchText = (port: number, path: string) =>
  new Promise<string>((resolve, reject) =>
    get({ port, path, agent: keepAlive }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk)).on('end', () => resolve(body));
    }).on('error', reject),
  );

const servers: { variant: string; port: number; child: ChildProcess; rounds: number[] }[] = [];
for (const [index, variant] of VARIANTS.entries()) {
  const port = 18_650 + index;
  const child = fork(new URL('server.mjs', import.meta.url), {
    env: {
      ...{ PATH: process.env['PATH'], VARIANT: variant, PORT: String(port) },
      ...{ DD_SERVICE: 'cost', DD_ENV: 'dev', DD_VERSION: '1', DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false' },
      DD_TRACE_AGENT_URL: `http://127.0.0.1:${(agent.address() as { port: number }).port}`,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  servers.push({ variant, port, child, rounds: [] });
}
const cpu = async (port: number) => (JSON.parse(await fetchText(port, '/cpu')) as { us: number }).us;
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const { port, rounds } of servers) {
    const before = await cpu(port);
    const lanes = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < REQUESTS / 4; i += 1) await fetchText(port, `/encounters/${i}`);
    });
    await Promise.all(lanes);
    // The first round compiles.
    if (round > 0) rounds.push(((await cpu(port)) - before) / REQUESTS);
  }
}
for (const { variant, child, rounds } of servers) {
  rounds.sort((a, b) => a - b);
  console.log(
    `${variant.padEnd(15)}${rounds[ROUNDS >> 1]?.toFixed(0)} µs (${rounds[0]?.toFixed(0)} to ${rounds.at(-1)?.toFixed(0)})`,
  );
  child.kill();
}
process.exit(0);
