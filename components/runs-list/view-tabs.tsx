'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Bookmark, BookmarkCheck, BookmarkPlus, PencilLine, Trash2, Users } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '../actions/action'
import { ActionItems } from '../actions/action-items'
import { useActions } from '../actions/use-actions'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { useCan, useSession } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { DialogRoot } from '../ui/dialog'
import { NearLink } from '../ui/near-link'
import { RowMenu } from '../ui/row-menu'
import { isFiltered, runFilterQuery } from './run-filter'
import { SaveView } from './save-view'
import type { RunFilter, RunView } from './types'

/** Filters that were kept under a name, and keeping the one that is on. */
export function ViewTabs({ filter }: { filter: RunFilter }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { slug } = useSession().workspace
  const go = useGo()
  const [naming, setNaming] = useState<RunView | 'new' | null>(null)
  const mayShare = useCan('flow.operate')
  const known = useQuery(trpc.runViews.list.queryOptions(undefined, { staleTime: 30_000 })).data
  const views = known ?? []
  const settle = {
    onError: sayFailure,
    onSettled: () => queryClient.invalidateQueries(trpc.runViews.pathFilter()),
  }
  const save = useMutation(trpc.runViews.save.mutationOptions(settle))
  const remove = useMutation(trpc.runViews.remove.mutationOptions(settle))
  const hrefOfView = (of: RunFilter) => hrefOf(slug, `/runs${runFilterQuery(of)}`)

  const query = runFilterQuery(filter)
  const current = views.find((view) => runFilterQuery(view.filter) === query)
  /** Where the filter was last as a view has it: what is changed in it may be meant for that view. */
  const [cameFrom, setCameFrom] = useState<string | null>(null)
  const now = current?.id ?? (query === '' ? null : cameFrom)
  if (now !== cameFrom) setCameFrom(now)
  const mayChange = (view: RunView | undefined) => view !== undefined && (!view.shared || mayShare)
  const left = current ? undefined : views.find(({ id }) => id === cameFrom)
  const changed = isFiltered(filter) && mayChange(left) ? left : undefined
  // It may be one of those that are on their way.
  const canSave = known !== undefined && isFiltered(filter) && !current

  const takeAway = (view: RunView) =>
    remove.mutate(
      { id: view.id },
      {
        onSuccess: () => {
          const { id: _, ...again } = view
          toast(`${view.name} removed`, { action: { label: 'Undo', onClick: () => save.mutate(again) } })
        },
      },
    )
  const ofCurrent: Action[] =
    current && mayChange(current)
      ? [
          { id: 'views.rename', label: 'Rename the view', group: current.name, icon: PencilLine, run: () => setNaming(current) },
          { id: 'views.remove', label: 'Remove the view', group: current.name, icon: Trash2, danger: true, run: () => takeAway(current) },
        ]
      : []
  const update: Action | undefined = changed && {
    id: 'views.update',
    label: `Update ${changed.name}`,
    group: 'Runs',
    icon: BookmarkCheck,
    keywords: 'view filter keep change',
    run: () => save.mutate({ ...changed, filter }),
  }
  useActions([
    {
      id: 'views.save',
      label: 'Save this view',
      group: 'Runs',
      icon: BookmarkPlus,
      keywords: 'filter keep name',
      when: () => canSave,
      run: () => setNaming('new'),
    },
    ...(update ? [update] : []),
    ...ofCurrent,
    ...views.map((view) => ({
      id: `views.${view.id}`,
      label: `Show ${view.name}`,
      group: 'Runs',
      icon: Bookmark,
      keywords: 'view filter',
      run: () => go(hrefOfView(view.filter)),
    })),
  ])
  if (views.length === 0 && !canSave) return null
  return (
    <nav aria-label="Saved views" className="flex items-center gap-1 overflow-x-auto border-b px-3 py-1.5 sm:px-5">
      <ViewLink href={hrefOfView({})} isCurrent={query === ''}>
        All runs
      </ViewLink>
      {views.map((view) => (
        <ViewLink key={view.id} href={hrefOfView(view.filter)} isCurrent={view === current}>
          {view.shared && <Users className="size-3.5 text-ink-3" role="img" aria-label="Shared:" />}
          <span className="max-w-60 truncate">{view.name}</span>
        </ViewLink>
      ))}
      {current && ofCurrent.length > 0 && (
        <RowMenu label={`Actions for the view ${current.name}`}>
          <ActionItems actions={ofCurrent} menu="dropdown" />
        </RowMenu>
      )}
      {update && (
        <Button size="sm" variant="ghost" loading={save.isPending} onClick={update.run}>
          <BookmarkCheck aria-hidden />
          <span className="max-w-60 truncate">{update.label}</span>
        </Button>
      )}
      {canSave && (
        <Button size="sm" variant="ghost" onClick={() => setNaming('new')}>
          <BookmarkPlus aria-hidden />
          {update ? 'Save as another' : 'Save this view'}
        </Button>
      )}
      <DialogRoot open={naming !== null} onOpenChange={() => setNaming(null)}>
        {naming !== null && <SaveView view={naming === 'new' ? undefined : naming} filter={filter} onClose={() => setNaming(null)} />}
      </DialogRoot>
    </nav>
  )
}

function ViewLink({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: React.ReactNode }) {
  return (
    <NearLink
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      className={cn(
        'flex h-7 shrink-0 items-center gap-1.5 rounded-sm px-2.5 text-ink-2 text-sm hover:bg-hover hover:text-ink',
        isCurrent && 'bg-hover font-medium text-ink',
      )}
    >
      {children}
    </NearLink>
  )
}
