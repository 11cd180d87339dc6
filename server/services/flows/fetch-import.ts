import { z } from 'zod'
import { askWorker } from '../asks/ask-worker'
import type { Call } from '../call'
import { demand } from '../permissions'
import { fileIn } from './read-import'

export const FetchImportInput = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'Give the whole address, from https:// on.' }).max(2_000),
})

/** The text of a flow at an address. A worker fetches it, through the guard that all calls pass; what is no flow is not handed on. */
export async function fetchImport({ actor }: Call, input: z.input<typeof FetchImportInput>): Promise<{ text: string }> {
  demand(actor, 'flow.write')
  const { url } = FetchImportInput.parse(input)
  const { text } = await askWorker(actor.workspaceId, 'flow.fetch', { url })
  fileIn(text)
  return { text }
}
