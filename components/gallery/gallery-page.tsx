'use client'
import { useQuery } from '@tanstack/react-query'
import { Search, SearchX } from 'lucide-react'
import { useDeferredValue, useRef, useState } from 'react'
import { useActions } from '../actions/use-actions'
import { match } from '../editor/match'
import { QueryError } from '../shell/query-error'
import { Crumbs, TopBar } from '../shell/top-bar'
import { useTRPC } from '../trpc/provider'
import { EmptyState } from '../ui/empty-state'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { SearchInput } from '../ui/search-input'
import { TemplateCard } from './template-card'
import { TemplateDialog } from './template-dialog'
import type { Template } from './types'

/** Flows to begin with. */
export function GalleryPage() {
  const trpc = useTRPC()
  const templates = useQuery(trpc.templates.list.queryOptions(undefined, { staleTime: 5 * 60_000 }))
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const searchInput = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<Template | null>(null)
  const found = (templates.data ?? [])
    .map((template) => ({
      template,
      fit: match(search, { title: template.title, words: [template.category], summary: wordsOf(template) }),
    }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
  useActions([
    {
      id: 'templates.search',
      label: 'Search templates',
      group: 'Templates',
      icon: Search,
      shortcut: '/',
      run: () => searchInput.current?.focus(),
    },
  ])
  return (
    <>
      <TopBar>
        <Crumbs title="Templates" />
      </TopBar>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-260 flex-col gap-5 px-3 py-6 sm:px-6">
          <SearchInput
            ref={searchInput}
            value={text}
            onChange={setText}
            label="Search templates"
            shortcut="/"
            className="w-full sm:max-w-72"
          />
          {templates.isPending && <RowsSkeleton rows={3} />}
          {templates.isError && (
            <QueryError title="The templates could not be loaded" error={templates.error} onRetry={() => templates.refetch()} />
          )}
          {templates.data && found.length === 0 && (
            <EmptyState art={<SearchX className="size-7" strokeWidth={1.5} aria-hidden />} title={`No template matches “${search}”`}>
              Look for another word, or draw the flow yourself: it takes minutes.
            </EmptyState>
          )}
          <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3">
            {found.map(({ template }) => (
              <TemplateCard key={template.id} template={template} onChoose={() => setChosen(template)} />
            ))}
          </ul>
        </div>
      </div>
      <TemplateDialog template={chosen} onClose={() => setChosen(null)} />
    </>
  )
}

function wordsOf({ summary, story }: Template): string {
  return [summary, ...story].join(' ')
}
