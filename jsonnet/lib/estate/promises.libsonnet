// What a service promises, as people read it and as a limit that a widget draws: from the declaration's targets and the archetypes' SLOs, so that no
// number is written twice. Answers { <slo>: { text, limits } }.
local decimal = import 'lib/decimal.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

// Hands an SLO's file the constructors of a board, which keep what it says instead of making an SLO.
local said = { slo: { events(p):: p, time_slice(p):: p } };

local round(x) = std.round(x * 1000000) / 1000000;

local latency(target, promise) = {
  local bound = 'p' + target.percentile + ' under ' + decimal(target.under_s) + ' s',
  text: promise + ': ' + bound + ' in ' + decimal(target.target_percent) + ' % of five-minute slices over ' + target.window,
  limits: { alert: target.under_s, label: 'SLO: ' + bound },
};

local events(target, promise) = {
  text: promise + ': ' + decimal(target.target_percent) + ' % over ' + target.window,
  // The limit of an error rate: what the target leaves.
  limits: { alert: round(100 - target.target_percent), label: 'SLO: ' + decimal(target.target_percent) + ' %' },
};

function(ctx)
  local service = ctx.service;
  local promise(name) =
    local of = [archetypes[a].slos[name](ctx + said).promise for a in service.archetypes if std.objectHas(archetypes[a].slos, name)];
    if std.length(of) > 0 then of[0] else std.strReplace(name, '-', ' ');
  {
    [name]: (if std.objectHas(service.slos[name], 'under_s') then latency else events)(service.slos[name], promise(name))
    for name in std.objectFields(service.slos)
  }
