import { type FileRef, FileRefSchema, LARGEST_UPLOAD } from '@/flow/define/file-ref'
import { PlainError } from '../trpc/error-of'

/** Hands a file to the workspace and gives the reference that flows work with. */
export async function uploadFile(workspace: string, file: File, signal?: AbortSignal): Promise<FileRef> {
  if (file.size > LARGEST_UPLOAD) throw new PlainError(`“${file.name}” is larger than 25 MB. Choose a smaller file.`)
  const response = await fetch(`/api/files/${workspace}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': file.type || 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) },
    signal,
  }).catch(() => null)
  if (!response) throw new PlainError('The file did not get through. Check the connection and try again.')
  const answer: { file?: unknown; error?: unknown } = await response.json().catch(() => ({}))
  const kept = FileRefSchema.safeParse(answer.file)
  if (response.ok && kept.success) return kept.data
  throw new PlainError(typeof answer.error === 'string' ? answer.error : 'The file could not be kept. Try again.')
}
