import type { FileRef } from '@/flow/define/file-ref'
import type { Json } from '@/flow/json'
import { LARGE_VALUE_TYPE, LARGEST_INLINE } from '../../blobs/large-value'
import type { WholeFile } from '../../blobs/write-file'

/** What a run starts with, as the text that is stored; a large one is kept as a file and stored as its reference. */
export async function inputText(input: Json, keep: (file: WholeFile) => Promise<FileRef>): Promise<string> {
  const text = JSON.stringify(input)
  if (text.length <= LARGEST_INLINE) return text
  return JSON.stringify(await keep({ name: 'input.json', contentType: LARGE_VALUE_TYPE, bytes: Buffer.from(text) }))
}
