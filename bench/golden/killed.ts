import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'
import type { House } from '../chaos/house'

const LOCK = 4_712

/**
 * The worker is killed between an effect's intent and its result: writing the message, or the record of its call, waits
 * for a lock that is held here. The message is in the sandbox of Slack then, or it never comes there.
 */
export async function killedWhilePosting(
  { sql, workers: [worker] }: House,
  moment: 'before posting' | 'after posting',
  start: () => Promise<string>,
): Promise<string> {
  const table = moment === 'before posting' ? 'sandbox_record' : 'outside_call'
  const which = moment === 'before posting' ? `new.kind = 'slack.message'` : `new.summary->>'path' like '%/chat.postMessage'`
  await sql.unsafe(`
    create or replace function wait_to_be_killed() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(${LOCK}); return new; end $$;
    create trigger wait_to_be_killed before insert on ${table} for each row when (${which}) execute function wait_to_be_killed()`)
  const runId = await sql.begin(async (held) => {
    await held`select pg_advisory_xact_lock(${LOCK})`
    const started = await start()
    let pids: number[] = []
    while (pids.length === 0) {
      await sleep(5)
      pids = await waitingIn(held)
    }
    await worker?.kill()
    // What it had sent would come through once the lock is let go of.
    if (moment === 'before posting') await held`select pg_terminate_backend(pid) from unnest(${pids}::int[]) as pid`
    return started
  })
  await sql.unsafe(`drop trigger wait_to_be_killed on ${table}`)
  return runId
}

async function waitingIn(sql: postgres.TransactionSql): Promise<number[]> {
  const rows = await sql<{ pid: number }[]>`select pid from pg_locks where locktype = 'advisory' and objid = ${LOCK} and not granted`
  return rows.map(({ pid }) => pid)
}
