import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { InvoiceOutput } from '@/connectors/documents/invoice-output'
import { readInvoiceAction } from '@/connectors/documents/read-invoice'
import type { Capabilities } from '@/flow/define/capabilities'
import type { OpenedDocument, Page } from '@/flow/define/document'
import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import type { JsonObject } from '@/flow/json'
import { openDocuments } from '@/worker/capabilities/documents/documents'

export type Run = { output: InvoiceOutput | null; failure: string | null; pages: number; seconds: number; document: OpenedDocument | null }

/** The node's own code over the worker's own capability; only the files come from a folder. */
export function openReader(folder: string, options: { perfectOcr: boolean }) {
  const readers = openDocuments()
  const files: Capabilities['files'] = {
    read: async (ref) => readFileSync(path.join(folder, ref.$file.id)),
    write: () => refuse(),
  }
  const real = readers.forStep({ files, signal: new AbortController().signal })
  const opened = new Map<string, Promise<OpenedDocument>>()

  async function open(file: FileRef): Promise<OpenedDocument> {
    const transcript = path.join(folder, 'receipts-box', `${path.basename(file.$file.id, path.extname(file.$file.id))}.csv`)
    if (options.perfectOcr && existsSync(transcript)) return transcribed(readFileSync(transcript, 'utf8'))
    const known = opened.get(file.$file.id)
    if (known) return known
    const opening = real.open(file)
    opened.set(file.$file.id, opening)
    return opening
  }

  async function read(file: string, withXml: boolean): Promise<Run> {
    let document: OpenedDocument | null = null
    const documents: Capabilities['documents'] = {
      open: async (ref) => {
        const whole = await open(ref)
        document = withXml ? whole : { ...whole, xml: [] }
        return document
      },
      xml: refuse,
      render: async () => [],
    }
    if (readInvoiceAction.kind !== 'action') throw new Error('documents.read-invoice is no action')
    const ref: FileRef = { $file: { id: file, name: path.basename(file), contentType: '', size: 0 } }
    const startedAt = performance.now()
    const seconds = () => (performance.now() - startedAt) / 1_000
    const pages = () => (document as OpenedDocument | null)?.pages.length ?? 0
    try {
      const output = await readInvoiceAction.run({
        input: readInvoiceAction.input.parse({ file: ref }) as JsonObject,
        use: {
          documents,
          files,
          memory: null,
          state: null,
          model: null,
          mail: { send: refuse, verify: refuse },
          http: { send: refuse },
          reply: { send: refuse },
          compute: { javascript: refuse, jsonata: refuse },
          callbacks: { link: refuse, find: refuse },
          flows: { call: refuse },
          clock: { now: () => new Date(), zone: 'UTC' },
        },
        connection: null,
        idempotencyKey: `eval/${file}`,
        attempt: 1,
        signal: new AbortController().signal,
      })
      return { output: InvoiceOutput.parse(output), failure: null, pages: pages(), seconds: seconds(), document }
    } catch (error) {
      if (!(error instanceof NodeError)) throw error
      return { output: null, failure: `${error.code}: ${error.message}`, pages: pages(), seconds: seconds(), document }
    }
  }

  return { read, close: () => readers.close() }
}

function refuse(): never {
  throw new Error('Reading an invoice needs nothing but its file')
}

/** A person's transcription with boxes, in place of recognition: what is wrong then is the reading's fault. */
function transcribed(csv: string): OpenedDocument {
  const rows = csv.split(/\r?\n/).flatMap((line) => {
    const parts = line.split(',')
    const [x0 = 0, y0 = 0, , , x1 = 0, y1 = 0] = parts.slice(0, 8).map(Number)
    const text = parts.slice(8).join(',').trim()
    return text === '' ? [] : [{ x0, y0, x1, y1, text }]
  })
  const width = Math.max(...rows.map(({ x1 }) => x1)) + 20
  const height = Math.max(...rows.map(({ y1 }) => y1)) + 20
  const words = rows.flatMap(({ x0, y0, x1, y1, text }) => {
    const letter = (x1 - x0) / text.length
    return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
      text: word,
      confidence: 1,
      box: [(x0 + index * letter) / width, y0 / height, (x0 + (index + word.length) * letter) / width, y1 / height] as [
        number,
        number,
        number,
        number,
      ],
    }))
  })
  const page: Page = { number: 1, width, height, source: 'ocr', words }
  return { kind: 'image', sha256: '', pageCount: 1, pages: [page], xml: [], notes: [] }
}
