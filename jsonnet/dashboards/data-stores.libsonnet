// The data stores compared: which of them slows the services down.
function(ctx)
  local w = ctx.widget;
  local postgres = ctx.across('postgres');
  local redis = ctx.across('redis');
  local elasticsearch = ctx.across('elasticsearch');
  local vector = ctx.across('vector-db');
  local objects = ctx.across('object-store');
  local rabbitmq = ctx.across('rabbitmq');
  local kafka = ctx.across('kafka');
  local workload = ctx.across('workload', { runs: { kind: 'stateful-set' } });

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
            w.query_value({ signal: rabbitmq.memory_alarm, title: 'RabbitMQ: memory alarm', limits: { alert: 1, label: 'publishers are blocked' } }),
            w.query_value({ signal: rabbitmq.disk_alarm, title: 'RabbitMQ: disk alarm', limits: { alert: 1, label: 'publishers are blocked' } }),
            w.query_value({ signal: kafka.offline_partitions, title: 'Kafka: partitions without a leader', limits: { alert: 1, label: 'no reads or writes' } }),
            w.query_value({ signal: kafka.under_min_isr, title: 'Kafka: partitions that refuse writes', limits: { alert: 1, label: 'redundancy is lost' } }),
            w.query_value({ signal: objects.server_error_count, title: 'S3 5xx responses' }),
            w.query_value({ signal: postgres.wraparound, over: 'min' }),
          ],
          [
            w.monitors({ team: 'data-platform', width: 6, height: 8 }),
            w.note({ text: ctx.on_call(['data-platform']) + '\n\n**Dashboards**\n' + std.join('\n', ['- ' + ctx.link(name) + ': ' + ctx.services[name].purpose for name in std.objectFields(ctx.services) if ctx.services[name].team == 'data-platform']) }),
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
          [
            w.timeseries({ signal: postgres.locks_waiting, by: ['service', 'db'], colour: 'waiting', hint: 'Each is a transaction that waits for another' }),
            w.timeseries({ signal: postgres.deadlocks, by: ['service', 'db'], colour: 'failure' }),
            w.timeseries({ signal: postgres.idle_transactions, by: ['service', 'datname'], colour: 'waiting', hint: 'They hold locks and keep dead rows' }),
            w.timeseries({ signal: postgres.slot_lag, by: ['service', 'slot_name'], colour: 'saturation', hint: 'WAL that is kept for a reader fills the volume' }),
          ],
          [
            w.timeseries({ signal: postgres.wraparound, by: ['service', 'db'], colour: 'saturation', hint: 'At 3 million the database refuses writes' }),
            w.timeseries({ signal: postgres.dead_rows, by: ['service', 'db'], colour: 'saturation', hint: 'Autovacuum starts at about 20 % of a table' }),
            w.timeseries({ signal: postgres.backup_age, by: ['kube_cronjob'], colour: 'waiting' }),
          ],
        ],
      }),
      ctx.group({
        title: 'RabbitMQ',
        rows: [
          [
            w.timeseries({ signals: [rabbitmq.memory_alarm, rabbitmq.disk_alarm], by: ['service', 'rabbitmq_node'], title: 'Publishers blocked', colour: 'failure', hint: '1 while a node is over its memory or disk limit' }),
            w.timeseries({ signal: rabbitmq.memory, by: ['service', 'rabbitmq_node'], hint: 'At the watermark the node blocks all publishers' }),
            w.timeseries({ signal: rabbitmq.disk_free, by: ['service', 'rabbitmq_node'], colour: 'saturation' }),
          ],
          [
            w.timeseries({ signal: rabbitmq.nodes, by: ['service'], colour: 'traffic' }),
            w.timeseries({ signal: rabbitmq.partitions, by: ['service'], colour: 'failure' }),
            w.timeseries({ signal: rabbitmq.ready, by: ['service', 'rabbitmq_queue'], colour: 'waiting', display: 'area' }),
          ],
        ],
      }),
      ctx.group({
        title: 'Kafka',
        rows: [
          [
            w.timeseries({ signal: kafka.offline_partitions, by: ['service'], colour: 'failure', display: 'area' }),
            w.timeseries({ signal: kafka.under_min_isr, by: ['service'], colour: 'failure', display: 'area', hint: 'These partitions refuse writes' }),
            w.timeseries({ signal: kafka.under_replicated, by: ['service', 'host'], colour: 'failure', display: 'area' }),
          ],
          [
            w.timeseries({ signal: kafka.concurrent_controllers, by: ['service'], colour: 'traffic', hint: 'One; none or two is a lost or a divided quorum' }),
            w.timeseries({ signal: kafka.unclean_elections, by: ['service'], colour: 'failure', hint: 'Each loses acknowledged events' }),
            w.timeseries({ signal: kafka.lag, by: ['consumer_group', 'topic'], colour: 'waiting' }),
          ],
        ],
      }),
      ctx.group({
        title: 'Redis',
        rows: [
          [
            w.timeseries({ signal: redis.hit_rate, by: ['service'], colour: 'traffic' }),
            w.timeseries({ signal: redis.memory, by: ['service', 'host'] }),
            w.timeseries({ signal: redis.evictions, by: ['service', 'host'], colour: 'failure' }),
          ],
          [
            w.timeseries({ signal: redis.commands, by: ['service'], colour: 'traffic' }),
            w.timeseries({ signal: redis.rejected_connections, by: ['service', 'host'], colour: 'failure', hint: 'maxclients is reached' }),
            w.checks({ signal: redis.replica_link, title: 'Replicas linked to their primary' }),
          ],
        ],
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
        rows: [
          [
            w.timeseries({ signal: objects.failures, by: ['store', 'service'], title: 'Failed uploads by service', hint: 'After retries: each is a recording or a note that was not stored' }),
            w.timeseries({ signal: objects.latency, events: ctx.deployments }),
            w.timeseries({ signal: objects.uploads, colour: 'outcome' }),
          ],
          [
            w.timeseries({ signal: objects.server_errors, hint: 'Provider metrics arrive some minutes late' }),
            w.timeseries({ signal: objects.server_error_count, colour: 'failure' }),
            w.timeseries({ signal: objects.client_error_count, colour: 'failure', hint: 'Missing permissions, or objects that do not exist' }),
          ],
        ],
      }),
      ctx.group({
        title: 'Elasticsearch',
        rows: [
          [
            w.timeseries({ signal: elasticsearch.unassigned, by: ['service'], colour: 'failure', display: 'area' }),
            w.timeseries({ signal: elasticsearch.heap, by: ['service', 'host'], colour: 'saturation' }),
            w.timeseries({ signal: elasticsearch.nodes, by: ['service'], colour: 'traffic' }),
          ],
          [
            w.timeseries({ signal: elasticsearch.active, by: ['service'], colour: 'traffic' }),
            w.timeseries({ signals: [elasticsearch.rejected_searches, elasticsearch.rejected_writes], by: ['service', 'host'], title: 'Rejected searches and writes', colour: 'failure' }),
            w.timeseries({ signal: elasticsearch.breaker_trips, by: ['service', 'host'], colour: 'failure', hint: 'A request was refused for memory' }),
          ],
        ],
      }),
      ctx.group({
        title: 'Volumes',
        rows: [[
          w.toplist({ signal: workload.volume_free, by: ['service', 'persistentvolumeclaim'], over: 'last', limits: { alert: 5, warn: 15, better: 'higher', label: 'full' }, title: 'Volumes with the least free space' }),
          w.timeseries({ signal: workload.volume_free, by: ['service', 'persistentvolumeclaim'], colour: 'saturation', limits: { alert: 5, warn: 15, better: 'higher', label: 'full' } }),
          w.timeseries({ signal: workload.inodes_free, by: ['service', 'persistentvolumeclaim'], colour: 'saturation', limits: { alert: 10, better: 'higher', label: 'nearly none' } }),
        ]],
      }),
    ],
  })
