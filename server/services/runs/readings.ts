import { z } from 'zod'
import { EvidenceSchema } from '@/flow/define/approval'
import { type FileRef, FileRefSchema } from '@/flow/define/file-ref'
import type { RunEvent } from '@/flow/engine/events'

/** What a step that reads documents gives: values with how sure it is and where each stands. */
const ReadOutputSchema = z.object({
  file: FileRefSchema,
  verdict: z.string().optional(),
  fields: z.record(z.string(), z.object({ value: z.string(), confidence: z.number(), evidence: EvidenceSchema }).nullable()),
})

export type Reading = {
  step: string
  label: string
  file: FileRef
  verdict: string | null
  fields: { key: string; value: string; confidence: number; evidence: z.infer<typeof EvidenceSchema> }[]
}

const MOST = 50

export function readingsIn(events: readonly RunEvent[], labelOf: (step: string) => string): Reading[] {
  const readings: Reading[] = []
  for (const event of events) {
    if (event.type !== 'step.completed' || readings.length >= MOST) continue
    const read = ReadOutputSchema.safeParse(event.output)
    if (!read.success) continue
    const { file, verdict = null, fields } = read.data
    const found = Object.entries(fields).flatMap(([key, field]) => (field ? [{ key, ...field }] : []))
    readings.push({ step: event.step, label: labelOf(event.step), file, verdict, fields: found })
  }
  return readings
}
