// Starts monitoring in the way that SCENARIO names.
import { createRequire } from 'node:module';
import { init } from '../../../src/index.ts';

const require = createRequire(import.meta.url);

const scenarios: Record<string, () => Promise<void> | void> = {
  plain: () => void init().logger.info('started'),
  untagged: () => void init({ allowUntagged: true }).logger.info('started'),
  twice: () => {
    const first = init();
    console.log(JSON.stringify({ same: init({ logLevel: 'error' }) === first }));
  },
  late: () => {
    require('fastify');
    require('express');
    init();
  },
  bridge: async () => {
    init();
    const { checkBridge } = await import('../../../src/self-check.ts');
    const next = await import('otel-api-next');
    try {
      checkBridge(next.trace as never);
    } catch (error) {
      console.log(JSON.stringify({ error: String(error) }));
    }
  },
  crash: () => {
    const { metrics } = init();
    metrics.count('jobs.failed', 1);
    setTimeout(() => {
      throw new RangeError('patient Jane Doe');
    });
    setTimeout(() => {}, 60_000);
  },
  rejection: () => {
    init();
    void Promise.reject(new RangeError('patient Jane Doe'));
  },
  handled: () => {
    init();
    process.on('uncaughtException', () => console.log(JSON.stringify({ handled: true })));
    setTimeout(() => {
      throw new RangeError('patient Jane Doe');
    });
  },
  off: async () => {
    const { spans, shutdown } = init();
    const result = await spans.run('rag.retrieval', {}, (span) => {
      span.set('passages', 1);
      return 'worked';
    });
    console.log(JSON.stringify({ result }));
    await shutdown();
  },
  switches: () => {
    init();
    const { default: tracer } = require('dd-trace');
    const { _config: config } = tracer._tracer;
    const {
      tracePropagationStyle,
      legacyBaggageEnabled,
      baggageTagKeys,
      remoteConfig,
      llmobs,
      appsec,
      dynamicInstrumentation,
    } = config;
    console.log(
      JSON.stringify({
        switches: {
          styles: tracePropagationStyle,
          legacyBaggageEnabled,
          baggageTagKeys,
          remoteConfig: remoteConfig.DD_REMOTE_CONFIGURATION_ENABLED,
          llmobs: llmobs.DD_LLMOBS_ENABLED ?? llmobs.enabled,
          appsec: appsec.DD_APPSEC_ENABLED ?? appsec.enabled,
          dynamicInstrumentation:
            dynamicInstrumentation.enabled ?? dynamicInstrumentation.DD_DYNAMIC_INSTRUMENTATION_ENABLED,
        },
      }),
    );
  },
};
await scenarios[process.env['SCENARIO'] ?? 'plain']?.();
