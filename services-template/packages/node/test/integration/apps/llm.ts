// A program that calls a language model, annotated by the API of LLM Observability. LLM=on switches it on.
import { createRequire } from 'node:module';
import type { Tracer } from 'dd-trace';
import { init } from '../../../src/index.ts';

const { baggage, logger, shutdown } = init({ llmObservability: process.env['LLM'] === 'on' });
const tracer = createRequire(import.meta.url)('dd-trace') as Tracer;
const { llmobs } = tracer;
// As a service would that wants it anyway.
llmobs.enable({ mlApp: 'notes' });

const CONTENT = 'Jane Doe is allergic to peanuts';
const PATTERNS = { ssn: '123-45-6789', mail: 'jane.doe@example.com' };
const toolCalls = [{ name: 'lookup_allergy', arguments: { substance: 'penicillin' }, toolId: '1', type: 'function' }];
const ENCOUNTER = '8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1';

await baggage.withEncounter(ENCOUNTER, () =>
  tracer.trace('llm.call', async () => {
    const call = { kind: 'llm', modelName: 'scribe-note-7b', modelProvider: 'internal', name: 'Jane Doe' } as const;
    llmobs.trace({ ...call, sessionId: 'Jane' }, () =>
      llmobs.annotate({
        inputData: [
          { role: 'user', content: CONTENT },
          { role: 'Jane', content: CONTENT },
        ],
        outputData: [{ role: 'assistant', content: CONTENT, toolCalls }],
        metrics: { inputTokens: 512, outputTokens: 64, jane: 1 },
        metadata: { prompt_template: 'soap-note', patient: PATTERNS },
        tags: { patient: 'Jane', encounter_id: ENCOUNTER },
        prompt: { id: 'soap-note', version: '1', template: 'for {{name}}', variables: { name: 'Jane Doe' } },
      } as never),
    );
    llmobs.trace({ kind: 'retrieval', name: 'search' }, () =>
      llmobs.annotate({ inputData: CONTENT, outputData: [{ text: CONTENT, name: 'Jane', id: 'Jane' }] }),
    );
    llmobs.trace({ kind: 'tool', name: 'lookup' }, () =>
      llmobs.annotate({ inputData: PATTERNS, outputData: CONTENT } as never),
    );
    try {
      llmobs.trace({ kind: 'task', name: 'fails' }, (span) => {
        const exported = llmobs.exportSpan(span);
        const evaluation = { label: 'label', metricType: 'categorical', value: 'Jane', reasoning: 'Jane' } as const;
        if (llmobs.enabled) llmobs.submitEvaluation(exported, evaluation);
        throw new Error(CONTENT);
      });
    } catch (error) {
      logger.error('task failed', { error });
    }
  }),
);
llmobs.flush();
await shutdown();
