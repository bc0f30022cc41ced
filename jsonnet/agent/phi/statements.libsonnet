// Log lines of data stores that quote statements. A statement holds patient data as literals, which no pattern can
// distinguish from other words: such lines are dropped, not masked. An error keeps its line, without the value that it quotes.

// What quotes a statement, a plan of auto_explain or an entry of pgaudit, behind a duration or alone.
local quoting = '(?:statement|execute|parse|bind|fastpath|plan)';
// What is before a value in a message. Names of columns, constraints and roles follow other words.
local before_value = '(?:: |\\bvalue |\\bnear |\\bzone )';
// The fields of jsonlog that hold statements and values. An operator such as CloudNativePG wraps the same fields.
local statement_fields = 'statement|detail|hint|context|internal_query|query|query_text|parameters?|args';

{
  postgresql: [
    // A statement runs over several lines: they are joined first, so that the whole is dropped.
    { type: 'multi_line', name: 'timestamp_begins_entry', pattern: '(?:\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}|\\{"(?:timestamp|level|ts)")' },
    {
      type: 'exclude_at_match',
      name: 'quoted_statement',
      pattern: '(?:STATEMENT|DETAIL|CONTEXT|QUERY):\\s|duration: [0-9.]+ ms\\s+' + quoting + '|LOG:\\s+' + quoting + '[ :]|"(?:message|msg)"\\s*:\\s*"' + quoting + '[ :]|AUDIT: (?:SESSION|OBJECT)|"logger"\\s*:\\s*"pgaudit"',
    },
    {
      type: 'mask_sequences',
      name: 'quoted_value',
      pattern: '((?:ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|LOG):\\s[^"]*' + before_value + ')"[\\s\\S]*"',
      replace_placeholder: '${1}"[phi:value]"',
    },
    {
      type: 'mask_sequences',
      name: 'quoted_value_json',
      pattern: '("(?:message|msg)"\\s*:\\s*"[^"\\\\]*' + before_value + ')\\\\"(?:[^"\\\\]|\\\\[^\\n])*\\\\"',
      replace_placeholder: '${1}\\"[phi:value]\\"',
    },
    {
      type: 'mask_sequences',
      name: 'statement_json',
      pattern: '("(?:' + statement_fields + ')"\\s*:\\s*)"(?:[^"\\\\]|\\\\[^\\n])*"',
      replace_placeholder: '${1}"[phi:statement]"',
    },
  ],
  elasticsearch: [
    { type: 'exclude_at_match', name: 'slow_log_source', pattern: 'slowlog|elasticsearch\\.slowlog\\.source' },
  ],
}
