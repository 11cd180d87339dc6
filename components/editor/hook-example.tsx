'use client'
import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { CopyButton } from '@/components/ui/copy-button'
import type { ManifestNode } from '@/flow/define/manifest'
import type { Node } from '@/flow/graph/graph'
import { fieldsOf, paramOf } from '../canvas/form-fields'
import { callExample } from './call-example'
import { useHookAddress } from './use-hook-address'

/** How the webhook is called, with what its callers have to prove, as it is set up now. */
export function HookExample({ node, type }: { node: Node; type: ManifestNode }) {
  const { address } = useHookAddress(node.id)
  const [open, setOpen] = useState(false)
  const id = useId()
  if (!address) return null

  const usual = new Map(fieldsOf(type.input).map((field) => [field.name, field.default]))
  const example = callExample(address, (name) => String(paramOf(node.params, name) ?? usual.get(name) ?? ''))
  return (
    <div className="flex flex-col gap-2">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex items-center gap-1.5 rounded-sm font-medium text-ink-2 text-sm hover:text-ink"
      >
        <ChevronRight className={cn('size-4 transition-transform', open && 'rotate-90')} strokeWidth={1.75} aria-hidden />
        How to call it
      </button>
      <div id={id} hidden={!open} className="flex flex-col items-start gap-2">
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get there
          tabIndex={0}
          className="w-full overflow-x-auto rounded-md bg-sunken px-3 py-2 font-code text-xs"
        >
          {example}
        </pre>
        <CopyButton text={example} size="sm" />
      </div>
    </div>
  )
}
