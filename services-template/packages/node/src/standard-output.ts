// Standard output as the destination of log lines. Its reader may stall or be gone: then lines wait up to a bound,
// the rest are lost and counted, and the service goes on. A synchronous write would stop it.
import type { Counters } from './counters.ts';

const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/** Lines to `stream`, which is `process.stdout` but in tests. */
export function standardOutput(counters: Counters, stream: NodeJS.WriteStream = process.stdout) {
  // Without a listener, the error of a closed pipe ends the process. With it, the stream is destroyed.
  stream.on('error', () => counters.add('telemetry.dropped_keys'));
  return {
    write(line: string): void {
      // A pipe writes at once what it can take, so that lines are not lost when the process ends.
      if (stream.destroyed || stream.writableLength > MAX_WAITING_BYTES) counters.add('telemetry.dropped_keys');
      else stream.write(line);
    },
  };
}
