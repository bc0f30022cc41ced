// The backstop behind the allow-lists: masks what looks like an identifier of a patient. It cannot find names in free
// text, so it never decides alone that a text may leave.
import type { Counters } from './counters.ts';
import { RULES } from './patterns.ts';

/** The longest text that leaves, in characters (code points). */
export const MAX_TEXT = 1024;
// An identifier that the cut would halve could no longer be recognised: as much again as the longest e-mail address is
// read, and then left out, since it may hold a part of one that goes on beyond.
const MARGIN = 256;
// A mask can end a word and so uncover an identifier (`…1234` + `1-555-123-4567`): repeat until nothing changes.
const MAX_PASSES = 4;

/** Masks texts and counts what it masked. */
export interface Scrubber {
  /** The text, masked and cut to 1,024 characters. Scrubbing it again changes nothing. */
  scrub(text: string): string;
  /** Whether nothing in the text would be masked or cut. */
  isClean(text: string): boolean;
}

/** At most `length` code points; a long text is not read to its end. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  let end = 0;
  for (let points = 0; points < length && end < text.length; points += 1) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return text.slice(0, end);
}

function codePoints(text: string): number {
  let points = 0;
  for (const _ of text) points += 1;
  return points;
}

function maskOnce(text: string, onMask: (rule: string) => void): string {
  let masked = text;
  for (const { name, expression, mask } of RULES) {
    masked = masked.replaceAll(expression, (match: string, ...rest: unknown[]) => {
      const replacement = mask(rest.slice(0, -2) as (string | undefined)[]);
      if (replacement !== match) onMask(name);
      return replacement;
    });
  }
  return masked;
}

function mask(text: string, onMask: (rule: string) => void): string {
  let masked = text;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const before = masked;
    masked = maskOnce(before, onMask);
    if (masked === before) break;
  }
  return masked;
}

function scrubText(text: string, onMask: (rule: string) => void): string {
  const read = cut(text, MAX_TEXT + MARGIN);
  const masked = mask(read, onMask);
  const whole = read.length === text.length ? masked : cut(masked, Math.max(0, codePoints(masked) - MARGIN));
  const short = cut(whole, MAX_TEXT);
  // A cut can end a word as well, or a mask behind its label.
  return short.length < masked.length ? cut(mask(short, onMask), MAX_TEXT) : short;
}

// Messages are constant templates and tags have few values: what was clean once need not be looked at again.
const REMEMBERED_TEXTS = 2000;
const REMEMBERED_LENGTH = 200;

/** A scrubber that counts into `counters`. */
export function createScrubber(counters: Counters): Scrubber {
  const clean = new Set<string>();
  const scrub = (text: string): string => {
    if (clean.has(text)) return text;
    const scrubbed = scrubText(text, (rule) => counters.add('phi.scrubber.masked', 1, rule));
    if (scrubbed === text && text.length <= REMEMBERED_LENGTH) {
      if (clean.size >= REMEMBERED_TEXTS) clean.clear();
      clean.add(text);
    }
    return scrubbed;
  };
  return { scrub, isClean: (text) => scrub(text) === text };
}
