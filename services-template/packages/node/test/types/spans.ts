// Compiled by `npm run lint`, never run: each line below the directive must be a mistake.
import type { Spans } from '../../src/spans.ts';

export async function mistakes(spans: Spans, name: string): Promise<number> {
  const passages: number = await spans.run('rag.retrieval', { store: 'pgvector' }, async (span) => {
    span.set('passages', 5);
    span.set('outcome', 'success');
    span.set('retries', 1);
    // @ts-expect-error an attribute of another span
    span.set('prompt_tokens', 5);
    // @ts-expect-error an unknown attribute
    span.set('patient', 'x');
    // @ts-expect-error a value of another type
    span.set('passages', '5');
    // @ts-expect-error a value that is not in the closed set
    span.set('outcome', 'great');
    return 5;
  });
  // @ts-expect-error an unknown span
  await spans.run('rag.retreival', {}, () => {});
  // @ts-expect-error a name that is only known at run time
  await spans.run(name, {}, () => {});
  // @ts-expect-error an attribute of another span
  await spans.run('rag.retrieval', { model: 'm' }, () => {});
  return passages;
}
