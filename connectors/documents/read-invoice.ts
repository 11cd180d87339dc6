import { z } from 'zod'
import type { Capabilities } from '@/flow/define/capabilities'
import { defineAction } from '@/flow/define/define'
import type { OpenedDocument } from '@/flow/define/document'
import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import { Value } from '../value'
import { askModel } from './ask-model'
import { reasonsFromMemory } from './earlier-invoices'
import { readInvoiceExample } from './example'
import { fileRefs } from './file-refs'
import { type InvoiceReading, readInvoice } from './invoice/read-invoice'
import { FIELD_NAMES, type FieldName } from './invoice/reading'
import { judge } from './invoice/verdict'
import { InvoiceOutput } from './invoice-output'

export const readInvoiceAction = defineAction({
  id: 'read-invoice',
  version: 1,
  title: 'Read invoice',
  summary: 'Reads vendor, number, dates and amounts off an invoice, says how sure it is, and whether a person should look.',
  sentence: 'Read the invoice in {{file}}',
  keywords: [
    'invoice',
    'bill',
    'receipt',
    'pdf',
    'scan',
    'ocr',
    'extract',
    'document',
    'e-invoice',
    'zugferd',
    'factur-x',
    'xrechnung',
    'vendor',
    'total',
  ],
  icon: 'scan-text',
  effect: 'read',
  input: z.object({
    file: Value.meta({
      title: 'Document',
      description: 'A file, or a list of files: the invoice among them is read.',
      placeholder: 'Pick a file',
      files: true,
    }),
    currency: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^([A-Z]{3})?$/, 'Three letters, such as EUR.')
      .default('')
      .meta({ title: 'Currency', hint: 'where the document names none', placeholder: 'EUR', advanced: true }),
  }),
  output: InvoiceOutput,
  examples: [readInvoiceExample],
  async run({ input, use, idempotencyKey }) {
    const { file, document, found } = await readBest(use, fileRefs(input.file), input.currency || null)
    const { reading, judgement } = await withSecondOpinion(use, document, found)
    const isBill = judgement.verdict !== 'not an invoice'
    const remembered =
      use.memory && isBill ? await reasonsFromMemory(use.memory, reading.fields, { by: idempotencyKey, file: file.$file.name }) : []
    const values = Object.fromEntries(FIELD_NAMES.map((name) => [name, reading.fields[name]?.value ?? null])) as Record<
      FieldName,
      string | null
    >
    const output: InvoiceOutput = {
      ...values,
      lines: reading.lines,
      kindOfDocument: reading.kindOfDocument,
      verdict: remembered.length > 0 ? 'needs review' : judgement.verdict,
      reasons: [...judgement.reasons, ...remembered],
      fields: reading.fields,
      file,
    }
    return output
  },
})

type Candidate = { file: FileRef; document: OpenedDocument; found: InvoiceReading }

/** Of several files the one that most looks like an invoice; a file that can't be read matters only when all can't. */
async function readBest(use: Capabilities, files: readonly FileRef[], currency: string | null): Promise<Candidate> {
  const candidates: Candidate[] = []
  const failures: unknown[] = []
  for (const file of files) {
    try {
      const document = await use.documents.open(file)
      candidates.push({ file, document, found: readInvoice(document, { currency }) })
    } catch (error) {
      if (!(error instanceof NodeError) || error.retry) throw error
      failures.push(error)
    }
  }
  const [best] = candidates.sort((a, b) => rank(b) - rank(a))
  if (!best) throw failures[0]
  return best
}

/** A model is asked where a person would have to look. When it fails, the reading without it stands. */
async function withSecondOpinion({ model }: Capabilities, document: OpenedDocument, found: InvoiceReading): Promise<InvoiceReading> {
  const { reading, judgement, doubts } = found
  if (!model || reading.from === 'xml' || judgement.verdict !== 'needs review') return found
  try {
    const better = await askModel(model, document, reading)
    return { ...found, reading: better, judgement: judge(better, doubts) }
  } catch (error) {
    if (!(error instanceof NodeError)) throw error
    const reasons = [...judgement.reasons, `It was read without the model: ${error.message}`]
    return { ...found, judgement: { ...judgement, reasons } }
  }
}

function rank({ found: { reading, judgement } }: Candidate): number {
  const verdict = { clean: 20, 'needs review': 10, 'not an invoice': 0 }[judgement.verdict]
  const known = FIELD_NAMES.reduce((sum, name) => sum + (reading.fields[name]?.confidence ?? 0), 0)
  return verdict + (reading.from === 'xml' ? 5 : 0) + known / FIELD_NAMES.length
}
