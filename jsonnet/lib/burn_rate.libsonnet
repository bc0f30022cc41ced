// A burn-rate alert of an SLO, with the numbers of policy/slo_alerts.libsonnet; `own` are the fields that its file writes.
local decimal = import 'lib/decimal.libsonnet';

local hours(window) = std.parseInt(std.rstripChars(window, 'd')) * 24;

function(ctx, slo, name, own)
  local alert = ctx.policy.slo_alerts[name];
  ctx.monitor.burn_rate({
    impact: 'at ' + decimal.text(self.burn_rate) + ' times the allowed rate, the error budget of ' + slo.window + ' is spent in ' + decimal.text(std.round(hours(slo.window) / self.burn_rate)) + ' hours',
    slo: slo.path,
    burn_rate: alert.burn_rate[slo.window],
    long_window: alert.long_window,
    short_window: alert.short_window,
    severity: alert.severity,
  } + own)
