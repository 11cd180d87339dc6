'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Bookmark, BookmarkPlus, Trash2, Users } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { toast } from 'sonner'
import { useActions } from '../actions/use-actions'
import { hrefOf } from '../shell/navigation'
import { useCan, useSession } from '../shell/session'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { Field } from '../ui/field'
import { IconButton } from '../ui/icon-button'
import { Input } from '../ui/input'
import { NearLink } from '../ui/near-link'
import { isFiltered, runFilterQuery } from './run-filter'
import type { RunFilter } from './types'

/** Filters that were kept under a name, and keeping the one that is on. */
export function ViewTabs({ filter }: { filter: RunFilter }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { slug } = useSession().workspace
  const router = useRouter()
  const [saving, setSaving] = useState(false)
  const mayShare = useCan('flow.operate')
  const views = useQuery(trpc.runViews.list.queryOptions(undefined, { staleTime: 30_000 })).data ?? []
  const remove = useMutation(
    trpc.runViews.remove.mutationOptions({
      onError: (error) => void toast.error(errorMessage(error)),
      onSettled: () => queryClient.invalidateQueries(trpc.runViews.pathFilter()),
    }),
  )
  const query = runFilterQuery(filter)
  const current = views.find((view) => runFilterQuery(view.filter) === query)
  const canSave = isFiltered(filter) && !current
  useActions([
    {
      id: 'views.save',
      label: 'Save this view',
      group: 'Runs',
      icon: BookmarkPlus,
      keywords: 'filter keep name',
      when: () => canSave,
      run: () => setSaving(true),
    },
    ...views.map((view) => ({
      id: `views.${view.id}`,
      label: `Show ${view.name}`,
      group: 'Runs',
      icon: Bookmark,
      keywords: 'view filter',
      run: () => router.push(hrefOf(slug, `/runs${runFilterQuery(view.filter)}`)),
    })),
  ])
  if (views.length === 0 && !canSave) return null
  return (
    <nav aria-label="Saved views" className="flex items-center gap-1 overflow-x-auto border-b px-3 py-1.5 sm:px-5">
      <ViewLink href={hrefOf(slug, '/runs')} isCurrent={query === ''}>
        All runs
      </ViewLink>
      {views.map((view) => (
        <ViewLink key={view.id} href={hrefOf(slug, `/runs${runFilterQuery(view.filter)}`)} isCurrent={view === current}>
          {view.shared && <Users className="size-3.5 text-ink-3" role="img" aria-label="Shared:" />}
          {view.name}
        </ViewLink>
      ))}
      {current && (!current.shared || mayShare) && (
        <IconButton
          size="sm"
          icon={Trash2}
          label={`Remove the view ${current.name}`}
          disabled={remove.isPending}
          onClick={() => remove.mutate({ id: current.id })}
        />
      )}
      {canSave && (
        <Button size="sm" variant="ghost" onClick={() => setSaving(true)}>
          <BookmarkPlus aria-hidden />
          Save this view
        </Button>
      )}
      <DialogRoot open={saving} onOpenChange={setSaving}>
        {saving && <SaveView filter={filter} mayShare={mayShare} onClose={() => setSaving(false)} />}
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

function SaveView({ filter, mayShare, onClose }: { filter: RunFilter; mayShare: boolean; onClose: () => void }) {
  const formId = useId()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [shared, setShared] = useState(false)
  const save = useMutation(
    trpc.runViews.save.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.runViews.pathFilter())
        onClose()
      },
    }),
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name')).trim()
    if (name) save.mutate({ name, filter, shared })
  }
  return (
    <DialogContent
      title="Save this view"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" loading={save.isPending}>
            Save view
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
        <Field label="Name" error={save.error && errorMessage(save.error)}>
          {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="off" placeholder="Failed this week" />}
        </Field>
        {mayShare && (
          <label className="flex items-center gap-2 text-sm">
            <input type="checkbox" checked={shared} onChange={() => setShared(!shared)} className="size-4 accent-brand" />
            For everybody in the workspace
          </label>
        )}
      </form>
    </DialogContent>
  )
}
