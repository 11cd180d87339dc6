'use client'
import { CopyButton } from './copy-button'
import { Input } from './input'

/** Something to pass on: shown whole, copied with one click. */
export function CopyField({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex gap-2">
      <Input readOnly value={value} aria-label={label} onFocus={(event) => event.currentTarget.select()} className="font-code text-sm" />
      <CopyButton text={value} className="w-25" />
    </div>
  )
}
