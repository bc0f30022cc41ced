// Log lines, and metrics.
import { CarelessError, declared, logger, metrics, type Carrier } from './monitoring.ts';

export const logs: Record<string, Carrier> = {
  log_field(text) {
    logger.info('field', { patient: text, [text]: 1, nested: { patient: text }, list: [text] });
    logger.info('not an object', text as unknown as object);
  },
  log_declared(text) {
    logger.info('declared', declared(text));
  },
  // Types reject this: only a constant is a message.
  log_message(text) {
    logger.info(text);
  },
  log_error(text) {
    logger.error('failed', { error: new CarelessError(`${text}\n    at ${text} (/srv/${text}/x.ts:1:1)`) });
    logger.error('failed', { error: new CarelessError('outer', { cause: new CarelessError(text) }) });
    logger.error('failed', { error: Object.assign(new CarelessError(text), { name: text, patient: text }) });
    logger.error('failed', { error: text });
  },
  metric_tag(text) {
    metrics.count('jobs.total', 1, { patient: text, [text]: text });
    metrics.gauge('queue.lag', text, { queue: 'jobs' });
  },
  metric_declared(text) {
    metrics.count('jobs.total', 1, declared(text));
    metrics.count('llm.tokens', 1, declared(text));
    metrics.count('vector.requests.total', 1, declared(text));
  },
  metric_name(text) {
    metrics.count(text, 1, {});
    metrics.count(`jobs.${text}`, 1, {});
  },
};
