// How numbers are shown: the unit of a signal as Datadog knows it, or a label where Datadog has no such unit.
local known = {
  [u]: { unit: { type: 'canonical_unit', unit_name: u } }
  for u in [
    'percent', 'second', 'millisecond', 'byte', 'nanocore', 'connection', 'request', 'message', 'host', 'node', 'job', 'container', 'error', 'operation',
    'query', 'transaction', 'row', 'key', 'command', 'shard',
  ]
};

// A fraction is read as a percentage.
local formats = known { fraction: known.percent };

{
  format(unit):: if unit in formats then formats[unit] else { unit: { type: 'custom_unit_label', label: unit + 's' } },

  // The formula in the unit that is shown.
  scaled(unit, formula):: if unit == 'fraction' then '100 * ' + formula else formula,
}
