'use client'
import { useQuery } from '@tanstack/react-query'
import { FileUp, Plus, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useRef, useState } from 'react'
import { useActions } from '../actions/use-actions'
import { ImportDialog } from '../exchange/import-dialog'
import { usePastedFlow } from '../exchange/use-pasted-flow'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { useCan, useSession } from '../shell/session'
import { Crumbs, TopBar } from '../shell/top-bar'
import { useTicked } from '../ticks/use-ticked'
import { zoneHere } from '../time-zones/zones'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { SearchInput } from '../ui/search-input'
import { Select } from '../ui/select'
import { useOneAtATime } from '../ui/use-one-at-a-time'
import { FlowBulkBar } from './flow-bulk-bar'
import { FlowTable } from './flow-table'
import { type FlowsView, flowsViewQuery, ORDER_WORDS, ORDERS, STATE_WORDS, STATES } from './flows-view'
import { FolderRail } from './folder-rail'
import { folderTrail, folderTree } from './folder-tree'
import { useFlowList } from './use-flow-list'
import { useFlowVerbs } from './use-flow-verbs'
import { useFolderActions } from './use-folder-actions'

const EVERYTHING = 'all'
const STATE_OPTIONS = [{ value: EVERYTHING, label: 'Any state' }, ...STATES.map((value) => ({ value, label: STATE_WORDS[value] }))]

export function FlowsPage({ view }: { view: FlowsView }) {
  const { folderId, order, state } = view
  const trpc = useTRPC()
  const router = useRouter()
  const go = useGo()
  const { slug } = useSession().workspace
  const mayWrite = useCan('flow.write')
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const searchInput = useRef<HTMLInputElement>(null)
  const folderList = useQuery(trpc.folders.list.queryOptions())
  const folders = folderList.data ?? []
  const trail = folderTrail(folders, folderId)
  const folder = trail.at(-1) ?? null

  const hrefOfFolder = (id: string | null) => hrefOf(slug, `/flows${flowsViewQuery({ ...view, folderId: id })}`)
  const show = (next: FlowsView) => router.replace(hrefOf(slug, `/flows${flowsViewQuery(next)}`), { scroll: false })
  // Whether there is such a folder is not known at first, nor when they could not be loaded.
  const shownId = folderList.data ? (folder?.id ?? null) : folderId
  const list = useFlowList({ ...view, folderId: shownId }, search)
  const ticked = useTicked()
  const total = list.data?.pages[0]?.total ?? null
  const { create } = useFlowVerbs()
  const createOne = useOneAtATime({ mutationKey: trpc.flows.create.mutationOptions().mutationKey, mutate: create.mutate })
  const isCreating = create.isPending || create.isSuccess
  const createFlow = () => {
    // By its key, it may be pressed again while the new one is on its way.
    if (!isCreating) createOne({ name: 'Untitled flow', folderId: shownId ?? undefined, timeZone: zoneHere() })
  }
  const [importing, setImporting] = useState<{ pasted?: string } | null>(null)
  const startImport = () => setImporting({})
  usePastedFlow(mayWrite && importing === null, (pasted) => setImporting({ pasted }))
  const folderActions = useFolderActions(folder, (id) => id === folder?.id && go(hrefOfFolder(folder.parentId)))

  useActions([
    ...(mayWrite
      ? [
          {
            id: 'flow.import',
            label: 'Import a flow',
            group: 'Flows',
            icon: FileUp,
            keywords: 'upload file json clipboard url',
            run: startImport,
          },
        ]
      : []),
    ...(mayWrite
      ? [{ id: 'flow.create', label: 'New flow', group: 'Flows', icon: Plus, shortcut: 'n', keywords: 'add create draw', run: createFlow }]
      : []),
    { id: 'flows.search', label: 'Search flows', group: 'Flows', icon: Search, shortcut: '/', run: () => searchInput.current?.focus() },
  ])

  return (
    <>
      <TopBar
        actions={
          mayWrite && (
            <>
              <Button onClick={startImport}>
                <FileUp aria-hidden />
                <span className="max-sm:sr-only">Import</span>
              </Button>
              <Button variant="primary" onClick={createFlow} loading={isCreating}>
                {!isCreating && <Plus aria-hidden />}
                New flow
              </Button>
            </>
          )
        }
      >
        <Crumbs
          trail={
            folder
              ? [
                  { label: 'Flows', href: hrefOfFolder(null) },
                  ...trail.slice(0, -1).map(({ id, name }) => ({ label: name, href: hrefOfFolder(id) })),
                ]
              : []
          }
          title={folder?.name ?? 'Flows'}
        />
      </TopBar>
      <div className="flex min-h-0 flex-1">
        <FolderRail folders={folderList.data} current={folder?.id ?? null} hrefOf={hrefOfFolder} actions={folderActions} />
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="flex flex-wrap items-center gap-2 px-3 py-2.5 sm:px-5">
            <SearchInput
              ref={searchInput}
              value={text}
              onChange={setText}
              label="Search flows"
              shortcut="/"
              className="min-w-44 flex-1 sm:max-w-72"
            />
            {folders.length > 0 && (
              <Select
                aria-label="Folder"
                className="w-40 flex-1 md:hidden"
                value={folder?.id ?? EVERYTHING}
                options={[
                  { value: EVERYTHING, label: 'All flows' },
                  ...folderTree(folders).map(({ id, name, depth }) => ({ value: id, label: `${'\u2003'.repeat(depth)}${name}` })),
                ]}
                onChange={(value) => go(hrefOfFolder(value === EVERYTHING ? null : value))}
              />
            )}
            <Select
              aria-label="State"
              className="w-36"
              value={state ?? EVERYTHING}
              options={STATE_OPTIONS}
              onChange={(next) => show({ ...view, state: STATES.find((each) => each === next) ?? null })}
            />
            <Select
              aria-label="Sort by"
              className="w-36"
              value={order}
              options={ORDERS.map((value) => ({ value, label: ORDER_WORDS[value] }))}
              onChange={(next) => show({ ...view, order: next })}
            />
            <p role="status" className="text-ink-3 text-sm tabular-nums">
              {total !== null && !list.isPlaceholderData && `${total.toLocaleString()} ${total === 1 ? 'flow' : 'flows'}`}
            </p>
          </div>
          <FlowTable
            list={list}
            folderId={shownId}
            search={search}
            state={state}
            folders={folders}
            ticked={ticked}
            onCreate={mayWrite ? createFlow : undefined}
            onAnyState={() => show({ ...view, state: null })}
            onClearSearch={() => {
              setText('')
              searchInput.current?.focus()
            }}
          />
          <FlowBulkBar list={list} view={JSON.stringify([shownId, order, state, search])} total={total} folders={folders} ticked={ticked} />
        </div>
      </div>
      {folderActions.dialogs}
      <ImportDialog
        open={importing !== null}
        onClose={() => setImporting(null)}
        folderId={shownId ?? undefined}
        pasted={importing?.pasted}
      />
    </>
  )
}
