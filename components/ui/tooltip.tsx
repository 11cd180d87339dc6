'use client'
import { Slot } from 'radix-ui'
import { type FocusEvent, type PointerEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './kbd'
import { placeBeside, type Side } from './place-beside'
import { usePortalHome } from './portal-home'

const DELAY_MS = 350
/** Right after one was read, the next shows at once. */
const SKIP_MS = 200

let lastShownAt = Number.NEGATIVE_INFINITY

type TooltipProps = {
  label: ReactNode
  shortcut?: string
  side?: Side
  children: ReactNode
}

/** What a control is called, while it is pointed at or has the keyboard. */
export function Tooltip({ label, shortcut, side = 'bottom', children }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const id = useId()

  const hide = () => {
    clearTimeout(timer.current)
    if (anchor) lastShownAt = performance.now()
    setAnchor(null)
  }
  const point = ({ currentTarget, pointerType }: PointerEvent) => {
    if (pointerType === 'touch') return
    const delay = performance.now() - lastShownAt < SKIP_MS ? 0 : DELAY_MS
    timer.current = setTimeout(() => {
      // Its menu is open, and says more.
      if (currentTarget.getAttribute('aria-expanded') !== 'true') setAnchor(currentTarget)
    }, delay)
  }
  const focus = ({ currentTarget }: FocusEvent) => {
    if (currentTarget.matches(':focus-visible')) setAnchor(currentTarget)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  return (
    <>
      <Slot.Root
        aria-describedby={anchor ? id : undefined}
        onPointerEnter={point}
        onPointerLeave={hide}
        onPointerDown={hide}
        onFocus={focus}
        onBlur={hide}
      >
        {children}
      </Slot.Root>
      {anchor && (
        <Tip id={id} anchor={anchor} side={side} onGone={hide}>
          {label}
          {shortcut && <Kbd keys={shortcut} tone="inverse" />}
        </Tip>
      )}
    </>
  )
}

type TipProps = { id: string; anchor: Element; side: Side; onGone: () => void; children: ReactNode }

function Tip({ id, anchor, side, onGone, children }: TipProps) {
  const tip = useRef<HTMLDivElement>(null)
  const gone = useRef(onGone)
  const home = usePortalHome()
  gone.current = onGone

  useLayoutEffect(() => {
    const box = tip.current
    if (!box) return
    const { x, y } = placeBeside(anchor.getBoundingClientRect(), { width: box.offsetWidth, height: box.offsetHeight }, side, {
      width: document.documentElement.clientWidth,
      height: window.innerHeight,
    })
    Object.assign(box.style, { left: `${x}px`, top: `${y}px` })
  }, [anchor, side])

  useEffect(() => {
    const stopped = new AbortController()
    const { signal } = stopped
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && gone.current(), { capture: true, signal })
    window.addEventListener('scroll', () => gone.current(), { capture: true, passive: true, signal })
    return () => stopped.abort()
  }, [])

  return createPortal(
    <div
      ref={tip}
      id={id}
      role="tooltip"
      className="pop-motion pointer-events-none fixed z-50 flex max-w-72 items-center gap-2 rounded-sm bg-ink px-2 py-1 text-sm text-surface shadow-pop"
    >
      {children}
    </div>,
    home ?? document.body,
  )
}
