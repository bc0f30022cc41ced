// The data stores compared: which of them slows the services down.
function(ctx)
  local w = ctx.widget;
  local postgres = ctx.across('postgres');
  local redis = ctx.across('redis');
  local elasticsearch = ctx.across('elasticsearch');
  local vector = ctx.across('vector-db');
  local objects = ctx.across('object-store');

  ctx.dashboard({
    title: 'Data Stores',
    description: 'which store is slow, full, lagging or down, and which services are affected',
    team: 'data-platform',
    groups: [
      ctx.group({
        title: 'Now',
        rows: [
          [
            w.checks({ signal: postgres.alive, title: 'PostgreSQL reachable' }),
            w.checks({ signal: redis.alive, title: 'Redis reachable' }),
            w.checks({ signal: elasticsearch.health, title: 'Elasticsearch health' }),
            w.query_value({ signal: vector.failures, title: 'Failed vector searches' }),
            w.query_value({ signal: objects.failures }),
            w.query_value({ signal: postgres.replication_lag, over: 'max' }),
          ],
          [
            w.monitors({ team: 'data-platform', width: 6 }),
            w.note({ text: '**Dashboards**\n' + std.join('\n', ['- ' + ctx.link(name) + ': ' + ctx.services[name].purpose for name in std.objectFields(ctx.services) if ctx.services[name].team == 'data-platform']) }),
          ],
        ],
      }),
      ctx.group({
        title: 'PostgreSQL',
        rows: [
          [
            w.timeseries({ signal: postgres.slow_queries, by: ['service', 'datname'], colour: 'latency', events: ctx.deployments }),
            w.timeseries({ signal: postgres.longest_query, by: ['service', 'datname'], colour: 'latency', events: ctx.deployments }),
            w.timeseries({ signal: postgres.connections, by: ['service', 'host'] }),
          ],
          [
            w.timeseries({ signal: postgres.replication_lag, by: ['service', 'host'], colour: 'waiting' }),
            w.timeseries({ signal: postgres.replication_bytes, by: ['service', 'host'], colour: 'waiting' }),
            w.timeseries({ signal: postgres.rollbacks, by: ['service', 'db'], colour: 'failure' }),
          ],
        ],
      }),
      ctx.group({
        title: 'Redis',
        rows: [[
          w.timeseries({ signal: redis.hit_rate, by: ['service'], colour: 'traffic' }),
          w.timeseries({ signal: redis.memory, by: ['service', 'host'] }),
          w.timeseries({ signal: redis.evictions, by: ['service', 'host'], colour: 'failure' }),
          w.timeseries({ signal: redis.commands, by: ['service'], colour: 'traffic' }),
        ]],
      }),
      ctx.group({
        title: 'Vector database',
        rows: [[
          w.timeseries({ signal: vector.latency, events: ctx.deployments }),
          w.timeseries({ signal: vector.latency, by: ['store', 'operation'], percentiles: [95], title: 'Vector search latency by operation (p95)', events: ctx.deployments }),
          w.timeseries({ signal: vector.failures, by: ['store', 'service'] }),
          w.timeseries({ signal: vector.requests, by: ['store', 'service'], colour: 'outcome' }),
        ]],
      }),
      ctx.group({
        title: 'S3',
        rows: [[
          w.timeseries({ signal: objects.failures, by: ['store', 'service'], title: 'Failed uploads by service', hint: 'After retries: each is a recording or a note that was not stored' }),
          w.timeseries({ signal: objects.server_errors }),
          w.timeseries({ signal: objects.latency, events: ctx.deployments }),
          w.timeseries({ signal: objects.uploads, colour: 'outcome' }),
        ]],
      }),
      ctx.group({
        title: 'Elasticsearch',
        rows: [[
          w.timeseries({ signal: elasticsearch.unassigned, by: ['service'], colour: 'failure', display: 'area' }),
          w.timeseries({ signal: elasticsearch.heap, by: ['service', 'host'], colour: 'saturation' }),
          w.timeseries({ signal: elasticsearch.active, by: ['service'], colour: 'traffic' }),
          w.timeseries({ signal: elasticsearch.nodes, by: ['service'], colour: 'traffic' }),
        ]],
      }),
    ],
  })
