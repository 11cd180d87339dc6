'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleCheck, Minus, PenLine, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { toast } from 'sonner'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DialogContent, DialogRoot } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { TriedLine } from '../what-if/tried-line'
import type { Change } from './changes'
import { useEditor, useScreen } from './context'
import { ProblemList, useAllProblems } from './problems'
import { PinnedLine } from './testing/pinned-line'
import { useDraftChanges } from './use-draft-changes'

/** Publishing is deliberate: what is wrong, what changes against what is live, and a note for later. */
export function PublishDialog() {
  const { screen } = useEditor()
  const open = useScreen((state) => state.dialog === 'publish')
  return (
    <DialogRoot open={open} onOpenChange={(next) => screen.setState({ dialog: next ? 'publish' : null })}>
      {open && <PublishForm onClose={() => screen.setState({ dialog: null })} />}
    </DialogRoot>
  )
}

function PublishForm({ onClose }: { onClose: () => void }) {
  const { flowId, workspace, draft, screen } = useEditor()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const problems = useAllProblems()
  const changes = useDraftChanges()
  const [note, setNote] = useState('')
  const errors = problems.filter(({ severity }) => severity === 'error')
  const publish = useMutation(
    trpc.versions.publish.mutationOptions({
      onSuccess: async ({ number }) => {
        onClose()
        const waiting = await queryClient.fetchQuery(trpc.versions.waiting.queryOptions({ flowId }))
        toast.success(
          `Version ${number} is live`,
          waiting.length > 0 ? stillOnOlder(waiting, () => screen.setState({ dialog: 'versions' })) : {},
        )
        await Promise.all([
          queryClient.invalidateQueries(trpc.flows.pathFilter()),
          queryClient.invalidateQueries(trpc.versions.pathFilter()),
        ])
      },
    }),
  )
  const submit = async () => {
    await draft.settled()
    publish.mutate({ flowId, note: note.trim() })
  }
  const nothingNew = changes !== null && changes.length === 0

  return (
    <DialogContent
      title="Publish"
      description="New runs use this version from now on. Runs that are going on finish with theirs."
      width="md"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" disabled={errors.length > 0} loading={publish.isPending} onClick={() => void submit()}>
            {nothingNew ? 'Publish again' : 'Publish'}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (errors.length === 0) void submit()
        }}
      >
        <Section title={errors.length > 0 ? 'Mend these first' : problems.length > 0 ? 'Worth a look' : 'Checks'}>
          {problems.length > 0 ? (
            <div className="-mx-2">
              <ProblemList problems={problems} onChoose={onClose} />
            </div>
          ) : (
            <p className="flex items-center gap-2 text-ink-2 text-sm">
              <CircleCheck className="size-4 text-ok" strokeWidth={1.75} aria-hidden />
              Nothing to mend.
            </p>
          )}
        </Section>
        <PinnedLine />
        <Section title="On past runs">
          <TriedLine flowId={flowId} workspace={workspace} settled={draft.settled} />
        </Section>
        <Section title="What changes">
          {changes === null ? (
            <p className="text-ink-2 text-sm">This is the first version.</p>
          ) : nothingNew ? (
            <p className="text-ink-2 text-sm">Nothing differs from what is live.</p>
          ) : (
            <ul className="flex flex-col gap-1">
              {changes.map((change) => (
                <ChangeRow key={`${change.kind}${change.nodeId}`} change={change} />
              ))}
            </ul>
          )}
        </Section>
        <Field label="Note" hint="optional" error={publish.isError ? errorMessage(publish.error) : null}>
          {(control) => (
            <Textarea
              {...control}
              value={note}
              maxLength={2_000}
              placeholder="What is new in this version"
              onChange={(event) => setNote(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && errors.length === 0) void submit()
              }}
            />
          )}
        </Field>
      </form>
    </DialogContent>
  )
}

function stillOnOlder(waiting: readonly { count: number }[], look: () => void) {
  const count = waiting.reduce((sum, version) => sum + version.count, 0)
  return {
    description: count === 1 ? 'One run waits on an older version.' : `${count} runs wait on older versions.`,
    action: { label: 'Look', onClick: look },
    duration: 12_000,
  }
}

const CHANGE = {
  added: { icon: Plus, tone: 'ok', words: 'added' },
  removed: { icon: Minus, tone: 'bad', words: 'removed' },
  changed: { icon: PenLine, tone: 'brand', words: 'changed' },
} as const

function ChangeRow({ change }: { change: Change }) {
  const { icon: Icon, tone, words } = CHANGE[change.kind]
  return (
    <li className="flex items-baseline gap-2 text-sm">
      <Badge tone={tone} className="w-20 justify-center">
        <Icon aria-hidden />
        {words}
      </Badge>
      <span className="font-medium">{change.label}</span>
      {change.what && <span className="min-w-0 truncate text-ink-3">{change.what}</span>}
    </li>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 font-medium text-sm">{title}</h3>
      {children}
    </section>
  )
}
