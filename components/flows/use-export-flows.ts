'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { download } from '../exchange/download'
import { fileNameOf } from '../exchange/file-name'
import { zip } from '../exchange/zip'
import { useTRPCClient } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import type { Outputs } from '../trpc/types'
import type { FlowsDone } from './flows-done-in-words'

type Exported = Outputs['flows']['exportMany']

/** As many as the server takes at once (server/services/flows/export-many.ts). */
const AT_ONCE = 20

/**
 * Flows as files in one archive, fetched a few at a time. `exporting`: how far that is, in words, while it goes on. `thinned`: those of which
 * something was taken out, such as keys that were typed into a step.
 */
export function useExportFlows(onDone: (done: FlowsDone, thinned: string[]) => void) {
  const api = useTRPCClient()
  const [soFar, setSoFar] = useState<number | null>(null)
  const { mutate, variables } = useMutation({
    mutationFn: async (ids: readonly string[]): Promise<Exported> => {
      const all: Exported = { files: [], left: [] }
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        setSoFar(from)
        const some = await api.flows.exportMany.mutate({ ids: ids.slice(from, from + AT_ONCE) })
        all.files.push(...some.files)
        all.left.push(...some.left)
      }
      return all
    },
    onSuccess: async ({ files, left }) => {
      await save(files)
      const thinned = files.filter(({ file }) => file.leftOut.length > 0)
      onDone({ done: idsOf(files), left }, idsOf(thinned))
    },
    onError: sayFailure,
    onSettled: () => setSoFar(null),
  })
  const exporting = soFar === null ? null : `Exporting ${soFar.toLocaleString()} of ${(variables?.length ?? 0).toLocaleString()}…`
  return { exporting, exportFlows: (ids: readonly string[]) => soFar === null && mutate(ids) }
}

const idsOf = (files: Exported['files']) => files.map(({ id }) => id)

async function save(files: Exported['files']) {
  const texts = namedOnce(files.map(({ name, file }) => ({ name: fileNameOf(name), text: `${JSON.stringify(file, null, 2)}\n` })))
  const [only] = texts
  if (only && texts.length === 1) download(only.name, new Blob([only.text], { type: 'application/json' }))
  else download(`${texts.length} flows.zip`, await zip(texts, new Date()))
}

/** Flows of the same name: `Bills.kaos.json`, `Bills-2.kaos.json`. */
function namedOnce(files: readonly { name: string; text: string }[]): { name: string; text: string }[] {
  const taken = new Set<string>()
  return files.map(({ name, text }) => {
    let free = name
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = name.replace('.', `-${number}.`)
    taken.add(free.toLowerCase())
    return { name: free, text }
  })
}
