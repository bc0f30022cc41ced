// What the scrubber takes for a line, for services-template/cost: microseconds of CPU in each round, by the kind of line.
import { readFileSync } from 'node:fs';
import { Counters } from '../src/counters.ts';
import { createScrubber } from '../src/scrubber.ts';

const ROUNDS = 11;
const LINES = 10_000;
const { scrub } = createScrubber(new Counters());
const kinds = JSON.parse(readFileSync(String(process.argv[2]), 'utf8')) as Record<string, string[]>;
const rounds: Record<string, number[]> = {};
let number = 100_000;
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [kind, templates] of Object.entries(kinds)) {
    const lines = Array.from({ length: LINES / templates.length }, () =>
      templates.map((template) => template.replaceAll('{n}', String((number += 1)))),
    ).flat();
    const before = process.cpuUsage();
    for (const line of lines) scrub(line);
    const { user, system } = process.cpuUsage(before);
    // The first round compiles.
    if (round > 0) (rounds[kind] ??= []).push((user + system) / lines.length);
  }
}
console.log(JSON.stringify(rounds));
