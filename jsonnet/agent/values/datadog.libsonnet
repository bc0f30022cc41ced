// The agent chart's values in one environment: each part adds its share.
local autodiscovery = import 'agent/autodiscovery.libsonnet';
local credentials = import 'agent/credentials.libsonnet';
local transport = import 'agent/transport.libsonnet';
local unified = import 'agent/unified-tags.libsonnet';

function(ctx)
  (import 'agent/boundaries.libsonnet')(ctx)
  + credentials.values(ctx)
  + transport.values(ctx)
  + unified.values(ctx)
  + (import 'agent/kubernetes.libsonnet')(ctx)
  + (import 'agent/metrics.libsonnet')(ctx)
  + (import 'agent/apm.libsonnet')(ctx)
  + (import 'agent/logs.libsonnet')(ctx)
  + (import 'agent/phi.libsonnet')(ctx)
  + (import 'agent/node-agent.libsonnet')(ctx)
  + (import 'agent/cluster-agent.libsonnet')(ctx)
  + (import 'agent/cluster-checks.libsonnet')(ctx)
  + autodiscovery.values(ctx)
