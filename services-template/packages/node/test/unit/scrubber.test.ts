import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { Counters } from '../../src/counters.ts';
import { RULES } from '../../src/patterns.ts';
import { createScrubber, MAX_TEXT } from '../../src/scrubber.ts';
import { assertLinear } from './linear.ts';

interface Case {
  name: string;
  text: string;
  /** How often the text is repeated; once if absent. */
  times?: number;
  scrubbed: string;
  /** The rules that masked something. */
  masked: string[];
}
// The Python package runs the same cases: both mask alike, to the character.
const cases = JSON.parse(readFileSync(new URL('../../../scrubber-cases.json', import.meta.url), 'utf8')) as Case[];

for (const { name, text, times = 1, scrubbed, masked } of cases) {
  test(name, () => {
    const counters = new Counters();
    assert.equal(createScrubber(counters).scrub(text.repeat(times)), scrubbed);
    const counted = RULES.map((rule) => rule.name).filter((rule) => counters.value('phi.scrubber.masked', rule) > 0);
    assert.deepEqual(counted.sort(), masked);
  });
}

interface PhiCase {
  text: string;
  /** Absent if the text must survive. */
  masked?: string;
}
// The cases of every engine that runs the patterns.
const phiCases = JSON.parse(readFileSync(new URL('../../../phi-cases.json', import.meta.url), 'utf8')) as PhiCase[];

for (const { text, masked = text } of phiCases) {
  test(`masks what identifies somebody: ${text}`, () => {
    assert.equal(createScrubber(new Counters()).scrub(text), masked);
  });
}

const parts = fc.constantFrom(
  ...['mrn', 'dob', 'zip_code', 'patient_name', 'city', ': ', '=', '#', '"', "'", '\\', ' ', '\n', '\u000b', '\u00a0'],
  ...['jane@', 'example', '.org', '%40', '123', '-', '45', '6789', '(555) ', '1-', '4111 ', '+1 ', '.', '&', '}', '{'],
  ...['[phi:email]', '\u017f', '\ud83d', '\ud83d\ude00', 'E11.9', '99213', '5 mg'],
);
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3000 }),
  fc.array(parts, { maxLength: 400 }).map((all) => all.join('')),
);
const { scrub, isClean } = createScrubber(new Counters());

test('any text: no error, bounded, and scrubbing again changes nothing', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const scrubbed = scrub(text);
      assert.ok([...scrubbed].length <= MAX_TEXT);
      assert.equal(scrub(scrubbed), scrubbed);
      assert.ok(isClean(scrubbed));
    }),
    { numRuns: 2000 },
  );
});

test('an identifier is masked wherever it is', () => {
  const words = fc.array(fc.constantFrom('note', 'queued', 'at', '12:30', '5 mg,', '(E11.9)', '\ud83d\ude00'), {
    maxLength: 300,
  });
  const identifier = fc.constantFrom('jane.doe@example.org', '123-45-6789', '555-123-4567', '4111 1111 1111 1111');
  fc.assert(
    fc.property(words, identifier, words, (before, secret, after) => {
      const scrubbed = scrub([...before, secret, ...after].join(' '));
      for (let length = secret.length; length > 6; length -= 1) assert.ok(!scrubbed.includes(secret.slice(0, length)));
    }),
    { numRuns: 1000 },
  );
});

test('the worst text takes linear time', () => {
  const worst = [
    'a.',
    'a@a.',
    '%40',
    '1-',
    '111-',
    'mrn ',
    '"city" ',
    "city='",
    '(555) ',
    'x',
    '\\"',
    '"mrn":[',
    '"mrn":"\\"',
    'mrn=a ',
    'PID|',
    'name=',
    '/people/1',
  ].map((part) => part.repeat(1e6));
  for (const text of worst) {
    assertLinear(JSON.stringify(text.slice(0, 10)), () => scrub(text));
  }
});
