import { z } from 'zod'
import { type KeptFile, readFile } from '../../blobs/read-file'
import { type Call, notFound } from '../call'
import { demand } from '../permissions'

export const DownloadFileInput = z.strictObject({ id: z.uuid() })

/** A file that runs of the workspace read or made. */
export async function downloadFile({ actor }: Call, input: z.input<typeof DownloadFileInput>): Promise<KeptFile> {
  demand(actor, 'run.read')
  const { id } = DownloadFileInput.parse(input)
  const file = await readFile(actor.workspaceId, id)
  if (!file) throw notFound('file')
  return file
}
