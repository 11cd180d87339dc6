import { isJsonObject, type Json } from '@/flow/json'

/** A file as data knows it (flow/define/file-ref.ts). */
export type FileInData = { id: string; name: string; contentType: string; size: number }

/** The file that a value stands for. Asked of every line of a tree: it looks at four fields and copies nothing else. */
export function fileIn(value: Json | undefined): FileInData | null {
  if (!isJsonObject(value) || !isJsonObject(value.$file)) return null
  const { id, name, contentType, size } = value.$file
  const isFile = typeof id === 'string' && typeof name === 'string' && typeof contentType === 'string' && typeof size === 'number'
  return isFile ? { id, name, contentType, size } : null
}

/** How the engine keeps what is too large for a journal (server/blobs/large-value.ts): it looks like a file, and is data. */
const LARGE_VALUE_TYPE = 'application/vnd.kaos.value+json'

/** Data that lies beside the journal, so that nobody sees what is in it here. */
export function isLargeValue({ contentType }: FileInData): boolean {
  return contentType === LARGE_VALUE_TYPE
}
