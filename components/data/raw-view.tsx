'use client'
import { useMemo } from 'react'
import type { Json } from '@/flow/json'
import { CopyButton } from '../ui/copy-button'
import { boundedJson } from './bounded-json'
import { ScrollBox } from './scroll-box'

/** More than anybody reads; the browser draws it without a pause. */
const MOST = 100_000

/** The data as JSON text. */
export function RawView({ value, label }: { value: Json; label: string }) {
  const { text, whole } = useMemo(() => boundedJson(value, MOST), [value])
  return (
    <div>
      <ScrollBox label={`${label} as JSON`} className="max-h-96 overflow-auto rounded-sm border bg-sunken p-2.5 font-code text-xs">
        <pre>{text}</pre>
      </ScrollBox>
      <div className="mt-1.5 flex items-center gap-2">
        {whole ? (
          <CopyButton size="sm" text={text} />
        ) : (
          <p className="text-ink-3 text-xs">This is the beginning: there is more than fits here.</p>
        )}
      </div>
    </div>
  )
}
