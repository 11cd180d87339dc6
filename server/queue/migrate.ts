import { DEFAULT_SCHEMA, quoteSchemaName, runMigrations } from 'bullmq'
import pg from 'pg'

/** Makes room for the queue in Postgres, for when there is no Redis. The owner makes it, the engine's role uses it. */
export async function migrateQueue(ownerUrl: string, role = 'kaos_engine'): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await runMigrations(client)
    const schema = quoteSchemaName(DEFAULT_SCHEMA)
    const user = pg.escapeIdentifier(role)
    await client.query(`grant usage on schema ${schema} to ${user}`)
    await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${user}`)
    await client.query(`grant usage, select, update on all sequences in schema ${schema} to ${user}`)
    await client.query(`grant execute on all functions in schema ${schema} to ${user}`)
  } finally {
    await client.end()
  }
}
