// What may be said of an error: its class and where in the code it arose. A message quotes its input (`invalid date:
// 14/03/1961`), so no message leaves, neither alone nor at the head of a stack.
import { hasForm } from './forms.ts';

const MAX_STACK_READ = 16_384;
const MAX_FRAMES = 20;
const LOCATION = String.raw`(?:file:\/\/|node:)?[\w@./+-]*[./][\w@./+-]*:\d+:\d+|node:[\w/]+:\d+:\d+`;
const FRAME = new RegExp(
  String.raw`^ {4}at (?:(?:async |new |get |set ){0,2}[\w$.<>#]{1,120}(?: \[as [\w$.]{1,80}\])? \((?:${LOCATION})\)|(?:async )?(?:${LOCATION}))$`,
);

/** An error reduced to what may leave. */
export interface ErrorFields {
  /** The class, for example `TypeError`. */
  kind: string;
  /** Functions, files and lines, innermost first; absent if there is no stack. */
  stack?: string;
}

/** The class of what was thrown: a name of code, or `Error` if it has none. Never throws. */
export function errorClass(error: unknown): string {
  try {
    if (typeof error !== 'object' || error === null) return typeof error;
    const named = (error as { name?: unknown }).name;
    const { name } = error.constructor;
    // Most classes do not set `name` and inherit `Error`; those that do know better than their constructor.
    if (hasForm('identifier', named) && named !== 'Error') return String(named);
    return hasForm('identifier', name) ? name : 'Error';
  } catch {
    // A getter that throws; the error is still one.
    return 'Error';
  }
}

/** Whether what was thrown says, by its class or its code, that time ran out. Never throws. */
export function isTimeout(error: unknown): boolean {
  if (/time.?out/i.test(errorClass(error))) return true;
  try {
    return ['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'].includes((error as { code: string }).code);
  } catch {
    // A getter that throws, or nothing that has properties.
    return false;
  }
}

/** The frames of a V8 stack, without the message above them; a line that is not exactly a frame is left out. */
export function codeLocations(stack: string, message = ''): string {
  let frames = stack.slice(0, MAX_STACK_READ);
  // A message of several lines may hold one that looks like a frame.
  const head = message === '' ? -1 : frames.indexOf(message.slice(0, MAX_STACK_READ));
  if (head >= 0) frames = frames.slice(head + message.length);
  return frames
    .split('\n')
    .filter((line) => line.length <= 500 && FRAME.test(line))
    .slice(0, MAX_FRAMES)
    .join('\n');
}

/** The class and the code locations of what was thrown. Never throws. */
export function errorFields(error: unknown): ErrorFields {
  const kind = errorClass(error);
  try {
    if (!(error instanceof Error) || typeof error.stack !== 'string') return { kind };
    const stack = codeLocations(error.stack, typeof error.message === 'string' ? error.message : '');
    return stack === '' ? { kind } : { kind, stack };
  } catch {
    // As above.
    return { kind };
  }
}
