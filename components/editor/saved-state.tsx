'use client'
import { CloudAlert, CloudCheck, CloudOff, CloudUpload } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { PopoverContent, PopoverRoot, PopoverTrigger } from '@/components/ui/popover'
import { useEditor } from './context'
import { AsideList } from './on-demand'

/** Saved, saving, or kept here: there is no Save button because nothing is ever unsaved. */
export function SavedState() {
  return (
    <>
      <TakenBack />
      <Status />
    </>
  )
}

function Status() {
  const { draft } = useEditor()
  const status = useStore(draft.sync, (state) => state.status)
  const keptHere = useStore(draft.sync, (state) => state.keptHere)
  if (status.state === 'refused') return <Refused message={status.message} />
  const { icon: Icon, words } = LOOK[status.state]
  const text = status.state === 'offline' ? offlineWords(status.kept, keptHere) : words
  const atRisk = status.state === 'offline' && !keptHere && status.kept > 0
  return (
    <span
      role="status"
      className={cn(
        'flex min-w-0 items-center gap-1.5 whitespace-nowrap text-sm sm:max-md:shrink-0',
        atRisk ? 'text-wait-ink' : 'text-ink-3',
      )}
    >
      <Icon className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
      <span className="truncate sm:max-md:sr-only">{text}</span>
      {atRisk && (
        <span aria-hidden className="md:hidden">
          Don’t close
        </span>
      )}
    </span>
  )
}

const LOOK = {
  opening: { icon: CloudUpload, words: 'Opening' },
  saved: { icon: CloudCheck, words: 'Saved' },
  saving: { icon: CloudUpload, words: 'Saving' },
  offline: { icon: CloudOff, words: '' },
}

function offlineWords(kept: number, keptHere: boolean): string {
  if (kept === 0) return 'Offline'
  if (!keptHere) return `Offline, and this browser has no room: keep this tab open, it holds ${kept === 1 ? '1 change' : `${kept} changes`}`
  return kept === 1 ? 'Offline, 1 change kept here' : `Offline, ${kept} changes kept here`
}

/** What the server would not take is no longer in the flow: said until the person has done with it. */
function TakenBack() {
  const count = useStore(useEditor().draft.sync, (state) => state.aside.length)
  if (count === 0) return null
  const words = count === 1 ? '1 change taken back' : `${count} changes taken back`
  return (
    <PopoverRoot>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm" className="text-bad-ink" aria-label={words}>
          <CloudAlert aria-hidden />
          <span className="max-md:sr-only">{words}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-80">
        <AsideList />
      </PopoverContent>
    </PopoverRoot>
  )
}

function Refused({ message }: { message: string }) {
  const { draft } = useEditor()
  return (
    <PopoverRoot>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm" className="text-bad-ink">
          <CloudAlert aria-hidden />
          Not saved
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-80">
        <p className="text-sm">{message}</p>
        <p className="mt-1.5 text-ink-2 text-sm">
          Your changes are kept in this browser, and saved as soon as that is possible. You can copy the steps, or give them up and go back
          to what is saved.
        </p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button size="sm" onClick={draft.retryNow}>
            Try again
          </Button>
          <Button size="sm" variant="danger" onClick={() => void draft.discardLocal().then(() => window.location.reload())}>
            Give up my changes
          </Button>
        </div>
      </PopoverContent>
    </PopoverRoot>
  )
}
