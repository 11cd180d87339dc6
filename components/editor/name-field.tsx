'use client'
import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { refuseMuch } from '@/components/ui/refuse-much'
import { namedAnew } from './typed-name'

type NameFieldProps = Omit<ComponentProps<'input'>, 'value' | 'onChange'> & {
  value: string
  label: string
  /** As the schema of what it names has it. */
  maxLength: number
  onChange: (name: string) => void
  /** It was kept or taken back by keyboard: where that goes on. */
  onDone?: () => void
  'data-name'?: boolean
}

/** A name that is changed where it stands: Enter or leaving keeps it, Escape takes it back. */
export function NameField({ value, label, maxLength, onChange, onDone, className, readOnly, ...props }: NameFieldProps) {
  const [kept, setKept] = useState({ typed: value, of: value })
  const now = kept.of === value ? kept : namedAnew(kept, value)
  if (now !== kept) setKept(now)
  const { typed } = now
  const setTyped = (next: string) => setKept({ typed: next, of: value })
  const keep = () => {
    const name = typed.trim()
    if (name === '') setTyped(value)
    else if (name !== value) onChange(name)
  }
  const keepNow = useRef(keep)
  keepNow.current = keep
  // A page that is left or loaded again does not tell the field that it is left.
  useEffect(() => {
    const onLeave = () => keepNow.current()
    window.addEventListener('beforeunload', onLeave)
    return () => window.removeEventListener('beforeunload', onLeave)
  }, [])
  return (
    <input
      {...props}
      aria-label={label}
      value={typed}
      readOnly={readOnly}
      maxLength={maxLength}
      onPaste={(event) => refuseMuch(event, maxLength)}
      spellCheck={false}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        const field = event.currentTarget
        const leave = () => {
          field.blur()
          onDone?.()
        }
        if (event.key === 'Enter') leave()
        if (event.key !== 'Escape') return
        setTyped(value)
        event.preventDefault()
        requestAnimationFrame(leave)
      }}
      className={cn(
        'field-sizing-content min-w-8 max-w-[min(46ch,calc(100%+8px))] truncate rounded-[5px] bg-transparent px-1 py-0.5 font-semibold outline-none',
        '-mx-1 hover:bg-hover focus:bg-sunken focus-visible:outline-2 focus-visible:outline-brand read-only:hover:bg-transparent',
        className,
      )}
    />
  )
}
