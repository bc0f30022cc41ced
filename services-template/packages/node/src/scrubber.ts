// The backstop behind the allow-lists: masks what looks like an identifier of a patient. It cannot find names in free
// text, so it never decides alone that a text may leave.
import type { Counters } from './counters.ts';
import { RULES } from './patterns.ts';

/** The longest text that leaves, in characters (code points). */
export const MAX_TEXT = 1024;
// An identifier that the cut would halve could no longer be recognised: as much again as the longest e-mail address is
// read and then thrown away.
const MARGIN = 320;
// A mask or a cut can end a word and so uncover an identifier (`…1234` + `1-555-123-4567`): repeat until nothing changes.
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

function scrubText(text: string, onMask: (rule: string) => void): string {
  const read = cut(text, MAX_TEXT + MARGIN);
  let scrubbed = maskOnce(read, onMask);
  if (scrubbed === text && text.length <= MAX_TEXT) return text;
  if (read.length < text.length) scrubbed = cut(scrubbed, Math.max(0, codePoints(scrubbed) - MARGIN));
  scrubbed = cut(scrubbed, MAX_TEXT);
  for (let pass = 1; pass < MAX_PASSES; pass += 1) {
    const before = scrubbed;
    scrubbed = cut(maskOnce(before, onMask), MAX_TEXT);
    if (scrubbed === before) break;
  }
  return scrubbed;
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
