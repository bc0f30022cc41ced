// The bridge to OpenTelemetry fails silently: spans do not record, and nobody notices until they are needed.
import { trace, type TraceAPI } from '@opentelemetry/api';

/** The bridge yields spans that do not record. */
export class SelfCheckError extends Error {
  override readonly name = 'SelfCheckError';
}

/** Starts a span through the OpenTelemetry API; throws if it does not record. The span is never finished, so never sent. */
export function checkBridge(api: TraceAPI = trace): void {
  const span = api.getTracer('@scribemed/monitoring').startSpan('self.check', { root: true });
  const { traceId } = span.spanContext();
  if (span.isRecording() && !/^0*$/.test(traceId)) return;
  throw new SelfCheckError(
    'a span of the OpenTelemetry API does not record (trace id ' +
      `${traceId}). The known cause: @opentelemetry/api 1.10 or later, which dd-trace does not bridge. ` +
      'Run `npm ls @opentelemetry/api` and pin every copy to ">=1.9 <1.10", with "overrides" in package.json if need be.',
  );
}
