'use client'
import { type SyntheticEvent, startTransition, useEffect, useMemo, useState } from 'react'
import { afterPaint } from '../ui/after-paint'
import { useScreen } from './context'
import { StepPanel } from './on-demand'

/**
 * The form of the chosen step. A step looks chosen at once; its form follows once that is painted, and not while a card is dragged.
 * Until then that of the step before stays, as it is, and takes nothing in. It is not `inert`: that has all of it styled and painted
 * anew before the step looks chosen.
 */
export function StepForm({ step }: { step: string }) {
  const dragging = useScreen((state) => state.dragging)
  const [withForm, setWithForm] = useState<string>()
  useEffect(() => {
    if (!dragging) return afterPaint(() => startTransition(() => setWithForm(step)))
  }, [step, dragging])
  const form = useMemo(() => withForm !== undefined && <StepPanel key={withForm} nodeId={withForm} />, [withForm])
  return (
    <div className="contents" {...(withForm !== step && LEAVING)}>
      {form}
    </div>
  )
}

const LEAVING = {
  'data-leaving': '',
  'aria-hidden': true,
  onPointerDownCapture: takeNothing,
  onMouseDownCapture: takeNothing,
  onClickCapture: takeNothing,
  onKeyDownCapture: takeNothing,
}

function takeNothing(event: SyntheticEvent): void {
  event.preventDefault()
  event.stopPropagation()
}
