'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { DialogContent, DialogRoot } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Skeleton } from '@/components/ui/skeleton'
import { Textarea } from '@/components/ui/textarea'
import { useEditor, useScreen } from '../editor/context'
import { ProblemList } from '../editor/problem-list'
import { PinnedLine } from '../editor/testing/pinned-line'
import { useAllProblems } from '../editor/use-all-problems'
import { useDraftDiff, useLiveVersion } from '../editor/use-draft-changes'
import { useSession } from '../shell/session'
import { errorMessage } from '../trpc/error-of'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { TriedLine } from '../what-if/tried-line'
import { ChangeList } from './change-list'
import { type Contributor, othersIn } from './contributors'
import { GraphView } from './graph-view'
import { SeenByMe, seenKey } from './seen-by-me'
import { useContributions } from './use-contributions'

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
  const { me } = useSession()
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const problems = useAllProblems()
  const checked = useScreen((state) => state.checked)
  const diff = useDraftDiff()
  const { live } = useLiveVersion()
  const contributions = useContributions()
  const [note, setNote] = useState('')
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const errors = problems.filter(({ severity }) => severity === 'error')
  const others = useMemo(
    () => (diff && contributions.data ? othersIn(contributions.data, diff.changes, me.user.id) : []),
    [diff, contributions.data, me.user.id],
  )
  const unseen = others.filter((person) => !seen.has(seenKey(person)))
  const publish = useMutation({
    mutationFn: async (what: { note: string; seen: number }) => {
      await draft.allSaved()
      return client.versions.publish.mutate({ flowId, ...what })
    },
    onSuccess: async ({ number }) => {
      onClose()
      for (const filter of [trpc.flows.pathFilter(), trpc.versions.pathFilter()]) void queryClient.invalidateQueries(filter)
      // That it is live is said also where nobody can say what waits.
      const waiting = await client.versions.waiting.query({ flowId }).catch(() => [])
      toast.success(
        `Version ${number} is live`,
        waiting.length > 0 ? stillOnOlder(waiting, () => screen.setState({ dialog: 'versions' })) : {},
      )
    },
    onError: () => void contributions.refetch(),
  })
  // Before it is known what changes, nobody can have seen it.
  const blocked = errors.length > 0 || unseen.length > 0 || contributions.data === undefined || diff === null
  const submit = () => {
    // By its keys it may be pressed again while it is on its way.
    if (!blocked && !publish.isPending) publish.mutate({ note: note.trim(), seen: contributions.data.seq })
  }
  const nothingNew = diff !== null && !diff.isFirst && diff.changes.length === 0

  return (
    <DialogContent
      title="Publish"
      description="New runs use this version from now on. Runs that are going on finish with theirs."
      className="top-[6vh] max-h-[88vh] max-w-280"
      footer={
        <>
          {unseen.length > 0 && errors.length === 0 && <p className="mr-auto self-center text-ink-2 text-sm">{namesOf(unseen)}</p>}
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" disabled={blocked} loading={publish.isPending} onClick={submit}>
            {nothingNew ? 'Publish again' : 'Publish'}
          </Button>
        </>
      }
    >
      <div className="flex gap-5 max-md:flex-col">
        {diff && !nothingNew && (
          <div className="sticky top-0 h-[62vh] min-w-0 flex-1 overflow-hidden rounded-md border max-md:static max-md:h-64 max-md:flex-none">
            <GraphView graph={diff.after} before={diff.isFirst ? undefined : diff.before} label="What changes, drawn" />
          </div>
        )}
        <form
          className={cn('flex min-w-0 flex-col gap-4', diff && !nothingNew ? 'md:w-96' : 'flex-1')}
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <Section title={errors.length > 0 ? 'Mend these first' : problems.length > 0 ? 'Worth a look' : 'Checks'}>
            {problems.length > 0 ? (
              <div className="-mx-2">
                <ProblemList problems={problems} onChoose={onClose} />
              </div>
            ) : !checked ? (
              <Skeleton className="h-5 w-40" />
            ) : (
              <p className="flex items-center gap-2 text-ink-2 text-sm">
                <CircleCheck className="size-4 text-ok" strokeWidth={1.75} aria-hidden />
                Nothing to mend.
              </p>
            )}
          </Section>
          <PinnedLine />
          <Section title="On past runs">
            <TriedLine flowId={flowId} workspace={workspace} settled={draft.allSaved} />
          </Section>
          <Section title="What changes">
            {diff === null && live.isError ? (
              <ErrorState title="What is live could not be loaded" message={errorMessage(live.error)} onRetry={() => void live.refetch()} />
            ) : diff === null ? (
              <Skeleton className="h-16" />
            ) : nothingNew ? (
              <p className="text-ink-2 text-sm">Nothing differs from what is live.</p>
            ) : (
              <>
                {diff.isFirst && <p className="mb-1 text-ink-2 text-sm">This is the first version.</p>}
                <ChangeList changes={diff.changes} contributions={contributions.data} />
              </>
            )}
          </Section>
          {contributions.isError && (
            <ErrorState
              title="Who made what is not known"
              message={errorMessage(contributions.error)}
              onRetry={() => void contributions.refetch()}
            />
          )}
          {others.length > 0 && (
            <Section title="Made by others">
              <SeenByMe
                others={others}
                seen={seen}
                onSeen={(key, is) => setSeen((before) => new Set(is ? [...before, key] : [...before].filter((each) => each !== key)))}
              />
            </Section>
          )}
          <Field label="Note" hint="optional" error={publish.isError ? errorMessage(publish.error) : null}>
            {(control) => (
              <Textarea
                {...control}
                value={note}
                maxLength={2_000}
                placeholder="What is new in this version"
                onChange={(event) => setNote(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
                  // Around the dialog these keys open a test.
                  event.preventDefault()
                  submit()
                }}
              />
            )}
          </Field>
        </form>
      </div>
    </DialogContent>
  )
}

function namesOf(unseen: readonly Contributor[]): string {
  const [first, ...more] = unseen.map(({ name }) => name)
  return `First look at what ${[first, ...more].join(' and ')} changed, and tick it off.`
}

function stillOnOlder(waiting: readonly { count: number }[], look: () => void) {
  const count = waiting.reduce((sum, version) => sum + version.count, 0)
  return {
    description: count === 1 ? 'One run waits on an older version.' : `${count.toLocaleString()} runs wait on older versions.`,
    action: { label: 'Look', onClick: look },
    duration: 12_000,
  }
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 font-medium text-sm">{title}</h3>
      {children}
    </section>
  )
}
