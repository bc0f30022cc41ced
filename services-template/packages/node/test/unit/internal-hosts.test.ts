import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_INTERNAL_SUFFIXES, internalHosts } from '../../src/internal-hosts.ts';

const isInternal = internalHosts(DEFAULT_INTERNAL_SUFFIXES);
const ours = [
  'notes',
  'notes-v2',
  'NOTES',
  'localhost',
  '127.0.0.1',
  '::1',
  '[::1]',
  'a.b.svc.cluster.local',
  'a.svc.cluster.local.',
];
const others = [
  'example.org',
  '10.0.0.7',
  '8.8.8.8',
  'svc.cluster.local.evil.org',
  '.svc.cluster.local',
  'evil-svc.cluster.local',
  '3232235777',
  '',
  undefined,
  null,
  7,
  {},
];

for (const host of ours) test(`${host} is ours`, () => assert.ok(isInternal(host)));
for (const host of others) test(`${String(host)} is not ours`, () => assert.ok(!isInternal(host)));
test('a service may name other endings', () => {
  assert.ok(internalHosts(['.internal.example.org'])('a.internal.example.org'));
  assert.ok(!internalHosts([])('a.svc.cluster.local'));
});
