import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const TruthSchema = z.object({
  file: z.string(),
  kind: z.string(),
  vendor_any: z.array(z.string()).default([]),
  invoice_number: z.string().nullish(),
  currency: z.string().nullish(),
  total: z.string().nullish(),
  invoice_date: z.string().nullish(),
  due_date: z.string().nullish(),
  net: z.string().nullish(),
  tax: z.string().nullish(),
  amount_due: z.string().nullish(),
  visible: z.record(z.string(), z.boolean().nullable()).optional(),
  expect: z.string().optional(),
  note: z.string().optional(),
})

export type Truth = z.output<typeof TruthSchema>

export function readTruth(folder: string): Truth[] {
  const file = path.join(folder, 'truth.jsonl')
  if (!existsSync(file)) throw new Error(`There is no truth.jsonl in ${folder}. Name the folder with --data.`)
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
  return lines.map((line) => TruthSchema.parse(JSON.parse(line)))
}
