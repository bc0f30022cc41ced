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
  { better: 'lower', label: 'limit' } + l { better: check.one_of('dashboard/unknown-better', 'better of limits', if 'better' in l then l.better else 'lower', ['lower', 'higher']) };

local of(given) = if ('limits' in given) && given.limits != null then checked(given.limits) else null;

{
  meaning:: "{ alert, warn, better, label }: lines or colours; null for none",

  // Lines across a chart, as fields of its definition.
  markers(given)::
    local l = of(given);
    if l == null then {} else {
      markers:
        [{ value: 'y = ' + decimal.text(l.alert), display_type: 'error dashed', label: l.label }]
        + (if 'warn' in l then [{ value: 'y = ' + decimal.text(l.warn), display_type: 'warning dashed', label: 'warning' }] else []),
    },

  // Colours of a number, the first that applies, as fields of its request or formula.
  formats(given)::
    local l = of(given);
    local bad = if l.better == 'lower' then '>=' else '<';
    local well = if l.better == 'lower' then '<' else '>=';
    local warned = ('warn' in l);
    if l == null then {} else {
      conditional_formats:
        [{ comparator: bad, value: l.alert, palette: 'white_on_red' }]
        + (if warned then [{ comparator: bad, value: l.warn, palette: 'white_on_yellow' }] else [])
        + [{ comparator: well, value: if warned then l.warn else l.alert, palette: 'white_on_green' }],
    },

  // Whether the largest values are the ones to look at.
  worst_first(given):: local l = of(given); if l != null && l.better == 'higher' then 'asc' else 'desc',
}
