'use client'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useRef } from 'react'
import { IconTile } from '@/components/ui/icon-tile'
import type { Node } from '@/flow/graph/graph'
import { useEditor } from './context'

/** A step of this flow that can be chosen; `hint` tells apart what would choose the same step. */
export type StepChoice = { id: string; node: Node; hint?: string }

type StepSearchProps<Choice extends StepChoice> = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  placeholder: string
  empty: string
  /** Asked for while it is open only. */
  choices: () => readonly Choice[]
  /** Once the dialog is gone and the keyboard is free. */
  onChoose: (choice: Choice) => void
}

/** Finds a step by its name, its kind or what is in its fields. */
export function StepSearch<Choice extends StepChoice>(props: StepSearchProps<Choice>) {
  const { open, onOpenChange, title, placeholder, empty, choices, onChoose } = props
  const { manifest } = useEditor().canvas
  const chosen = useRef<Choice>(null)
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fade-motion fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fade-motion fixed inset-x-4 top-[14vh] z-50 mx-auto max-w-125 overflow-hidden rounded-lg border border-line-strong bg-surface shadow-pop outline-none"
          onCloseAutoFocus={(event) => {
            if (!chosen.current) return
            event.preventDefault()
            onChoose(chosen.current)
            chosen.current = null
          }}
        >
          <Dialog.Title className="sr-only">{title}</Dialog.Title>
          <Command loop label={title}>
            <div className="flex items-center gap-2.5 border-b px-4">
              <Search className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
              <Command.Input placeholder={placeholder} className="h-11 w-full bg-transparent text-md outline-none" />
            </div>
            <Command.List className="max-h-[44vh] scroll-py-1.5 overflow-y-auto p-1.5">
              <Command.Empty className="px-4 py-8 text-center text-ink-3 text-sm">{empty}</Command.Empty>
              {choices().map((choice) => {
                const { id, node, hint } = choice
                const type = manifest.nodes[node.type]
                return (
                  <Command.Item
                    key={id}
                    value={id}
                    keywords={[node.label, type?.title ?? '', hint ?? '', JSON.stringify(node.params)]}
                    onSelect={() => {
                      chosen.current = choice
                      onOpenChange(false)
                    }}
                    className="flex h-9 cursor-default select-none items-center gap-3 rounded-sm px-2 data-[selected=true]:bg-hover"
                  >
                    <IconTile
                      icon={type?.icon ?? 'box'}
                      tint={manifest.connectors.find(({ id }) => id === type?.connector)?.tint ?? 'grey'}
                      size={22}
                    />
                    <span className="min-w-0 flex-1 truncate">{node.label}</span>
                    <span className="max-w-[45%] shrink-0 truncate text-ink-3 text-sm">{hint ?? type?.title}</span>
                  </Command.Item>
                )
              })}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
