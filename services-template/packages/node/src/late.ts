// The tracer instruments a module when it is loaded. What was loaded before `init` stays dark, and nothing says so.
import { createRequire } from 'node:module';

const BUILT_IN = ['http', 'https', 'http2'];
const INSTRUMENTED = new Set([
  ...['fastify', 'express', 'koa', '@hapi/hapi', 'hono', '@nestjs/core', '@grpc/grpc-js', 'undici', 'axios'],
  ...['amqplib', 'kafkajs', '@confluentinc/kafka-javascript', 'bullmq', 'ioredis', 'redis', '@redis/client'],
  ...['pg', 'pg-cursor', 'postgres', 'mysql2', 'mongodb', '@elastic/elasticsearch', '@elastic/transport', 'prisma'],
  ...['@aws-sdk/client-s3', '@smithy/smithy-client', 'openai', '@anthropic-ai/sdk', '@langchain/core'],
]);
const PACKAGE = /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/](?!.*[\\/]node_modules[\\/])/;

/** Instrumented modules that are loaded already, sorted. To be called before the tracer is loaded: it loads some itself. */
export function loadedTooEarly(): string[] {
  const loaded = new Set<string>();
  for (const path of Object.keys(createRequire(import.meta.url).cache)) {
    const name = PACKAGE.exec(path)?.[1]?.replaceAll('\\', '/');
    if (name !== undefined && INSTRUMENTED.has(name)) loaded.add(name);
  }
  // Undocumented, and absent in some runtimes; then the built-in modules go unnoticed.
  const builtIn = (process as { moduleLoadList?: string[] }).moduleLoadList ?? [];
  for (const name of BUILT_IN) if (builtIn.includes(`NativeModule ${name}`)) loaded.add(name);
  return [...loaded].sort();
}
