import { and, desc, eq, max, sql } from 'drizzle-orm'
import { z } from 'zod'
import { sandboxRecord } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { type KeptMessage, KeptMessageSchema, MESSAGE } from '../../sandbox/slack/messages'
import { CHANNELS } from '../../sandbox/slack/people'
import { type ShownBlock, shownBlocks } from '../../sandbox/slack/shown'
import type { Call } from '../call'
import { demand } from '../permissions'
import { sandboxOf } from './sandbox-of'

export const SandboxChannelInput = z.strictObject({
  connectionId: z.uuid(),
  /** Left out: where something was said last. */
  channel: z.string().max(40).optional(),
})

const MOST = 100

export type SandboxMessage = {
  /** Names it in its channel. */
  ts: string
  at: Date
  isEdited: boolean
  inThread: boolean
  /** As Slack escapes it; what is shown where there are no blocks. */
  text: string
  blocks: ShownBlock[]
}

export type SandboxChannel = {
  name: string
  channels: { id: string; name: string; messages: number }[]
  channel: string
  /** The latest, oldest first, answers below what they answer. */
  messages: SandboxMessage[]
}

/** What a sandbox's Slack shows: its channels, and the messages of one. */
export async function sandboxChannel({ actor }: Call, input: z.input<typeof SandboxChannelInput>): Promise<SandboxChannel> {
  demand(actor, 'run.read')
  const { connectionId, channel: wanted } = SandboxChannelInput.parse(input)
  const { body, key } = sandboxRecord
  const channelOf = sql<string>`${body}->>'channel'`
  const ofSandbox = and(
    eq(sandboxRecord.workspaceId, actor.workspaceId),
    eq(sandboxRecord.connectionId, connectionId),
    eq(sandboxRecord.kind, MESSAGE),
  )
  return inWorkspace(actor.workspaceId, async (tx) => {
    const { name } = await sandboxOf(tx, actor, connectionId, 'slack')
    const counts = await tx
      .select({ id: channelOf, messages: sql<number>`count(*)::int`, last: max(key) })
      .from(sandboxRecord)
      .where(ofSandbox)
      .groupBy(channelOf)
      .orderBy(desc(max(key)))
    const channel = wanted ?? counts[0]?.id ?? CHANNELS[0].id
    const rows = await tx
      .select({ body })
      .from(sandboxRecord)
      .where(and(ofSandbox, eq(channelOf, channel)))
      .orderBy(desc(key))
      .limit(MOST)
    const channels = CHANNELS.map(({ id, name }) => ({ id, name, messages: counts.find((each) => each.id === id)?.messages ?? 0 }))
    return { name, channels, channel, messages: inOrder(rows.map((row) => KeptMessageSchema.parse(row.body))).map(shownMessage) }
  })
}

/** Time stamps are equally long, so they sort as text. */
function inOrder(messages: readonly KeptMessage[]): KeptMessage[] {
  const place = ({ ts, threadTs }: KeptMessage) => `${threadTs ?? ts}/${ts}`
  return [...messages].sort((a, b) => (place(a) < place(b) ? -1 : 1))
}

function shownMessage({ ts, text, blocks, editedTs, threadTs }: KeptMessage): SandboxMessage {
  const at = new Date(Number(ts) * 1_000)
  return { ts, at, isEdited: editedTs !== null, inThread: threadTs !== null, text, blocks: shownBlocks(blocks) }
}
