// Custom metrics over DogStatsD, and OTLP for what speaks OpenTelemetry. OTLP accepts no logs here: those come from the containers'
// output alone, where the PHI rules run.
function(ctx) {
  datadog+: {
    dogstatsd: {
      port: 8125,
      useHostPort: true,
      nonLocalTraffic: true,
      useSocketVolume: true,
      originDetection: true,
      // `low` keeps pod names off custom metrics: policy/tags.libsonnet forbids pod_name there.
      tagCardinality: 'low',
    },
    originDetectionUnified: { enabled: true },
    otlp: {
      receiver: {
        protocols: {
          grpc: { enabled: true, endpoint: '0.0.0.0:4317', useHostPort: true },
          http: { enabled: true, endpoint: '0.0.0.0:4318', useHostPort: true },
        },
      },
      logs: { enabled: false },
    },
  },
}
