import { z } from 'zod'
import { type RunEvent, RunEventSchema, StepCompletedSchema } from './events'

/** Began and ended in one breath, `took` milliseconds apart. */
const StepDoneSchema = StepCompletedSchema.extend({ type: z.literal('step.done'), took: z.number().int().min(0) })

/**
 * What stands in a journal. A step that is done on the spot is one entry there, and two events for whoever reads it: that it
 * started, and that it completed. Events are counted as they are told, so the number of one has nothing to do with how it is kept.
 */
export const JournalEntrySchema = z.union([RunEventSchema, StepDoneSchema])

export type JournalEntry = z.infer<typeof JournalEntrySchema>

export function eventsOf(entries: readonly JournalEntry[]): RunEvent[] {
  const events: RunEvent[] = []
  for (const entry of entries) {
    if (entry.type === 'step.done') events.push(...told(entry))
    else events.push(entry)
  }
  return events
}

function told({ took, ...done }: z.infer<typeof StepDoneSchema>): [RunEvent, RunEvent] {
  const { at, step, attempt } = done
  return [
    { type: 'step.started', at: at - took, step, attempt },
    { ...done, type: 'step.completed' },
  ]
}
