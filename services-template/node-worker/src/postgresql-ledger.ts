// The ledger of all workers: a row for each job, see schema.sql. A delivery happens inside the transaction of its row, so another
// worker that has the same job waits for it, and a worker that dies leaves no row.
import { Pool, type PoolClient } from 'pg';
import type { Logger } from '@scribemed/monitoring';
import { LedgerUnavailable, type Ledger } from './ledger.ts';

/** What the ledger needs. */
export interface PostgresqlParts {
  /** With user and password. */
  readonly url: string;
  /** As many deliveries run at the same time, each with a connection. */
  readonly connections: number;
  readonly logger: Logger;
}

const INSERT =
  'INSERT INTO deliveries (job_id, encounter_id, step) VALUES ($1, $2, $3) ON CONFLICT (job_id) DO NOTHING';
const CHECK = 'SELECT job_id FROM deliveries LIMIT 0';
// A job that is under way elsewhere may hold the row for longer: then this one comes back later.
const STATEMENT_TIMEOUT_MS = 5000;

/** Connects when it is asked first. */
export function createPostgresqlLedger({ url, connections, logger: parent }: PostgresqlParts): Ledger {
  const logger = parent.with({ component: 'ledger' });
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: STATEMENT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    // For a server that does not answer at all.
    query_timeout: 2 * STATEMENT_TIMEOUT_MS,
  });
  // One that is lost during a delivery: its next statement fails, and says so. Without a listener the process would end.
  pool.on('connect', (client) => void client.on('error', () => {}));
  let isKnownReady = false;
  pool.on('error', (error) => {
    // Of a connection that nobody uses: the server has ended.
    isKnownReady = false;
    logger.warn('connection lost', { error });
  });

  const unavailable = (error: unknown): LedgerUnavailable => {
    isKnownReady = false;
    logger.warn('ledger not available', { error });
    return new LedgerUnavailable();
  };
  /** A transaction, in which the row is; undefined if another one has it. */
  const begin = async (values: readonly string[]): Promise<PoolClient | undefined> => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const { rowCount } = await client.query(INSERT, [...values]);
      if (rowCount === 1) return client;
      await client.query('ROLLBACK');
      client.release();
      return undefined;
    } catch (error) {
      client.release(true);
      throw error;
    }
  };

  return {
    async once({ jobId, encounterId, step }, deliver) {
      const client = await begin([jobId, encounterId, step]).catch((error: unknown) => {
        throw unavailable(error);
      });
      isKnownReady = true;
      if (!client) return false;
      try {
        await deliver();
      } catch (error) {
        // If it fails as well, the connection is gone and the row with it.
        await client.query('ROLLBACK').then(
          () => client.release(),
          () => client.release(true),
        );
        throw error;
      }
      try {
        await client.query('COMMIT');
        client.release();
      } catch (error) {
        client.release(true);
        isKnownReady = false;
        // The document is filed. To fail now would file it again for certain.
        logger.error('delivery could not be recorded', { error, step });
      }
      return true;
    },
    // Asked only when something was wrong, or the probes would be most of what the database does.
    async isReady() {
      if (isKnownReady) return true;
      isKnownReady = await pool.query(CHECK).then(
        () => true,
        (error: unknown) => {
          logger.warn('ledger not available', { error });
          return false;
        },
      );
      return isKnownReady;
    },
    stop: () => pool.end(),
  };
}
