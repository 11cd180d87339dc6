import type { Pass } from '@/flow/engine/passes'
import { DataPane } from '../../data/data-pane'

/** A pass that was done at once with others: its steps have no record of their own, the loop knows what went in and came out. */
export function PassLook({ pass: { index, loop } }: { pass: Pass }) {
  const isOver = index < loop.outputs.length
  return (
    <>
      <p className="text-ink-2 text-sm">
        {isOver
          ? 'This item was done at once with many others: what it was and what it left behind are kept, not each step between.'
          : 'This step has not come to this item.'}
      </p>
      <Part title="Item" value={loop.items[index] ?? null} />
      {isOver && <Part title="What it left behind" value={loop.outputs[index] ?? null} />}
    </>
  )
}

function Part({ title, value }: { title: string; value: Pass['loop']['items'][number] }) {
  return (
    <section>
      <h3 className="mb-1.5 font-medium text-sm">{title}</h3>
      <DataPane value={value} label={title} />
    </section>
  )
}
