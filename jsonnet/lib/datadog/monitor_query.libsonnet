// The texts of the queries that are no metric queries.
local quoted(list) = std.join(',', ['"' + item + '"' for item in list]);

{
  // A service check. `last` must be at least the largest threshold; one more leaves room for a check that was late.
  check(signal, by, failures)::
    signal.expression([]) + '.over(' + quoted(signal.tags) + ').by(' + quoted(by) + ').last(' + (failures + 1) + ').count_by_status()',

  // A count of log lines, without its comparison. A phrase in the search stands in quotes within the quotes of the query.
  logs(signal, by, window)::
    'logs("' + std.strReplace(signal.search, '"', '\\"') + '").index("*").rollup("count")'
    + (if std.length(by) == 0 then '' else '.by("' + std.join(',', by) + '")')
    + '.last("' + window + '")',
}
