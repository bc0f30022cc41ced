// Types of the vocabulary. The data is generated (vocabulary.ts); what a name may carry follows from it here, so that a
// key or value that the policy does not know is a compile error.
import { ATTRIBUTES, METRICS, SPANS, TAGS } from './vocabulary.ts';

type Metrics = typeof METRICS;
type Attributes = typeof ATTRIBUTES;
type Tags = typeof TAGS;
type Spans = typeof SPANS;

/** Where a key may stand. */
export type Carrier = 'log' | 'span' | 'baggage';
/** A metric of our services, without prefix. */
export type MetricName = keyof Metrics;
/** How a metric is aggregated. */
export type MetricType = Metrics[MetricName]['type'];
/** The metrics of one type. */
export type MetricOf<T extends MetricType> = {
  [N in MetricName]: Metrics[N]['type'] extends T ? N : never;
}[MetricName];

/** A tag key of the policy. */
export type TagName = keyof Tags;
/** What a tag may be: one of its closed set, or letters, digits and `._/:-`, at most 200. */
export type TagValue<K extends TagName> = Tags[K]['values'][number] extends never ? string : Tags[K]['values'][number];
/** The tags that a metric may carry; which of them apply, the caller knows. */
export type MetricTags<N extends MetricName> = [Metrics[N]['tags'][number]] extends [never]
  ? Record<string, never>
  : { readonly [K in Metrics[N]['tags'][number]]?: TagValue<K> };

type SameTags<A extends MetricName, B extends MetricName> = [Metrics[A]['tags'], Metrics[B]['tags']] extends [
  Metrics[B]['tags'],
  Metrics[A]['tags'],
]
  ? true
  : false;
type FamilyOf<N extends MetricOf<'count'>> = N extends `${infer F}.total`
  ? `${F}.failed` extends infer B extends MetricOf<'count'>
    ? SameTags<N, B> extends true
      ? F
      : never
    : never
  : never;
/** A kind of work that is counted by `.total` and `.failed`, with the same tags; see families.ts. */
export type FamilyName = FamilyOf<MetricOf<'count'>>;
/** The tags of all metrics of a family. */
export type FamilyTags<F extends FamilyName> = MetricTags<Extract<`${F}.total`, MetricName>>;

/** An attribute key of the policy. */
export type AttributeName = keyof Attributes;
interface FormTypes {
  uuid: string;
  identifier: string;
  host: string;
  integer: number;
  number: number;
  boolean: boolean;
}
/** A form that the value of an attribute must have. */
export type Form = keyof FormTypes;
type AttributeValue<K extends AttributeName> = FormTypes[Attributes[K]['form']];
type AttributeOn<C extends Carrier> = {
  [K in AttributeName]: C extends Attributes[K]['on'][number] ? K : never;
}[AttributeName];

/** A key that a log line or a span may carry: a tag or an attribute. */
export type KeyValue<K> = K extends TagName ? TagValue<K> : K extends AttributeName ? AttributeValue<K> : never;

/** The fields of a log line. `error` is reduced to its class and code locations. */
export type LogFields = {
  readonly [K in AttributeOn<'log'> | TagName]?: KeyValue<K> | undefined;
} & { readonly error?: unknown };

/** A critical span. */
export type SpanName = keyof Spans;
/** What every critical span may carry besides its own attributes. */
export const COMMON_SPAN_ATTRIBUTES = ['encounter_id', 'outcome', 'retries', 'error_class'] as const;
/** The keys that a critical span may carry. */
export type SpanKey<N extends SpanName> = Spans[N]['attributes'][number] | (typeof COMMON_SPAN_ATTRIBUTES)[number];
/** The attributes of a critical span. */
export type SpanAttributes<N extends SpanName> = { readonly [K in SpanKey<N>]?: KeyValue<K> | undefined };
