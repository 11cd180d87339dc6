'use client'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useRef } from 'react'
import { IconTile } from '@/components/ui/icon-tile'
import { useEditor, useScreen } from './context'
import { useGestures } from './use-gestures'

/** Finds a step of this flow by its name or by what is in its fields, and goes there. */
export function FindDialog() {
  const { screen, canvas } = useEditor()
  const open = useScreen((state) => state.dialog === 'find')
  const gestures = useGestures()
  const chosen = useRef<string>(null)
  const { manifest } = canvas
  return (
    <Dialog.Root open={open} onOpenChange={(next) => screen.setState({ dialog: next ? 'find' : null })}>
      <Dialog.Portal>
        <Dialog.Overlay className="fade-motion fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fade-motion fixed inset-x-4 top-[14vh] z-50 mx-auto max-w-125 overflow-hidden rounded-lg border border-line-strong bg-surface shadow-pop outline-none"
          onCloseAutoFocus={(event) => {
            if (!chosen.current) return
            event.preventDefault()
            gestures.show(chosen.current)
            chosen.current = null
          }}
        >
          <Dialog.Title className="sr-only">Find a step</Dialog.Title>
          <Command loop label="Find a step">
            <div className="flex items-center gap-2.5 border-b px-4">
              <Search className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
              <Command.Input placeholder="Find a step in this flow" className="h-11 w-full bg-transparent text-md outline-none" />
            </div>
            <Command.List className="max-h-[44vh] scroll-py-1.5 overflow-y-auto p-1.5">
              <Command.Empty className="px-4 py-8 text-center text-ink-3 text-sm">No step like that.</Command.Empty>
              {[...canvas.graph.getState().nodes.values()].map((node) => {
                const type = manifest.nodes[node.type]
                return (
                  <Command.Item
                    key={node.id}
                    value={node.id}
                    keywords={[node.label, type?.title ?? '', JSON.stringify(node.params)]}
                    onSelect={() => {
                      chosen.current = node.id
                      screen.setState({ dialog: null })
                    }}
                    className="flex h-9 cursor-default select-none items-center gap-3 rounded-sm px-2 data-[selected=true]:bg-hover"
                  >
                    <IconTile
                      icon={type?.icon ?? 'box'}
                      tint={manifest.connectors.find(({ id }) => id === type?.connector)?.tint ?? 'grey'}
                      size={22}
                    />
                    <span className="min-w-0 flex-1 truncate">{node.label}</span>
                    <span className="shrink-0 text-ink-3 text-sm">{type?.title}</span>
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
