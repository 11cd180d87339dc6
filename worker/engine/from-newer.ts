import { type RunEvent, RunEventSchema } from '@/flow/engine/events'

/** Until somebody looks again whether a newer worker is there: rolling restarts take a few of these. */
export const LOOK_AGAIN_MS = 10_000

const KNOWN: ReadonlySet<string> = new Set(RunEventSchema.options.map(({ shape }) => shape.type.value))

/** A newer KAOS wrote what this one has no word for: whoever goes on without it may do something twice, or leave it out. */
export function isFromNewer(events: readonly RunEvent[]): boolean {
  return events.some(({ type }) => !KNOWN.has(type))
}
