'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { toast } from '@/components/ui/toast'
import type { JsonObject } from '@/flow/json'
import { DropZone } from '../files/drop-zone'
import { useStartWithFiles } from '../files/use-start-with-files'
import { useCan } from '../shell/session'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { useEditor, useScreen } from './context'
import { useDraftDiff } from './use-draft-changes'
import { useFilesOver } from './use-files-over'

/** Dropped on the canvas, files start the flow, and the canvas shows what happens. */
export function FileStart({ triggerNodeId }: { triggerNodeId: string }) {
  const { mayTest } = useEditor()
  const live = useLive()
  if (live === undefined || (live === null && !mayTest)) return null
  return <StartZone triggerNodeId={triggerNodeId} live={live} />
}

function StartZone({ triggerNodeId, live }: { triggerNodeId: string; live: number | null }) {
  const { flowId, draft, follow } = useEditor()
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const running = useScreen((state) => state.run !== null)
  const effects = useScreen((state) => state.effects)
  const start = useStartWithFiles(async (input: JsonObject) => {
    if (!live) await draft.allSaved()
    const { runId } = live
      ? await client.runs.start.mutate({ flowId, input })
      : await client.runs.test.mutate({ flowId, input, triggerNodeId, effects })
    const run = await client.runs.get.query({ id: runId })
    if (live && run.versionNumber !== live) {
      toast(`Version ${run.versionNumber} went live meanwhile: that is what runs.`)
      void queryClient.invalidateQueries(trpc.flows.get.queryFilter({ id: flowId }))
    }
    follow('run', run)
  })
  const over = useFilesOver((files) => start.isPending || start.mutate({ files }))
  if (running && !over && !start.isPending) return null
  return (
    <section aria-label="Start with files" className="absolute inset-x-16 bottom-3.5 z-10 mx-auto max-w-120 shadow-card">
      <DropZone
        title={start.isPending ? 'On its way…' : over ? 'Let go to start' : 'Drop files here to start'}
        hint={
          live
            ? `runs version ${live} for real`
            : effects === 'live'
              ? 'tests the draft for real'
              : 'tests the draft as it stands; nothing is sent'
        }
        busy={start.isPending}
        className="low:flex-row low:flex-wrap low:justify-center low:gap-x-2 low:px-4 low:py-2.5 low:[&>svg]:mb-0 low:[&>svg]:size-4"
        onFiles={(files) => start.mutate({ files })}
      />
    </section>
  )
}

/** The version that runs, when it is what is drawn and this person may run it. Undefined while that is not known: then nothing starts. */
function useLive(): number | null | undefined {
  const { flowId } = useEditor()
  const mayRun = useCan('run.start')
  const trpc = useTRPC()
  const { data } = useQuery(trpc.flows.get.queryOptions({ id: flowId }))
  const diff = useDraftDiff()
  if (!mayRun) return null
  if (!diff || !data) return undefined
  return !diff.isFirst && diff.changes.length === 0 ? (data.liveVersion?.number ?? null) : null
}
