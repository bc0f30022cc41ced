// The same cases as the Python package: what is a word of code, and the name of a host.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isCodeWord, isHostName, isRoute } from '../../src/code-word.ts';

const cases = JSON.parse(readFileSync(new URL('../../../code-words.json', import.meta.url), 'utf8')) as {
  [list in `${'' | 'other_'}${'words' | 'hosts' | 'routes'}`]: string[];
};

for (const word of cases.words) test(`${word} is a word of code`, () => assert.ok(isCodeWord(word)));
for (const text of cases.other_words) test(`${JSON.stringify(text)} is none`, () => assert.ok(!isCodeWord(text)));
for (const host of cases.hosts) test(`${host} is a host`, () => assert.ok(isHostName(host)));
for (const text of cases.other_hosts) test(`${text} is no host`, () => assert.ok(!isHostName(text)));
for (const route of cases.routes) test(`${JSON.stringify(route)} is a route`, () => assert.ok(isRoute(route)));
for (const text of cases.other_routes) test(`${text} is no route`, () => assert.ok(!isRoute(text)));
