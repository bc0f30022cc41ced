// What a value must be before it may leave, checked at run time: types are gone then, and JavaScript callers have none.
import { isCodeWord, isHostName } from './code-word.ts';
import { ATTRIBUTES, TAGS } from './vocabulary.ts';
import type { AttributeName, Carrier, Form, TagName } from './vocabulary-types.ts';

/** A value that telemetry may carry. */
export type Scalar = string | number | boolean;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_IDENTIFIER = 80;

// The length is checked first, so that no expression ever runs over a text of megabytes.
const isUuid = (value: unknown): boolean => {
  if (typeof value !== 'string' || value.length !== 36) return false;
  if (value === lastUuid) return true;
  if (!UUID.test(value)) return false;
  lastUuid = value;
  return true;
};
// A request asks for its encounter several times.
let lastUuid: string | undefined;
const isIdentifier = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= MAX_IDENTIFIER && !value.includes('/') && isCodeWord(value);

const FORMS: Record<Form, (value: unknown) => boolean> = {
  uuid: isUuid,
  identifier: isIdentifier,
  host: (value) => typeof value === 'string' && isHostName(value),
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
};

/** Whether `key` is a tag of the policy. */
export const isTag = (key: string): key is TagName => Object.hasOwn(TAGS, key);

/** Whether `key` is an attribute of the policy. */
export const isAttribute = (key: string): key is AttributeName => Object.hasOwn(ATTRIBUTES, key);

/** Whether `value` has the form. */
export const hasForm = (form: Form, value: unknown): value is Scalar => FORMS[form](value);

/** Whether `value` is one of the tag's closed set, or has the form of an open tag. */
export function isTagValue(key: TagName, value: unknown): value is string {
  const values: readonly string[] = TAGS[key].values;
  if (typeof value !== 'string') return false;
  return values.length > 0 ? values.includes(value) : isCodeWord(value);
}

/** Whether the policy lets `key` stand on the carrier with this value. */
export function isAdmitted(carrier: Carrier, key: string, value: unknown): value is Scalar {
  if (isAttribute(key)) {
    const on: readonly string[] = ATTRIBUTES[key].on;
    return on.includes(carrier) && hasForm(ATTRIBUTES[key].form, value);
  }
  return carrier !== 'baggage' && isTag(key) && isTagValue(key, value);
}
