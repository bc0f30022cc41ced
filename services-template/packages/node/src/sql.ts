// A statement holds patient data as literals. What is kept of it is the verb and the first table: enough to tell queries
// apart, and neither can be a value.
const MAX_READ = 4096;
const VERB =
  /^\W*(select|insert|update|delete|merge|with|call|copy|begin|commit|rollback|create|alter|drop|truncate|set|show|explain|listen|notify|fetch|declare|close)\b/i;
// Strings (with doubled and escaped quotes), dollar-quoted strings, comments.
const LITERALS = /'(?:[^'\\]|''|\\[^])*(?:'|$)|\$(\w*)\$[^]*?(?:\$\1\$|$)|--[^\n]*|\/\*[^]*?(?:\*\/|$)/g;
const NAME = String.raw`(?:"[a-z_]\w{0,62}"|[a-z_]\w{0,62}\b)`;
const TABLE = new RegExp(String.raw`\b(?:from|into|update|table)\s+(?:only\s+)?(${NAME}(?:\.${NAME})?)`, 'i');

/** `SELECT encounters`, or `SQL` if the statement is not understood. */
export function summarizeSql(statement: string): string {
  const code = statement.slice(0, MAX_READ).replace(LITERALS, ' ');
  const verb = VERB.exec(code)?.[1]?.toUpperCase();
  if (verb === undefined) return 'SQL';
  const table = TABLE.exec(code)?.[1]?.replaceAll('"', '');
  return table === undefined ? verb : `${verb} ${table}`;
}
