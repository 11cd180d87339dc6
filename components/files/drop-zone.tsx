'use client'
import { FileUp } from 'lucide-react'
import { useId, useState } from 'react'
import { cn } from '../ui/cn'

type DropZoneProps = {
  title: string
  hint: string
  /** Is something being done with what was dropped. */
  busy?: boolean
  onFiles: (files: File[]) => void
  className?: string
}

/** Files come in by dropping, by clicking, or by keyboard: underneath it is a plain file field. */
export function DropZone({ title, hint, busy = false, onFiles, className }: DropZoneProps) {
  const id = useId()
  const [over, setOver] = useState(false)
  const take = (list: FileList | null) => {
    if (!busy && list && list.length > 0) onFiles([...list])
  }
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
      className={cn(
        'flex cursor-pointer flex-col items-center gap-1 rounded-md border border-line-strong border-dashed bg-surface px-6 py-7 text-center transition-colors focus-within:border-brand focus-within:ring-2 focus-within:ring-brand/30 hover:border-brand',
        over && 'border-brand bg-brand-soft',
        busy && 'cursor-progress opacity-60',
        className,
      )}
    >
      <FileUp className="mb-1.5 size-6 text-ink-3" strokeWidth={1.5} aria-hidden />
      <span className="font-semibold text-md">{title}</span>
      <span className="text-ink-2 text-sm">{hint}</span>
      <input
        id={id}
        type="file"
        multiple
        disabled={busy}
        className="sr-only"
        aria-label={title}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
    </label>
  )
}
