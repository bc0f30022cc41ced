// The limits of a value, said once: lines in a chart, colours of a number.
//
//   { alert: 5, warn: 2.5, label: 'SLO: 95 % succeed' }     more is worse
//   { alert: 99.9, better: 'higher' }                       less is worse
local check = import 'lib/check.libsonnet';
local decimal = import 'lib/decimal.libsonnet';

local shape = check.shape({
  alert: 'where it is bad, in the unit that is shown',
  warn: 'where it begins to be bad',
  better: "'lower' (the default) or 'higher'",
  label: 'what the limit stands for',
}, { warn: null, better: 'lower', label: 'limit' });

local checked(limits) = check.complete('limits of a widget', limits, shape);
local higher(l) = check.one_of('dashboard/unknown-better', 'better of limits', l.better, ['lower', 'higher']) == 'higher';

{
  meaning:: '{ alert, warn, better, label }: lines or colours; null for none',

  // Lines across a chart.
  markers(given)::
    local l = checked(given.limits);
    [{ value: 'y = ' + decimal.text(l.alert), display_type: 'error dashed', label: l.label }]
    + (if l.warn == null then [] else [{ value: 'y = ' + decimal.text(l.warn), display_type: 'warning dashed', label: 'warning' }]),

  // Colours of a number; the first that applies.
  formats(given)::
    local l = checked(given.limits);
    local up = higher(l);
    local bad = if up then '<' else '>=';
    [{ comparator: bad, value: l.alert, palette: 'white_on_red' }]
    + (if l.warn == null then [] else [{ comparator: bad, value: l.warn, palette: 'white_on_yellow' }])
    + [{ comparator: if up then '>=' else '<', value: if l.warn == null then l.alert else l.warn, palette: 'white_on_green' }],

  // How to sort so that the values to look at come first.
  worst_first(given):: if given.limits != null && higher(checked(given.limits)) then 'asc' else 'desc',
}
