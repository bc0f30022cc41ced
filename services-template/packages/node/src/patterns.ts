// The policy's patterns are RE2, as the agent runs them. JavaScript reads the same syntax with two differences: the leading
// `(?i)` is a flag here, and `\s` is ASCII only there (tab, line feed, form feed, carriage return, space). `\d`, `\w` and
// `\b` are ASCII in both as long as the flag `u` is off. The long s and the Kelvin sign, which RE2 takes for s and k, are
// other letters here and in the Python package.
import { PHI_PATTERNS } from './vocabulary.ts';

/** A rule of the scrubber. */
export interface Rule {
  readonly name: string;
  readonly expression: RegExp;
  /** What replaces a match, from its groups. */
  readonly mask: (groups: readonly (string | undefined)[]) => string;
}

const SPACE = '\\t\\n\\f\\r ';

function fromRe2(pattern: string): RegExp {
  const insensitive = pattern.startsWith('(?i)');
  let inClass = false;
  // One step for each escape or character, so that an escaped bracket does not open a class.
  const source = pattern.slice(insensitive ? 4 : 0).replaceAll(/\\.|[[\]]/g, (part) => {
    if (part === '\\s') return inClass ? SPACE : `[${SPACE}]`;
    if (part === '[') inClass = true;
    if (part === ']') inClass = false;
    return part;
  });
  return new RegExp(source, insensitive ? 'gi' : 'g');
}

const maskOf = (replacement: string) => (groups: readonly (string | undefined)[]) =>
  replacement.replaceAll(/\$\{(\d)\}/g, (_, group: string) => groups[Number(group) - 1] ?? '');

/** The rules in the order of the policy, which matters: see jsonnet/policy/phi.libsonnet. */
export const RULES: readonly Rule[] = PHI_PATTERNS.map(({ name, pattern, replacement }) => ({
  name,
  expression: fromRe2(pattern),
  mask: maskOf(replacement),
}));
