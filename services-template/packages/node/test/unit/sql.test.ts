import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { summarizeSql } from '../../src/sql.ts';
import { assertLinear } from './linear.ts';

const statements: [string, string][] = [
  ['SELECT id FROM encounters WHERE ssn = $1', 'SELECT encounters'],
  ['  select * from public.notes n join users u on true', 'SELECT public.notes'],
  ['INSERT INTO "notes" (text) VALUES (\'from jane\')', 'INSERT notes'],
  ["SELECT 'x from jane' || $$ from doe $$ FROM notes", 'SELECT notes'],
  ["SELECT 'it''s from jane', E'\\' from doe' FROM notes", 'SELECT notes'],
  ["SELECT 'never closed from jane", 'SELECT'],
  ['/* from jane */ SELECT 1 -- from doe', 'SELECT'],
  ['UPDATE only notes SET a = 1', 'UPDATE notes'],
  ['DELETE FROM "Jane Doe"', 'DELETE'],
  ['WITH x AS (SELECT 1 FROM a) SELECT * FROM x', 'WITH a'],
  ['begin', 'BEGIN'],
  ['Jane Doe', 'SQL'],
  ['', 'SQL'],
];
for (const [statement, summary] of statements) {
  test(`${JSON.stringify(statement)} is ${summary}`, () => assert.equal(summarizeSql(statement), summary));
}

test('any text: short, and in linear time', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 6000 }), (text) => {
      assert.match(summarizeSql(`SELECT ${text}`), /^[A-Z]+(?: \w{1,63}(?:\.\w{1,63})?)?$/);
    }),
  );
  for (const part of ["'", "''", "\\'", '$$', '$a$', '--', '/*', 'from ', '"', ' ']) {
    assertLinear(part, () => summarizeSql(`SELECT ${part.repeat(1e6)}`));
  }
});
