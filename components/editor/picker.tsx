'use client'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useMemo, useRef, useState } from 'react'
import { IconTile } from '@/components/ui/icon-tile'
import { useReturnFocus } from '@/components/ui/use-return-focus'
import type { Manifest, ManifestNode } from '@/flow/define/manifest'
import { type AddRequest, byWay } from './add-node'
import { useEditor, useScreen } from './context'
import { connectorOf, fitting, groupsFor, type StepGroup } from './step-types'
import { useGestures } from './use-gestures'
import { WaysOut } from './ways-out'

/** What can be added here: found by name, app, other words for it and what it does; most used first. */
export function Picker() {
  const { canvas, screen } = useEditor()
  const adding = useScreen((state) => state.adding)
  const gestures = useGestures()
  const focus = useReturnFocus()
  const picked = useRef(false)
  if (!adding) return null
  const close = () => screen.setState({ adding: null })
  return (
    <Popover.Root open onOpenChange={(open) => !open && close()}>
      <Popover.Anchor className="fixed size-0" style={{ left: adding.at.x, top: adding.at.y }} />
      <Popover.Portal>
        <Popover.Content
          align="start"
          side="bottom"
          sideOffset={6}
          collisionPadding={12}
          aria-label="Add a step"
          className="pop-motion z-50 w-90 overflow-hidden rounded-md border border-line-strong bg-surface shadow-pop outline-none"
          onOpenAutoFocus={() => {
            focus.remember()
            picked.current = false
          }}
          // The keyboard goes to what was added.
          onCloseAutoFocus={(event) => (picked.current ? event.preventDefault() : focus.giveBack(event))}
        >
          <PickerList
            manifest={canvas.manifest}
            request={adding.request}
            hasTrigger={[...canvas.graph.getState().nodes.values()].some((node) => canvas.manifest.nodes[node.type]?.kind === 'trigger')}
            onPick={(type) => {
              picked.current = true
              close()
              gestures.add(type, adding.request)
            }}
            onWay={(port) => screen.setState({ adding: { ...adding, request: byWay(adding.request, port) } })}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

type PickerListProps = {
  manifest: Manifest
  request: AddRequest
  hasTrigger: boolean
  onPick: (type: ManifestNode) => void
  /** Another way out of the step it follows. */
  onWay: (port: string) => void
}

function PickerList({ manifest, request, hasTrigger, onPick, onWay }: PickerListProps) {
  const [typed, setTyped] = useState('')
  const groups = useMemo(() => groupsFor(manifest, request, hasTrigger), [manifest, request, hasTrigger])
  // Once something is typed, what fits best comes first, and not what is used most.
  const shown: StepGroup[] = typed.trim() === '' ? groups : [{ heading: '', types: fitting(manifest, groups, typed) }]
  return (
    <Command loop label="Add a step" shouldFilter={false}>
      <div className="flex items-center gap-2.5 border-b px-3.5">
        <Search className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder="What should happen?"
          className="h-10.5 w-full bg-transparent text-md outline-none"
        />
      </div>
      <WaysOut request={request} onChange={onWay} />
      <Command.List className="max-h-[min(46vh,380px,calc(var(--radix-popover-content-available-height)-2.75rem))] scroll-py-1.5 overflow-y-auto p-1.5">
        <Command.Empty className="px-4 py-8 text-center text-ink-3 text-sm">
          Nothing does that yet. Try another word, or call its web service with “HTTP request”.
        </Command.Empty>
        {shown.map(({ heading, types }) => (
          <Command.Group
            key={heading}
            heading={heading || undefined}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs"
          >
            {types.map((type) => (
              <Command.Item
                key={type.type}
                value={type.type}
                onSelect={() => onPick(type)}
                className="flex cursor-default select-none items-center gap-3 rounded-sm px-2 py-1.75 data-[selected=true]:bg-hover"
              >
                <IconTile icon={type.icon} tint={connectorOf(manifest, type)?.tint ?? 'grey'} />
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium text-md">{type.title}</span>
                  <span className="block truncate text-ink-3 text-sm">{type.summary}</span>
                </span>
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  )
}
