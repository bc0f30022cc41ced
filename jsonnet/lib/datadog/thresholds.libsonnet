// Thresholds with their recovery values, checked: warning on the healthy side of alert, recovery on the healthy side of both
// (what Datadog's API refuses otherwise). Without a recovery value a series that hovers at the threshold would flap, so one is
// derived: a fifth of the threshold towards health.
local check = import 'lib/check.libsonnet';

// To what people read: 3 * 0.8 is 2.4000000000000004, and Datadog refuses a threshold that is not the number in the query.
local rounded(x) = std.round(x * 1000000) / 1000000;

// Towards health by a fifth.
local derived(x, above) = rounded(x * (if above then 0.8 else 1.2));

// Whether `a` is strictly healthier than `b`.
local healthier(a, b, above) = if above then a < b else a > b;

// m: { alert, warn, recover, warn_recover }, null for what is not said.
local refuse(name, above, m) =
  local fail(what, at, help) = check.fail('monitor/threshold-order', "monitor '" + name + "': " + what, at, help=help);
  local side = if above then 'smaller' else 'larger';
  if !std.isNumber(m.alert) then check.fail('jsonnet/type', "monitor '" + name + "': alert must be a number, not " + std.type(m.alert), 'alert')
  else if m.warn != null && !healthier(m.warn, m.alert, above) then
    fail('warn (' + m.warn + ') must be reached before alert (' + m.alert + ')', 'warn', 'with this comparison warn is ' + side + ' than alert')
  else if m.recover != null && healthier(m.alert, m.recover, above) then
    fail('recover (' + m.recover + ') lies beyond alert (' + m.alert + ')', 'recover', 'recovery lies on the healthy side of alert')
  else
    fail('warn_recover (' + m.warn_recover + ') lies beyond warn (' + m.warn + ')', 'warn_recover', 'recovery lies on the healthy side of warn');

{
  of(name, above, m)::
    local sound =
      std.isNumber(m.alert)
      && (m.warn == null || healthier(m.warn, m.alert, above))
      && (m.recover == null || !healthier(m.alert, m.recover, above))
      && (m.warn == null || m.warn_recover == null || !healthier(m.warn, m.warn_recover, above));
    if !sound then refuse(name, above, m)
    else
      {
        critical: rounded(m.alert),
        critical_recovery: if m.recover == null then derived(m.alert, above) else rounded(m.recover),
      }
      + (if m.warn == null then {} else {
           warning: rounded(m.warn),
           warning_recovery: if m.warn_recover == null then derived(m.warn, above) else rounded(m.warn_recover),
         }),
}
