import { X } from 'lucide-react'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { useHandOnFocus } from '../ui/use-hand-on-focus'

type WhatWasLeftProps = { words: string; undo: (() => void) | undefined; onHide: () => void }

/** Of what many flows were asked for: what was done, what was not, and why. It stays until it is put away. */
export function WhatWasLeft({ words, undo, onHide }: WhatWasLeftProps) {
  const note = useHandOnFocus<HTMLDivElement>()
  const undoIt = () => {
    onHide()
    undo?.()
  }
  return (
    <div
      ref={note}
      role="alert"
      className="flex shrink-0 items-center gap-3 border-t bg-wait-soft px-3 py-1.5 text-sm text-wait-ink sm:px-5"
    >
      <p dir="auto" className="min-w-0 flex-1 break-words">
        {words}
      </p>
      {undo && (
        <Button size="sm" className="max-sm:h-11" onClick={undoIt}>
          Undo
        </Button>
      )}
      <IconButton icon={X} label="Hide what was not done" size="sm" className="text-wait-ink max-sm:size-11" onClick={onHide} />
    </div>
  )
}
