// What a service may use.
export { init } from './init.ts';
export type { Monitoring, Options } from './init.ts';
export type { Baggage } from './baggage.ts';
export type { Health, Readiness, ReadinessCheck } from './health.ts';
export { MissingIdentityError } from './identity.ts';
export type { Constant, Logger, LogLevel } from './logger.ts';
export type { MessageHeaders, Messaging } from './messaging.ts';
export type { Metrics } from './metrics.ts';
export { SelfCheckError } from './self-check.ts';
export type { Drain, Shutdown } from './shutdown.ts';
export type { CriticalSpan, Spans } from './spans.ts';
export { TracerChangedError } from './tracer-seam.ts';
export type {
  FamilyName,
  FamilyTags,
  LogFields,
  MetricName,
  MetricOf,
  MetricTags,
  SpanAttributes,
  SpanKey,
  SpanName,
} from './vocabulary-types.ts';
