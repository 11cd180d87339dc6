import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import type { Actor } from '../actor'
import type { Call } from '../call'
import { rings } from '../live/rings'
import { stillHere } from '../live/still-here'
import { demand } from '../permissions'
import { type Counts, countsOf } from './counts'
import { type WhatIfRow, whatIfOf } from './what-if-of'

export const FollowWhatIfInput = z.strictObject({ id: z.uuid() })

export type WhatIfProgress = { status: WhatIfRow['status']; counts: Counts }

const REST_MS = 300

/** How far it is, as it goes on, until it is over or the caller gone. */
export async function followWhatIf(
  { actor }: Call,
  input: z.input<typeof FollowWhatIfInput>,
  signal: AbortSignal,
): Promise<AsyncGenerator<WhatIfProgress>> {
  demand(actor, 'run.read')
  const { id } = FollowWhatIfInput.parse(input)
  await inWorkspace(actor.workspaceId, (tx) => whatIfOf(tx, actor, id))
  return follow(actor, id, signal)
}

async function* follow(actor: Actor, id: string, signal: AbortSignal): AsyncGenerator<WhatIfProgress> {
  for await (const _ring of rings(`what-if:${id}`, signal, REST_MS)) {
    if (!(await stillHere(actor))) return
    const progress = await inWorkspace(actor.workspaceId, async (tx) => {
      const { status } = await whatIfOf(tx, actor, id)
      return { status, counts: await countsOf(tx, actor.workspaceId, id) }
    })
    yield progress
    if (progress.status !== 'running') return
  }
}
