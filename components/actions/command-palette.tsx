'use client'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useContext, useEffect, useRef, useState } from 'react'
import { Kbd } from '../ui/kbd'
import { useReturnFocus } from '../ui/use-return-focus'
import { type Action, isAvailable } from './action'
import { ActionsContext } from './context'
import { onceEach } from './once-each'
import { byGroup, useRegisteredActions } from './use-registered-actions'

/** ⌘K: goes anywhere and does anything that can be done on this screen. */
export function CommandPalette() {
  const { overlay, setOverlay, query, setQuery, setHurried } = useContext(ActionsContext)
  const chosen = useRef<Action>(null)
  const focus = useReturnFocus()
  const input = useRef<HTMLInputElement>(null)

  function close() {
    setOverlay(null)
    setQuery('')
    setHurried(false)
  }

  return (
    <Dialog.Root open={overlay === 'palette'} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fade-motion fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fade-motion fixed inset-x-4 top-[14vh] z-50 mx-auto max-w-145 overflow-hidden rounded-lg border border-line-strong bg-surface shadow-pop outline-none"
          onOpenAutoFocus={(event) => {
            focus.remember()
            // Behind what was typed early, not over it.
            event.preventDefault()
            input.current?.focus()
            input.current?.setSelectionRange(query.length, query.length)
          }}
          onCloseAutoFocus={(event) => {
            focus.giveBack(event)
            // Runs once focus is free again, so that an action which opens something keeps the focus there.
            chosen.current?.run()
            chosen.current = null
          }}
        >
          <Dialog.Title className="sr-only">Search and do anything</Dialog.Title>
          <Command loop label="Search and do anything">
            <div className="flex items-center gap-2.5 border-b px-4">
              <Search className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
              <Command.Input
                ref={input}
                value={query}
                onValueChange={setQuery}
                placeholder="Search flows, pages and actions"
                className="h-12 w-full bg-transparent text-lg outline-none"
              />
            </div>
            <PaletteList
              onChoose={(action) => {
                chosen.current = action
                close()
              }}
            />
            <HurriedChoice />
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** As many as the list takes to find and mark what fits best. */
const FRAMES = 3

/** Does what fits best for somebody who did not wait for the list. */
function HurriedChoice() {
  const { hurried, setHurried } = useContext(ActionsContext)
  useEffect(() => {
    if (!hurried) return
    let left = FRAMES
    let frame = requestAnimationFrame(function look() {
      if (left-- > 0) {
        frame = requestAnimationFrame(look)
        return
      }
      setHurried(false)
      document.querySelector<HTMLElement>('[role="dialog"] [cmdk-item][data-selected="true"]')?.click()
    })
    return () => cancelAnimationFrame(frame)
  }, [hurried, setHurried])
  return null
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
