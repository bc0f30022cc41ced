import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeLocations, errorClass, errorFields } from '../../src/errors.ts';
import { assertLinear } from './linear.ts';

test('frames of every kind are kept', () => {
  const frames = [
    '    at deliver (/srv/dist/deliver.js:7:11)',
    '    at async Worker.run (file:///srv/dist/worker.js:120:7)',
    '    at new EhrClient (/srv/node_modules/@scribemed/ehr/dist/client.js:1:1)',
    '    at Object.<anonymous> (node:internal/main:12:3)',
    '    at Foo.bar [as baz] (/srv/foo.js:1:2)',
    '    at /srv/anonymous.js:3:4',
  ].join('\n');
  assert.equal(codeLocations(`TypeError: x\n${frames}`, 'x'), frames);
});

test('lines that are not frames are left out', () => {
  const lines = [
    '    at Jane Doe (/srv/x.js:1:1)',
    '    at jane (ward 7)',
    '  at x (/srv/x.js:1:1)',
    '    at x (jane:1:1)',
    'note',
  ];
  assert.equal(codeLocations(lines.join('\n')), '');
});

test('a line of the message that is exactly a frame is left out', () => {
  const message = 'no patient\n    at jane (/ward/7.ts:1:1)';
  const frame = '    at deliver (/srv/deliver.js:7:11)';
  assert.equal(codeLocations(`Error: ${message}\n${frame}`, message), frame);
});

test('at most 20 frames, and a stack of megabytes is not read', () => {
  const frames = '    at deliver (/srv/deliver.js:7:11)\n'.repeat(100_000);
  assert.equal(assertLinear('reading it', () => codeLocations(frames)).split('\n').length, 20);
});

test('any thrown value has a class in the form of a name', () => {
  fc.assert(
    fc.property(fc.anything(), (thrown) => {
      assert.match(errorClass(thrown), /^[A-Za-z0-9._:-]{1,80}$/);
      errorFields(thrown);
    }),
  );
  assert.equal(errorClass(Object.assign(new Error('x'), { name: 'Jane Doe' })), 'Error');
  assert.equal(errorClass(new (class EhrRejected extends Error {})('x')), 'EhrRejected');
});
