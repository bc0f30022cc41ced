// P1: events of encounters are neither accepted nor delivered. While the cluster has no controller, that is the incident, and `down` pages for it.
local path(ctx, name) = ctx.service.name + '/monitors/' + name;

function(ctx) ctx.monitor.composite({
  symptom: 'Kafka partitions have no leader, with an active controller',
  impact: 'events of these partitions can be neither written nor read',
  first_action: 'list the partitions without a leader, and start the brokers of their Isr that are not ready',
  monitors: { offline: path(ctx, 'offline-partitions'), down: path(ctx, 'down') },
  condition: 'offline && !down',
  severity: 'P1',
})
