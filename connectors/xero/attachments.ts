import { z } from 'zod'
import { type FileRef, FileRefSchema } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { understood, type Xero } from './api'

/** Xero keeps no more on one bill. */
const MOST_FILES = 10

const ENDINGS: Record<string, string> = {
  'application/pdf': 'pdf',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/tiff': 'tif',
}

/** Xero refused the file itself: another attempt would be refused as well. */
const REFUSED = ['xero_400', 'xero_413', 'xero_415']

const AttachmentsSchema = z.object({ Attachments: z.array(z.object({ FileName: z.string() })) })

export type Attached = { attachments: string[]; notes: string[] }

/** One file, a list of files, or nothing. */
export function filesToAttach(value: Json): FileRef[] {
  if (value === null || value === '') return []
  const files = z.array(FileRefSchema).safeParse(Array.isArray(value) ? value.flat() : [value])
  if (files.success) return files.data
  throw new NodeError('xero_attachment', 'An attachment is not a file.', {
    retry: false,
    hint: 'Pick a file that an earlier step made, such as the one that “Read invoice” read.',
  })
}

/**
 * Adds what is not on the bill yet, so that a repeat goes on where the attempt before it stopped. A file that Xero refuses
 * is said and left out: the bill itself is in Xero by now.
 */
export async function attach(xero: Xero, billId: string, files: readonly FileRef[], { key, isNew }: { key: string; isNew: boolean }) {
  const attached: Attached = { attachments: [], notes: [] }
  if (files.length === 0) return attached
  const there = isNew ? [] : await attachedTo(xero, billId)
  for (const [at, { name, file }] of named(files).entries()) {
    if (at >= MOST_FILES) {
      attached.notes.push(`“${name}” is not on the bill: Xero takes ${MOST_FILES} files.`)
      continue
    }
    try {
      const path = `/Invoices/${billId}/Attachments/${encodeURIComponent(name)}`
      if (!there.includes(name)) await xero.send({ method: 'PUT', path, file, key: `${key}-file-${at}` })
      attached.attachments.push(name)
    } catch (error) {
      if (!(error instanceof NodeError) || !REFUSED.includes(error.code)) throw error
      attached.notes.push(`“${name}” is not on the bill. ${error.message}`)
    }
  }
  return attached
}

async function attachedTo(xero: Xero, billId: string): Promise<string[]> {
  const body = await xero.send({ method: 'GET', path: `/Invoices/${billId}/Attachments` })
  return understood(AttachmentsSchema, body).Attachments.map(({ FileName }) => FileName)
}

/** Xero goes by the name: it needs its ending, and each name once on a bill. The same files get the same names every time. */
function named(files: readonly FileRef[]): { name: string; file: FileRef }[] {
  const taken = new Set<string>()
  return files.map((file) => {
    const { name: own, contentType } = file.$file
    const clean = own.replace(/[\p{Cc}<>:"/\\|?*]+/gu, '_').trim() || 'file'
    const ending = ENDINGS[contentType.split(';')[0]?.trim() ?? '']
    const whole = /\.\w{2,5}$/.test(clean) || ending === undefined ? clean : `${clean}.${ending}`
    const [, stem = whole, tail = ''] = /^(.*?)(\.\w{2,5})?$/u.exec(whole) ?? []
    // A cut may have halved a character, and no address can hold half of one.
    const short = stem.slice(0, 200).replace(/\p{Surrogate}/gu, '')
    let name = `${short}${tail}`
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${short} (${count})${tail}`
    taken.add(name.toLowerCase())
    return { name, file }
  })
}
