import { z } from 'zod'
import type { RunEvent } from '@/flow/engine/events'
import type { RunStatus } from '@/flow/engine/status'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { readJournal } from './read-journal'

export const RunEventsInput = z.strictObject({ id: z.uuid(), after: z.number().int().min(-1).default(-1) })

export type NumberedEvents = { events: { seq: number; event: RunEvent }[]; status: RunStatus; more: boolean }

/** The journal after an event; `more`: ask again after the last one. */
export async function runEvents({ actor }: Call, input: z.input<typeof RunEventsInput>): Promise<NumberedEvents> {
  demand(actor, 'run.read')
  const { id, after } = RunEventsInput.parse(input)
  const { from, events, status, more } = await inWorkspace(actor.workspaceId, (tx) => readJournal(tx, actor, id, after))
  return { events: events.map((event, at) => ({ seq: from + at, event })), status, more }
}
