// Log lines of data stores that quote statements. A statement holds patient data as literals, which no pattern can
// distinguish from other words: such lines are dropped, not masked.
{
  postgresql: [
    // A statement runs over several lines: they are joined first, so that the whole is dropped.
    { type: 'multi_line', name: 'timestamp_begins_entry', pattern: '\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}' },
    {
      type: 'exclude_at_match',
      name: 'quoted_statement',
      pattern: '(?:STATEMENT|DETAIL|CONTEXT|QUERY):\\s|duration: [0-9.]+ ms\\s+(?:statement|execute|parse|bind)|LOG:\\s+(?:statement|execute)[ :]',
    },
  ],
  elasticsearch: [
    { type: 'exclude_at_match', name: 'slow_log_source', pattern: 'slowlog|elasticsearch\\.slowlog\\.source' },
  ],
}
