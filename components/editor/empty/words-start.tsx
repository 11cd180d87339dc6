'use client'
import { useReactFlow } from '@xyflow/react'
import { ChevronRight, PencilLine } from 'lucide-react'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconTile } from '@/components/ui/icon-tile'
import { Textarea } from '@/components/ui/textarea'
import { sketchOf } from '@/flow/sketch/sketch'
import { FIT } from '../../canvas/measures'
import { useEditor } from '../context'
import { drawSketch } from './draw-sketch'

const MOST = 2_000
/** At a glance. */
const MOST_STEPS = 24
const MOST_SAID = 5
const LONG = 80
const EXAMPLE = 'When an invoice arrives by mail, read it, ask for approval, then create a bill in Xero and tell Slack'

/** A flow described in words: what is understood is shown while one types, and drawn with Enter. */
export function WordsStart() {
  const { canvas, draft } = useEditor()
  const { manifest } = canvas
  const flow = useReactFlow()
  const id = useId()
  const [words, setWords] = useState('')
  const sketch = useSketch(words)

  const draw = async () => {
    draft.edit(...drawSketch(sketchOf(words, manifest), manifest))
    await draft.settled()
    requestAnimationFrame(() => void flow.fitView(FIT))
  }
  return (
    <form
      className="pointer-events-auto rounded-md border border-line-strong bg-surface px-4 py-3 text-left shadow-card transition-colors focus-within:border-brand"
      onSubmit={(event) => {
        event.preventDefault()
        if (words.trim() !== '') void draw()
      }}
    >
      <label htmlFor={id} className="flex items-center gap-3">
        <PencilLine className="size-5 shrink-0 text-ink-3" strokeWidth={1.5} aria-hidden />
        <span>
          <span className="block font-semibold">Describe it in words</span>
          <span className="text-ink-2 text-sm">A flow is drawn from them, for you to set up.</span>
        </span>
      </label>
      <div className="mt-3 flex items-end gap-2 max-sm:flex-col max-sm:items-stretch">
        <Textarea
          id={id}
          value={words}
          maxLength={MOST}
          placeholder={EXAMPLE}
          className="max-h-60 w-full resize-none"
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return
            event.preventDefault()
            event.currentTarget.form?.requestSubmit()
          }}
        />
        <Button type="submit" variant="primary" disabled={words.trim() === ''}>
          Draw it
        </Button>
      </div>
      {sketch.steps.length > 0 && (
        <ol aria-label="What is drawn" className="mt-3 flex flex-wrap items-center gap-x-1 gap-y-1.5 text-sm">
          {sketch.steps.slice(0, MOST_STEPS).map(({ type, words: said, after, inside }, at) => {
            const node = manifest.nodes[type]
            const way = after?.port ?? (inside !== undefined ? 'each' : undefined)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place among them
              <li key={at} title={said || undefined} className="flex items-center gap-1">
                {at > 0 && <ChevronRight className="size-3.5 text-ink-3" aria-hidden />}
                {way && <span className="text-ink-2">{way}:</span>}
                <span className="flex items-center gap-1.5 rounded-sm bg-sunken py-0.5 pr-2 pl-1">
                  <IconTile icon={node?.icon ?? ''} tint={tintOf(node?.connector)} size={18} />
                  {node?.title}
                </span>
              </li>
            )
          })}
          {sketch.steps.length > MOST_STEPS && <li className="text-ink-2">and {sketch.steps.length - MOST_STEPS} more</li>}
        </ol>
      )}
      {sketch.unclear.length > 0 && (
        <p className="mt-2 line-clamp-4 break-words text-sm text-wait-ink">
          Not understood: {quoted(sketch.unclear)}. It goes on a note, for you to draw.
        </p>
      )}
    </form>
  )

  function tintOf(connector: string | undefined) {
    return manifest.connectors.find(({ id }) => id === connector)?.tint ?? 'grey'
  }
}

/** A few of them: who pastes a letter does not want to read it here again. */
function quoted(unclear: readonly string[]): string {
  const said = unclear.slice(0, MOST_SAID).map((each) => `“${each.length > LONG ? `${each.slice(0, LONG)}…` : each}”`)
  const more = unclear.length - said.length
  return said.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

/** Follows the typing without holding it up. */
function useSketch(words: string) {
  const { manifest } = useEditor().canvas
  const settled = useDeferredValue(words)
  return useMemo(() => sketchOf(settled, manifest), [settled, manifest])
}
