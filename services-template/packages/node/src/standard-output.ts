// Standard output as the destination of log lines. They are written together, a few milliseconds after the first of them: to
// write each alone costs a request more than to make it. The reader may stall or be gone: then lines wait up to a bound, the
// rest are lost and counted, and the service goes on.
import type { Counters } from './counters.ts';

const MAX_WAITING_BYTES = 4 * 1024 * 1024;
// A process that is killed loses what it logged in this time, unless it was flushed.
const GATHER_MS = 20;

/** Takes lines, each with its end. */
export interface LineOutput {
  write(line: string): void;
  /** Writes what was gathered. */
  flush(): void;
}

/** Lines to `stream`, which is `process.stdout` but in tests. */
export function standardOutput(counters: Counters, stream: NodeJS.WriteStream = process.stdout): LineOutput {
  let gathered: string[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered.length === 0) return;
    const [text, lines] = [gathered.join(''), gathered.length];
    gathered = [];
    size = 0;
    // A pipe takes at once what it can, so that lines are not lost when the process ends.
    if (stream.destroyed) counters.add('telemetry.dropped_keys', lines);
    else stream.write(text);
  };
  // Without a listener, the error of a closed pipe ends the process. With it, the stream is destroyed.
  stream.on('error', () => counters.add('telemetry.dropped_keys'));
  process.on('exit', flush);
  return {
    write(line) {
      if (stream.destroyed || stream.writableLength + size > MAX_WAITING_BYTES) {
        counters.add('telemetry.dropped_keys');
        return;
      }
      gathered.push(line);
      size += line.length;
      // The end of the process writes them as well, so it does not wait for the timer.
      timer ??= setTimeout(flush, GATHER_MS).unref();
    },
    flush,
  };
}
