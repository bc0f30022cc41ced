// The objectives of a service, as text and as limits that a widget draws: from the declaration's targets and the archetypes' SLOs, so that no
// number is written twice. Returns by the name of the SLO:
//   objective, text the clause, and the clause with its target
//   limits          the limits of the graph that shows the objective: of a latency in seconds
//   kept            the limits of the share of good events; null for a latency
//   target_percent  its target
//   signal          its signal; null for an SLO of the service's own folder
local decimal = import 'lib/decimal.libsonnet';
local duration = import 'lib/duration.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

local latency(target, objective) = {
  local bound = decimal.text(target.target_percent) + ' % within ' + duration.text(target.under_s),
  text: objective + ': ' + bound + ' over ' + target.window,
  limits: { alert: target.under_s, label: 'SLO: ' + bound },
  kept: null,
};

local events(target, objective) = {
  text: objective + ': ' + decimal.text(target.target_percent) + ' % over ' + target.window,
  // The limit of an error rate: what the target leaves.
  limits: { alert: decimal.rounded(100 - target.target_percent), label: 'SLO: ' + decimal.text(target.target_percent) + ' %' },
  kept: { alert: target.target_percent, better: 'higher', label: 'SLO: ' + decimal.text(target.target_percent) + ' %' },
};

function(ctx)
  local service = ctx.service;
  local declared(name) = [archetypes[a].slos[name](ctx).args for a in service.archetypes if (name in archetypes[a].slos)];
  local one(name, target) =
    local of = declared(name);
    local text = if std.length(of) > 0 then of[0].objective else std.strReplace(name, '-', ' ');
    (if 'under_s' in target then latency else events)(target, text) {
      objective: text,
      target_percent: target.target_percent,
      signal: if std.length(of) > 0 then of[0].signal else null,
    };
  { [name]: one(name, service.slos[name]) for name in std.objectFields(service.slos) }
