import type { Sql } from 'postgres'

export const BEAT_MS = 1_000

/** One beat that reached the database: its time then, between these two moments of `performance.now()`. */
export type Beat = { databaseNow: Date; asked: number; answered: number }

/** What makes a worker heard of, beat by beat, until it is stopped. */
export type Pulse = {
  /** Resolves when it was heard. */
  start(heard: (beat: Beat) => void): Promise<void>
  stop(): Promise<void>
}

export type Worker = { id: string; host: string }

export async function writeBeat(sql: Sql, { id, host }: Worker): Promise<Date> {
  const [row] = await sql<[{ now: Date }]>`
    insert into worker (id, host) values (${id}, ${host})
    on conflict (id) do update set heartbeat_at = now() returning heartbeat_at as now`
  return row.now
}
