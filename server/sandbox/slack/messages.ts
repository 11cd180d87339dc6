import { z } from 'zod'
import { type JsonObject, JsonObjectSchema } from '@/flow/json'
import type { SandboxRecords } from '../app'
import { BOT, TEAM } from './people'

export const MESSAGE = 'slack.message'
const CLOCK = 'slack.clock'

/** A message as the sandbox keeps it, by its time stamp. */
export const KeptMessageSchema = z.object({
  channel: z.string(),
  ts: z.string(),
  text: z.string(),
  blocks: z.array(JsonObjectSchema),
  threadTs: z.string().nullable(),
  /** What only apps see. */
  metadata: JsonObjectSchema.nullable().default(null),
  /** When it was last changed. */
  editedTs: z.string().nullable(),
})

export type KeptMessage = z.infer<typeof KeptMessageSchema>

export async function messageAt(records: SandboxRecords, ts: string): Promise<KeptMessage | null> {
  const kept = await records.get(MESSAGE, ts)
  return kept && KeptMessageSchema.parse(kept)
}

export async function keepMessage(records: SandboxRecords, message: KeptMessage): Promise<void> {
  await records.put(MESSAGE, message.ts, message)
}

/** Slack names a message by the moment it was posted, to the microsecond; no two are the same. */
export async function nextTs(records: SandboxRecords, now: Date): Promise<string> {
  const last = z.object({ micros: z.number().int() }).safeParse(await records.get(CLOCK, 'last'))
  const micros = Math.max(now.getTime() * 1_000, (last.data?.micros ?? 0) + 1)
  await records.put(CLOCK, 'last', { micros })
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`
}

export function asSlackShows({ ts, text, blocks, threadTs }: KeptMessage): JsonObject {
  return {
    type: 'message',
    ts,
    text,
    user: BOT.userId,
    bot_id: BOT.id,
    team: TEAM.id,
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
  }
}
