import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { type FlowFile, readFlowFile } from '@/flow/exchange/flow-file'
import { type Gap, gapsIn } from '@/flow/exchange/gaps'
import { LARGEST_FLOW_FILE } from '@/flow/exchange/largest'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { namedHere } from './named-here'

export const ReadImportInput = z.strictObject({
  text: z.string().min(1, 'There is nothing to import yet.').max(LARGEST_FLOW_FILE, 'This is too large for a flow.'),
})

export type ImportReport = { name: string; steps: number; notes: number; gaps: Gap[]; leftOut: string[] }

/** What a flow from elsewhere would bring, and what it uses that is not here. Nothing is changed, nothing is run. */
export async function readImport({ actor }: Call, input: z.input<typeof ReadImportInput>): Promise<ImportReport> {
  demand(actor, 'flow.write')
  const file = fileIn(ReadImportInput.parse(input).text)
  const gaps = await inWorkspace(actor.workspaceId, async (tx) => gapsIn(file, manifest, await namedHere(tx, actor)))
  return { name: file.name, steps: file.graph.nodes.length, notes: file.graph.notes.length, gaps, leftOut: file.leftOut }
}

/** @throws ServiceError `invalid` with what is wrong with it, in words */
export function fileIn(text: string): FlowFile {
  const read = readFlowFile(text)
  if (!read.ok) throw new ServiceError('invalid', `${read.message} ${read.hint}`)
  return read.file
}
