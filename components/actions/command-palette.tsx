'use client'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useContext, useEffect, useRef, useState } from 'react'
import { useFlowSearch } from '../shell/use-flow-search'
import { Kbd } from '../ui/kbd'
import { useReturnFocus } from '../ui/use-return-focus'
import { type Action, isAvailable } from './action'
import { ActionsContext } from './context'
import { onceEach } from './once-each'
import { byGroup, useRegisteredActions } from './use-registered-actions'

/** ⌘K: goes anywhere and does anything that can be done on this screen. */
export function CommandPalette() {
  const { overlay, setOverlay } = useContext(ActionsContext)
  const chosen = useRef<Action>(null)
  const focus = useReturnFocus()
  const [query, setQuery] = useState('')
  const close = () => {
    setOverlay(null)
    setQuery('')
  }

  return (
    <Dialog.Root open={overlay === 'palette'} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fade-motion fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fade-motion fixed inset-x-4 top-[14vh] z-50 mx-auto max-w-145 overflow-hidden rounded-lg border border-line-strong bg-surface shadow-pop outline-none"
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={(event) => {
            focus.giveBack(event)
            // Runs once focus is free again, so that an action which opens something keeps the focus there.
            chosen.current?.run()
            chosen.current = null
          }}
        >
          <Dialog.Title className="sr-only">Search and do anything</Dialog.Title>
          <Searched
            query={query}
            onQuery={setQuery}
            onChoose={(action) => {
              chosen.current = action
              close()
            }}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** As many as the list takes to draw what has come, and to put what fits best first. */
const FRAMES = 3

type SearchedProps = { query: string; onQuery: (query: string) => void; onChoose: (action: Action) => void }

/** What fits best is marked, and what Enter means, when all that can be found has come; unless another was marked by hand. */
function Searched({ query, onQuery, onChoose }: SearchedProps) {
  const [marked, setMarked] = useState('')
  const [entered, setEntered] = useState(false)
  const byHand = useRef(false)
  const isMarked = useRef(true)
  const list = useRef<HTMLDivElement>(null)
  const coming = useFlowSearch(query)

  useEffect(() => {
    isMarked.current = query.trim() === ''
    if (coming || isMarked.current) return
    let left = FRAMES
    let frame = requestAnimationFrame(function look() {
      if (left-- > 0) {
        frame = requestAnimationFrame(look)
        return
      }
      const best = list.current?.querySelector<HTMLElement>('[cmdk-item]')
      if (best && !byHand.current) setMarked(best.dataset.value ?? '')
      if (entered) best?.click()
      isMarked.current = true
      setEntered(false)
    })
    return () => cancelAnimationFrame(frame)
  }, [coming, query, entered])

  return (
    <Command
      ref={list}
      loop
      label="Search and do anything"
      value={marked}
      onValueChange={setMarked}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        byHand.current ||= event.key === 'ArrowDown' || event.key === 'ArrowUp'
        if (byHand.current) setEntered(false)
        // Pressed again, it takes what there is.
        if (event.key !== 'Enter' || isMarked.current || byHand.current || (entered && !event.repeat)) return
        event.preventDefault()
        setEntered(true)
      }}
    >
      <div className="flex items-center gap-2.5 border-b px-4">
        <Search className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
        <Command.Input
          value={query}
          onValueChange={(next) => {
            byHand.current = false
            isMarked.current = false
            setEntered(false)
            onQuery(next)
          }}
          placeholder="Search flows, pages and actions"
          className="h-12 w-full bg-transparent text-lg outline-none"
        />
      </div>
      <PaletteList onChoose={onChoose} />
    </Command>
  )
}

function PaletteList({ onChoose }: { onChoose: (action: Action) => void }) {
  const registered = useRegisteredActions()
  // As it was when the palette opened: what works on the canvas is not gone because the keyboard is here now.
  const [available] = useState(() => new Map(registered.map((action) => [action.id, isAvailable(action)])))
  const actions = registered.filter((action) => action.id !== 'palette.open' && (available.get(action.id) ?? isAvailable(action)))
  return (
    <Command.List className="max-h-[min(52vh,400px)] scroll-py-1.5 overflow-y-auto p-1.5">
      <Command.Empty className="px-4 py-10 text-center text-ink-3">Nothing matches. Try another word.</Command.Empty>
      {byGroup(actions).map(([group, items]) => (
        <Command.Group
          key={group}
          heading={group}
          className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs"
        >
          {onceEach(items).map((action) => (
            <PaletteItem key={action.id} action={action} onChoose={onChoose} />
          ))}
        </Command.Group>
      ))}
    </Command.List>
  )
}

function PaletteItem({ action, onChoose }: { action: Action; onChoose: (action: Action) => void }) {
  const { icon: Icon, label, shortcut, keywords, id } = action
  return (
    <Command.Item
      value={id}
      keywords={keywords ? [label, keywords] : [label]}
      onSelect={() => onChoose(action)}
      className="flex h-9 cursor-default select-none items-center gap-3 rounded-sm px-2.5 data-[selected=true]:bg-hover"
    >
      {Icon ? <Icon className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden /> : <span className="size-4" />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {shortcut && <Kbd keys={shortcut} />}
    </Command.Item>
  )
}
