'use client'
import { LayoutGrid } from 'lucide-react'
import Link from 'next/link'
import { IconTile } from '@/components/ui/icon-tile'
import { Kbd } from '@/components/ui/kbd'
import { later } from '@/components/ui/later'
import { useSession } from '../../shell/session'
import { useEditor } from '../context'
import { useGestures } from '../use-gestures'

const InvoiceStart = later(() => import('./invoice-start').then(({ InvoiceStart }) => InvoiceStart))
const WordsStart = later(() => import('./words-start').then(({ WordsStart }) => WordsStart))

/** What should start it? One click each. */
export function EmptyStart() {
  const { canvas, mayEdit } = useEditor()
  const gestures = useGestures()
  const { slug } = useSession().workspace
  const { manifest } = canvas
  const triggers = Object.values(manifest.nodes).filter((type) => type.kind === 'trigger')
  if (!mayEdit) return <p className="absolute inset-x-0 top-1/3 z-10 text-center text-ink-2">This flow is still empty.</p>
  return (
    <section
      data-takes-files
      className="pointer-events-none absolute inset-y-0 right-0 left-14 z-10 overflow-y-auto px-4 py-8 max-sm:pointer-events-auto sm:left-16 sm:pt-[7vh]"
    >
      <div className="mx-auto flex max-w-190 flex-col items-center text-center">
        <h2 className="font-semibold text-xl">What should start this flow?</h2>
        <p className="mt-1.5 max-w-105 text-ink-2">
          Pick a start. Then add what should happen, step by step, and test it as often as you like.
        </p>
        <div className="mt-6 grid w-full grid-cols-1 gap-3 sm:grid-cols-2">
          <InvoiceStart />
          <Link
            href={`/w/${slug}/templates`}
            className="pointer-events-auto flex items-center gap-3 rounded-md border border-line-strong bg-surface px-4 py-3 text-left shadow-card transition-colors hover:border-brand"
          >
            <LayoutGrid className="size-5 shrink-0 text-ink-3" strokeWidth={1.5} aria-hidden />
            <span>
              <span className="block font-semibold">Start from a template</span>
              <span className="text-ink-2 text-sm">Flows that are ready, to be made your own.</span>
            </span>
          </Link>
          <div className="sm:col-span-2">
            <WordsStart />
          </div>
        </div>
        <ul className="mt-3 grid w-full grid-cols-1 gap-3 sm:grid-cols-2">
          {triggers.map((type) => (
            <li key={type.type}>
              <button
                type="button"
                onClick={() => gestures.add(type, { kind: 'free', at: { x: 0, y: 0 } })}
                className="pointer-events-auto flex size-full items-center gap-3 rounded-md border border-line-strong bg-surface px-4 py-2.5 text-left shadow-card transition-colors hover:border-brand"
              >
                <IconTile icon={type.icon} tint={manifest.connectors.find(({ id }) => id === type.connector)?.tint ?? 'grey'} size={30} />
                <span>
                  <span className="block font-semibold">{type.title}</span>
                  <span className="line-clamp-2 text-ink-2 text-sm">{type.summary}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <p className="mt-6 flex items-center gap-1.5 text-ink-3 text-sm pointer-coarse:hidden">
          <Kbd keys="n" /> adds a step, <Kbd keys="?" /> shows all keys
        </p>
      </div>
    </section>
  )
}
