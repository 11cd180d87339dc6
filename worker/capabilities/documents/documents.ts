import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Capabilities } from '@/flow/define/capabilities'
import type { OpenedDocument, Page, XmlElement } from '@/flow/define/document'
import { NodeError } from '@/flow/define/node-error'
import { expecting } from './expecting'
import type { ReadPdf } from './reader/read-pdf'
import { type Lane, openLane } from './readers'
import { renderDocument } from './render-document'
import { type Kind, sniff } from './sniff'

export type DocumentReaders = {
  /** The hands of one step: its files, its abort signal. */
  forStep(step: { files: Capabilities['files']; signal: AbortSignal }): Capabilities['documents']
  close(): Promise<void>
}

type Lanes = { reading: Lane; recognising: Lane }

const LARGEST = 30_000_000
/** Recognition takes seconds a page; a longer scan is read at its ends. */
const MOST_PICTURES = 4

/** Two lanes, so that a digital invoice never waits behind a scan. */
export function openDocuments(): DocumentReaders {
  const lanes: Lanes = {
    reading: openLane({ tasks: 'reading', processes: 2, deadlineMs: 10_000, memoryBytes: 350_000_000 }),
    recognising: openLane({
      tasks: 'recognising',
      processes: availableParallelism() > 3 ? 2 : 1,
      deadlineMs: 90_000,
      memoryBytes: 700_000_000,
    }),
  }
  return {
    forStep: ({ files, signal }) => ({
      open: async (file) => openDocument(lanes, await files.read(file), file.$file.name, signal),
      xml: (text) => readXml(lanes.reading, text, signal),
      render: (file) => renderDocument(lanes.reading, files, file, signal),
    }),
    close: async () => {
      await Promise.all([lanes.reading.close(), lanes.recognising.close()])
    },
  }
}

async function readXml(lane: Lane, text: string, signal: AbortSignal): Promise<XmlElement> {
  // What it says of its encoding was true of its bytes; this is text.
  const bytes = new TextEncoder().encode(text.replace(/^\s*<\?xml[^<>]{0,200}\?>/, ''))
  if (bytes.length > LARGEST) throw tooLarge(bytes.length)
  return expecting('xml', await lane.ask({ task: 'read-xml', bytes }, signal)).xml
}

async function openDocument(lanes: Lanes, bytes: Uint8Array, name: string, signal: AbortSignal): Promise<OpenedDocument> {
  if (bytes.length > LARGEST) throw tooLarge(bytes.length)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const empty = { sha256, pageCount: 0, pages: [], xml: [], notes: [] }
  const kind = sniff(bytes)
  switch (kind) {
    case 'pdf': {
      const { pdf } = expecting('pdf', await lanes.reading.ask({ task: 'read-pdf', bytes }, signal))
      const { pictures, ...read } = await withPictures(lanes, bytes, pdf, signal)
      return { ...empty, kind: 'pdf', ...read }
    }
    case 'image': {
      const { pages } = expecting('pages', await lanes.recognising.ask({ task: 'recognise', bytes, of: { kind: 'image' } }, signal))
      return { ...empty, kind: 'image', pageCount: pages.length, pages }
    }
    case 'xml': {
      const { xml } = expecting('xml', await lanes.reading.ask({ task: 'read-xml', bytes }, signal))
      return { ...empty, kind: 'xml', xml: [{ name, root: xml }] }
    }
    case 'text': {
      const { page } = expecting('page', await lanes.reading.ask({ task: 'read-text', bytes }, signal))
      return { ...empty, kind: 'text', pageCount: 1, pages: [page] }
    }
    default:
      return { ...empty, kind: 'unsupported', notes: [{ code: 'unsupported', message: UNSUPPORTED[kind] }] }
  }
}

const UNSUPPORTED: Record<Exclude<Kind, 'pdf' | 'image' | 'xml' | 'text'>, string> = {
  archive: 'The file is a packed archive. Unpack it and send what is inside.',
  office: 'The file is an office document. Save it as PDF and send that.',
  empty: 'The file is empty. Ask the sender to send it again.',
  unknown: 'The file is none of the kinds that can be read: PDF, picture, XML or text.',
}

/** Pages that are pictures are recognised, and take the place of what little text they had. */
async function withPictures(lanes: Lanes, bytes: Uint8Array, pdf: ReadPdf, signal: AbortSignal): Promise<ReadPdf> {
  const pictures =
    pdf.pictures.length > MOST_PICTURES ? [...pdf.pictures.slice(0, MOST_PICTURES - 1), ...pdf.pictures.slice(-1)] : pdf.pictures
  if (pictures.length === 0) return pdf
  const job = { task: 'recognise', bytes, of: { kind: 'pdf', pages: pictures } } as const
  const { pages } = expecting('pages', await lanes.recognising.ask(job, signal))
  const recognised = new Map<number, Page>(pages.map((page) => [page.number, page]))
  const left = pdf.pictures.length - pictures.length
  const note = { code: 'pages-left-out' as const, message: `${left} scanned pages were not read: only the first three and the last are.` }
  return { ...pdf, pages: pdf.pages.map((page) => recognised.get(page.number) ?? page), notes: left > 0 ? [...pdf.notes, note] : pdf.notes }
}

function tooLarge(size: number): NodeError {
  return new NodeError('document_too_large', `The file has ${Math.round(size / 1_000_000)} MB; ${LARGEST / 1_000_000} MB can be read.`, {
    retry: false,
    hint: 'Ask the sender for a smaller file.',
  })
}
