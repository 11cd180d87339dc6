'use client'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useId, useRef } from 'react'
import { Skeleton } from '../../ui/skeleton'
import { rowsFrom, useRowsInSight } from '../rows-in-sight'
import { ScrollBox } from '../scroll-box'
import type { FarValue } from './far-value'
import type { Stretch } from './held-value'
import { useStretch } from './use-stretch'

const ROW = 18

/** As `RawView`, of data that a worker holds, and all of it. */
export function FarRaw({ far, label }: { far: FarValue; label: string }) {
  const id = useId()
  const text = useQuery({ queryKey: ['far-text', id], gcTime: 0, queryFn: () => far.ask('text') })
  if (text.isError) return <p className="text-bad-ink text-sm">This is too large to be written out.</p>
  if (!text.data) return <Skeleton className="h-96 w-full" />
  return (
    <div>
      <Lines far={far} label={label} count={text.data.count} />
      {!text.data.isWhole && <p className="mt-1.5 text-ink-3 text-xs">This is the beginning: there is more than fits here.</p>}
    </div>
  )
}

function Lines({ far, label, count }: { far: FarValue; label: string; count: number }) {
  const scroller = useRef<HTMLDivElement>(null)
  const fetch = useCallback((stretch: Stretch) => far.ask('textOf', stretch), [far])
  const { itemAt, onSight } = useStretch(fetch)
  const { from, to, total } = useRowsInSight({ scroller, count, height: ROW })
  useEffect(() => onSight(from, to), [onSight, from, to])
  return (
    <ScrollBox
      ref={scroller}
      label={`${label} as JSON`}
      className="max-h-96 overflow-auto rounded-sm border bg-sunken p-2.5 font-code text-xs"
    >
      <div className="relative w-full" style={{ height: total }}>
        {rowsFrom(from, to).map((index) => (
          <pre key={index} className="absolute inset-x-0" style={{ top: index * ROW, height: ROW, lineHeight: `${ROW}px` }}>
            {itemAt(index)}
          </pre>
        ))}
      </div>
    </ScrollBox>
  )
}
