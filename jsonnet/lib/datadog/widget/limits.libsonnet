// The limits of a value, said once: lines in a chart, colours of a number.
//
//   { alert: 5, warn: 2.5, label: 'SLO: 95 % succeed' }     more is worse
//   { alert: 99.9, better: 'higher' }                       less is worse
local check = import 'lib/check.libsonnet';
local decimal = import 'lib/decimal.libsonnet';

local fields = {
  alert: 'where it is bad, in the unit that is shown',
  warn: 'where it begins to be bad',
  better: "'lower' (the default) or 'higher'",
  label: 'what the limit stands for',
};

local checked(limits) =
  local l = check.fields('limits of a widget', limits, fields, ['alert']);
  {
    alert: l.alert,
    warn: if 'warn' in l then l.warn else null,
    higher: 'better' in l && check.one_of('dashboard/unknown-better', 'better of limits', l.better, ['lower', 'higher']) == 'higher',
    label: if 'label' in l then l.label else 'limit',
  };

{
  meaning:: '{ alert, warn, better, label }: lines or colours; null for none',
  stated(given):: 'limits' in given && given.limits != null,

  // Lines across a chart.
  markers(given)::
    local l = checked(given.limits);
    [{ value: 'y = ' + decimal(l.alert), display_type: 'error dashed', label: l.label }]
    + (if l.warn == null then [] else [{ value: 'y = ' + decimal(l.warn), display_type: 'warning dashed', label: 'warning' }]),

  // Colours of a number; the first that applies.
  formats(given)::
    local l = checked(given.limits);
    local bad = if l.higher then '<' else '>=';
    [{ comparator: bad, value: l.alert, palette: 'white_on_red' }]
    + (if l.warn == null then [] else [{ comparator: bad, value: l.warn, palette: 'white_on_yellow' }])
    + [{ comparator: if l.higher then '>=' else '<', value: if l.warn == null then l.alert else l.warn, palette: 'white_on_green' }],

  // How to sort so that the values to look at come first.
  worst_first(given):: if self.stated(given) && checked(given.limits).higher then 'asc' else 'desc',
}
