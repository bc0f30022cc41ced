// Thresholds with their recovery values, checked: warning on the healthy side of alert, recovery on the healthy side of both
// (what Datadog's API refuses otherwise). Without a recovery value a series that hovers at the threshold would flap, so one is
// derived: a fifth of the threshold towards health.
local check = import 'lib/check.libsonnet';

local round(x) = std.round(x * 1000000) / 1000000;

{
  recovery_share:: 0.2,

  // m: { name, above: bool, alert, warn|null, recover|null, warn_recover|null }
  of(m)::
    // Distance towards trouble: larger is worse, whatever the direction.
    local bad(x) = if m.above then x else -x;
    local derived(x) = round(if m.above then x * (1 - $.recovery_share) else x * (1 + $.recovery_share));
    local recover = if m.recover == null then derived(m.alert) else m.recover;
    local warn_recover = if m.warn == null then null else if m.warn_recover == null then derived(m.warn) else m.warn_recover;
    local refuse(what, at, help) = check.fail('monitor/threshold-order', "monitor '" + m.name + "': " + what, at, help=help);
    if !std.isNumber(m.alert) then check.fail('jsonnet/type', "monitor '" + m.name + "': alert must be a number, not " + std.type(m.alert), 'alert')
    else if m.warn != null && bad(m.warn) >= bad(m.alert) then
      refuse('warn (' + m.warn + ') must be reached before alert (' + m.alert + ')', 'warn', 'with comparison ' + (if m.above then 'above, warn is smaller' else 'below, warn is larger') + ' than alert')
    else if bad(recover) > bad(m.alert) then
      refuse('recover (' + recover + ') lies beyond alert (' + m.alert + ')', 'recover', 'recovery lies on the healthy side of alert')
    else if warn_recover != null && bad(warn_recover) > bad(m.warn) then
      refuse('warn_recover (' + warn_recover + ') lies beyond warn (' + m.warn + ')', 'warn_recover', 'recovery lies on the healthy side of warn')
    else
      { critical: m.alert, critical_recovery: recover }
      + (if m.warn == null then {} else { warning: m.warn, warning_recovery: warn_recover }),
}
