'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { useCan, useSession } from '../shell/session'
import { zoneHere } from '../time-zones/zones'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { Button } from '../ui/button'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { useOneAtATime } from '../ui/use-one-at-a-time'
import { StepTiles } from './step-tiles'
import type { Template } from './types'

/** What a template does, step by step, and one button that makes it one's own. */
export function TemplateDialog({ template, onClose }: { template: Template | null; onClose: () => void }) {
  return (
    <DialogRoot open={template !== null} onOpenChange={(open) => !open && onClose()}>
      {template && <TemplateStory template={template} />}
    </DialogRoot>
  )
}

function TemplateStory({ template }: { template: Template }) {
  const mayWrite = useCan('flow.write')
  const trpc = useTRPC()
  const use = useTemplateHere()
  const takeIt = useOneAtATime({ mutationKey: trpc.templates.use.mutationOptions().mutationKey, mutate: use.mutate })
  return (
    <DialogContent
      title={template.title}
      description={template.summary}
      width="md"
      footer={
        <Button
          variant="primary"
          disabled={!mayWrite}
          loading={use.isPending || use.isSuccess}
          onClick={() => takeIt({ id: template.id, timeZone: zoneHere() })}
        >
          Use this template
        </Button>
      }
    >
      <div className="flex justify-center rounded-md border bg-canvas px-4 py-6">
        <StepTiles types={template.types} />
      </div>
      <ol className="mt-4 flex flex-col gap-2.5">
        {template.story.map((line, index) => (
          <li key={line} className="flex items-start gap-3 text-md">
            <span className="flex size-5 shrink-0 items-center justify-center rounded-full bg-sunken font-medium text-ink-2 text-xs tabular-nums">
              {index + 1}
            </span>
            {line}
          </li>
        ))}
      </ol>
      {!mayWrite && (
        <p className="mt-4 text-ink-2 text-sm">Your role does not allow drawing flows. Ask an owner or admin of the workspace.</p>
      )}
    </DialogContent>
  )
}

function useTemplateHere() {
  const trpc = useTRPC()
  const go = useGo()
  const queryClient = useQueryClient()
  const { slug } = useSession().workspace
  return useMutation(
    trpc.templates.use.mutationOptions({
      onSuccess: ({ flowId }) => {
        void queryClient.invalidateQueries(trpc.flows.list.pathFilter())
        go(hrefOf(slug, `/flows/${flowId}`))
      },
      onError: sayFailure,
    }),
  )
}
