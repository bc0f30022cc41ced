// Thresholds with their recovery values, checked: warning on the healthy side of alert, recovery on the healthy side of both
// (what Datadog's API refuses otherwise). Without a recovery value a series that hovers at the threshold would flap, so one is
// derived: a fifth of the threshold towards health.
local check = import 'lib/check.libsonnet';
local decimal = import 'lib/decimal.libsonnet';

local rounded = decimal.rounded;

// Whether `a` is strictly healthier than `b`.
local healthier(a, b, above) = if above then a < b else a > b;

// Whether the order of what is said is what Datadog accepts. `m`: { alert, warn, recover, warn_recover }, null for what is not said.
local sound(m, above) =
  (m.warn == null || (if above then m.warn < m.alert else m.warn > m.alert))
  && (m.recover == null || (if above then m.recover <= m.alert else m.recover >= m.alert))
  && (m.warn_recover == null || m.warn == null || (if above then m.warn_recover <= m.warn else m.warn_recover >= m.warn));

local refuse(name, m, above) =
  local fail(what, at, help) = check.fail('monitor/threshold-order', "monitor '" + name + "': " + what, at, help=help);
  local side = if above then 'smaller' else 'larger';
  if m.warn != null && !healthier(m.warn, m.alert, above) then
    fail('warn (' + decimal.text(m.warn) + ') must be reached before alert (' + decimal.text(m.alert) + ')', 'warn', 'with this comparison warn is ' + side + ' than alert')
  else if m.recover != null && healthier(m.alert, m.recover, above) then
    fail('recover (' + decimal.text(m.recover) + ') lies beyond alert (' + decimal.text(m.alert) + ')', 'recover', 'recovery lies on the healthy side of alert')
  else
    fail('warn_recover (' + decimal.text(m.warn_recover) + ') lies beyond warn (' + decimal.text(m.warn) + ')', 'warn_recover', 'recovery lies on the healthy side of warn');

function(name, above, m)
  local towards_health = if above then 0.8 else 1.2;
  local critical_recovery = rounded(if m.recover == null then m.alert * towards_health else m.recover);
  if !std.isNumber(m.alert) then check.fail('jsonnet/type', "monitor '" + name + "': alert must be a number, not " + std.type(m.alert), 'alert')
  else if !sound(m, above) then refuse(name, m, above)
  else if m.warn == null then { critical: rounded(m.alert), critical_recovery: critical_recovery }
  else {
    critical: rounded(m.alert),
    critical_recovery: critical_recovery,
    warning: rounded(m.warn),
    warning_recovery: rounded(if m.warn_recover == null then m.warn * towards_health else m.warn_recover),
  }
