import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { fillGaps } from '@/flow/exchange/fill-gaps'
import { type Gap, gapsIn } from '@/flow/exchange/gaps'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { folderOf } from '../folders/folder-of'
import { NameSchema } from '../names'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { addFlow } from './add-flow'
import { namedHere } from './named-here'
import { fileIn, ReadImportInput } from './read-import'

export const ImportFlowInput = ReadImportInput.extend({
  name: NameSchema,
  folderId: z.uuid().nullish(),
  /** What was chosen here, by the id that the file has. */
  answers: z.record(z.string().max(200), z.string().max(200)).default({}),
})

/** A flow from elsewhere as a new draft. What is not here and was not chosen is taken out of its steps, which the checks then say. */
export async function importFlow({ actor }: Call, input: z.input<typeof ImportFlowInput>): Promise<{ id: string }> {
  demand(actor, 'flow.write')
  const { text, name, folderId, answers } = ImportFlowInput.parse(input)
  const file = fileIn(text)
  return inWorkspace(actor.workspaceId, async (tx) => {
    if (folderId) await folderOf(tx, actor, folderId)
    const gaps = gapsIn(file, manifest, await namedHere(tx, actor))
    const graph = fillGaps(file.graph, gaps, offered(gaps, new Map(Object.entries(answers))), manifest)
    const id = await addFlow(tx, actor, { name, folderId: folderId ?? null, graph })
    await record(tx, actor, 'flow.imported', { type: 'flow', id }, { name, steps: graph.nodes.length })
    return { id }
  })
}

/** Only what was offered can be chosen: nothing of another workspace, no account of another app. */
function offered(gaps: readonly Gap[], answers: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  for (const [id, chosen] of answers) {
    const gap = gaps.find((each) => each.id === id)
    if (!gap?.choices.some((choice) => choice.id === chosen)) {
      throw new ServiceError('invalid', 'What was chosen is not there any more. Choose again.')
    }
  }
  return answers
}
