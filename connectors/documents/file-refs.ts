import { z } from 'zod'
import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'

export const FileRefSchema = z.object({
  $file: z.object({ id: z.string(), name: z.string(), contentType: z.string(), size: z.number() }),
})

const MOST_FILES = 10

/** The files a mapping gave: one, or a list such as a mail's attachments. */
export function fileRefs(value: Json): FileRef[] {
  const items = Array.isArray(value) ? value : [value]
  const refs = items.flatMap((item) => {
    const ref = FileRefSchema.safeParse(item)
    return ref.success ? [ref.data] : []
  })
  if (refs.length === 0) {
    throw new NodeError('no_document', 'There is no file to read.', {
      retry: false,
      hint: 'Map a file here, or the list of a mail’s attachments. If the mail had none, ask the sender for the invoice.',
    })
  }
  if (refs.length > MOST_FILES) {
    throw new NodeError('too_many_documents', `There are ${refs.length} files; up to ${MOST_FILES} are read at a time.`, {
      retry: false,
      hint: 'Use a For each container to read them one by one.',
    })
  }
  return refs
}
