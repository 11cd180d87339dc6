'use client'
import { useStore } from 'zustand'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { SetAside } from '../draft/set-aside'
import { useEditor } from './context'

const MOST_NAMES = 3

/** Changes that the server would not take: why, what they were about, and how to get at them. */
export function AsideList() {
  const { draft } = useEditor()
  const aside = useStore(draft.sync, (state) => state.aside)
  return (
    <ul className="flex max-h-96 flex-col gap-4 overflow-y-auto" aria-label="Changes taken back">
      {aside.map((each) => (
        <li key={each.id}>
          <p className="break-words text-sm">{each.message}</p>
          <p className="mt-1.5 break-words text-ink-2 text-sm">
            {about(each)} Everything else is saved. What you had is kept in this browser until you let go of it.
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            <CopyButton size="sm" text={JSON.stringify(each.lost, null, 2)} />
            <Button size="sm" variant="ghost" onClick={() => draft.forgetAside(each.id)}>
              Let go of it
            </Button>
          </div>
        </li>
      ))}
    </ul>
  )
}

function about({ lost }: SetAside): string {
  const names = lost.nodes.map(({ label, key }) => `“${(label || key).slice(0, 60)}”`)
  const more = names.length - MOST_NAMES
  const steps = names.slice(0, MOST_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '')
  if (steps) return `Your last change to ${steps} was taken back.`
  if (lost.notes.length > 0)
    return lost.notes.length === 1 ? 'Your change to a note was taken back.' : 'Your changes to notes were taken back.'
  return 'This change was taken back.'
}
