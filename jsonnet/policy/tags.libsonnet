// The tagging schema. A tag key that is not here is rejected in signals, monitors, SLOs and the metric catalog.
//
//   on           what carries it: 'telemetry' (metrics, logs, traces), 'object' (monitors, SLOs)
//   cardinality  how many values it may have in one environment; the cost of a metric is the product over its tags
//   title        what alerts call it, where the key is no word for people
//   values       the closed set of values, where there is one
//   phi          always false: a tag that could identify a patient cannot be declared
{
  env: { on: ['telemetry', 'object'], cardinality: 1, meaning: 'the environment; unified service tagging' },
  service: { on: ['telemetry', 'object'], cardinality: 20, meaning: 'the service as declared under jsonnet/services; unified service tagging' },
  version: { on: ['telemetry'], cardinality: 4, meaning: 'the deployed version; unified service tagging' },
  team: { on: ['telemetry', 'object'], cardinality: 6, meaning: 'the owning team, as in policy/teams' },
  severity: { on: ['object'], cardinality: 3, meaning: 'P1 to P3, lower case in the tag', values: ['p1', 'p2', 'p3'] },
  'managed-by': { on: ['object'], cardinality: 1, meaning: 'this repository: do not edit the object by hand' },
  runbook: { on: ['object'], cardinality: 200, meaning: 'the path of the runbook page below runbooks/' },
  slo: { on: ['object'], cardinality: 40, meaning: 'the name of the SLO within its service' },
  host: { on: ['telemetry'], cardinality: 60, meaning: 'the node' },
  queue: { on: ['telemetry'], cardinality: 12, meaning: 'the RabbitMQ queue' },
  rabbitmq_queue: { on: ['telemetry'], cardinality: 24, title: 'queue', meaning: 'the queue, dead-letter queues included, as the RabbitMQ integration names the tag' },
  rabbitmq_node: { on: ['telemetry'], cardinality: 3, title: 'node', meaning: 'the node of the RabbitMQ cluster' },
  topic: { on: ['telemetry'], cardinality: 12, meaning: 'the Kafka topic' },
  consumer_group: { on: ['telemetry'], cardinality: 12, title: 'consumer group', meaning: 'the Kafka consumer group' },
  store: { on: ['telemetry'], cardinality: 4, meaning: 'the data store a client metric speaks of, as declared under jsonnet/services' },
  model: { on: ['telemetry'], cardinality: 8, meaning: 'the model as deployed, for example scribe-note-7b' },
  provider: { on: ['telemetry'], cardinality: 3, meaning: 'who serves the model' },
  outcome: { on: ['telemetry'], cardinality: 5, meaning: 'how an operation ended', values: ['success', 'failure', 'timeout', 'rejected', 'flagged'] },
  token_type: { on: ['telemetry'], cardinality: 2, title: 'kind of tokens', meaning: 'which tokens are counted', values: ['prompt', 'completion'] },
  operation: { on: ['telemetry'], cardinality: 8, meaning: 'the operation of a store, for example search or upsert' },
  step: { on: ['telemetry'], cardinality: 12, meaning: 'the step of a workflow' },
  kube_namespace: { on: ['telemetry'], cardinality: 10, title: 'namespace', meaning: 'the Kubernetes namespace' },
  kube_deployment: { on: ['telemetry'], cardinality: 40, title: 'deployment', meaning: 'the Kubernetes deployment' },
  kube_stateful_set: { on: ['telemetry'], cardinality: 10, title: 'stateful set', meaning: 'the Kubernetes stateful set' },
  kube_daemon_set: { on: ['telemetry'], cardinality: 10, title: 'daemon set', meaning: 'the Kubernetes daemon set' },
  horizontalpodautoscaler: { on: ['telemetry'], cardinality: 20, title: 'autoscaler', meaning: 'the autoscaler, which has the name of its deployment' },
  persistentvolumeclaim: { on: ['telemetry'], cardinality: 20, title: 'volume', meaning: 'the claim of a volume; it has the same name after its pod was replaced' },
  reason: { on: ['telemetry'], cardinality: 10, meaning: 'why a container waits or has ended, for example crashloopbackoff or oomkilled' },
  pod_name: { on: ['telemetry'], cardinality: 300, title: 'pod', meaning: 'the pod; never on a custom metric' },
  bucketname: { on: ['telemetry'], cardinality: 6, title: 'bucket', meaning: 'the S3 bucket, as the AWS integration names the tag' },
  replication_role: { on: ['telemetry'], cardinality: 2, title: 'role', meaning: 'what a PostgreSQL instance is: only the master accepts writes', values: ['master', 'standby'] },
  redis_role: { on: ['telemetry'], cardinality: 2, title: 'role', meaning: 'what a Redis instance is: only the master accepts writes', values: ['master', 'slave'] },
  datname: { on: ['telemetry'], cardinality: 6, title: 'database', meaning: 'the PostgreSQL database that a custom query reports on; `db` is the one that the check is connected to' },
  db: { on: ['telemetry'], cardinality: 6, title: 'database', meaning: 'the PostgreSQL database' },
  datname: { on: ['telemetry'], cardinality: 6, title: 'database', meaning: 'the PostgreSQL database of a custom query; `db` is the one that the check is connected to' },
  slot_name: { on: ['telemetry'], cardinality: 6, title: 'replication slot', meaning: 'the replication slot of a PostgreSQL primary' },
  kube_cronjob: { on: ['telemetry'], cardinality: 20, title: 'cron job', meaning: 'the Kubernetes cron job' },
  rule: { on: ['telemetry'], cardinality: 20, meaning: 'the PHI rule of the scrubber' },
}
