import { FolderSearch, LayoutGrid, Plus, SearchX, X } from 'lucide-react'
import Link from 'next/link'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Kbd } from '../ui/kbd'
import { FlowDrawing } from './flow-drawing'

type NoFlowsProps = {
  search: string
  inFolder: boolean
  templatesHref: string
  /** All flows; the search stays. */
  everywhereHref: string
  onCreate?: () => void
  onClearSearch: () => void
}

export function NoFlows({ search, inFolder, templatesHref, everywhereHref, onCreate, onClearSearch }: NoFlowsProps) {
  if (search) {
    return (
      <EmptyState
        art={<SearchX className="size-7" strokeWidth={1.5} aria-hidden />}
        title={`No flow ${inFolder ? 'in this folder ' : ''}matches “${shortened(search)}”`}
        className="pt-[12vh]"
        actions={
          <>
            {inFolder && (
              <Button asChild>
                <Link href={everywhereHref}>
                  <FolderSearch aria-hidden />
                  Search all flows
                </Link>
              </Button>
            )}
            <Button onClick={onClearSearch}>
              <X aria-hidden />
              Clear the search
            </Button>
          </>
        }
      >
        Look for another word, or for a part of the name.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      art={<FlowDrawing />}
      title={inFolder ? 'This folder is empty' : 'Draw your first flow'}
      actions={
        onCreate && (
          <>
            <Button variant="primary" size="lg" onClick={onCreate}>
              <Plus aria-hidden />
              New flow
              <Kbd keys="n" tone="inverse" className="ml-1" />
            </Button>
            <Button size="lg" asChild>
              <Link href={templatesHref}>
                <LayoutGrid aria-hidden />
                Start from a template
              </Link>
            </Button>
          </>
        )
      }
      className="max-w-120 pt-[10vh]"
    >
      {inFolder ? (
        <p>New flows you make here stay in this folder. Flows from elsewhere come in with Move to folder.</p>
      ) : (
        <p>
          Choose what starts it, a webhook, a time or a person, then add what should happen, step by step. Test it with real values before
          you publish.
        </p>
      )}
    </EmptyState>
  )
}

const AT_MOST = 60

function shortened(text: string): string {
  return text.length > AT_MOST ? `${text.slice(0, AT_MOST)}…` : text
}
