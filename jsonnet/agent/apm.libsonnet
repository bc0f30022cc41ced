// Traces over the node's socket (what the admission controller injects) and over the port 8126 (for what cannot mount a host path).
function(ctx) {
  datadog+: {
    apm: {
      socketEnabled: true,
      portEnabled: true,
      port: 8126,
      // The libraries are part of the services' images; nothing is injected into pods by the cluster. Its install-time ConfigMap
      // would hold a new random id at each render, an endless difference under GitOps.
      instrumentation: { enabled: false, language_detection: { enabled: false }, skipKPITelemetry: true },
    },
  },
}
