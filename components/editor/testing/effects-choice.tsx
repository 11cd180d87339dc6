'use client'
import { Segmented } from '../../inspector/controls/segmented'
import { useEditor, useScreen } from '../context'
import { type Effects, keepEffects } from './effects'

const OPTIONS = [
  { value: 'blocked', label: 'Pretend' },
  { value: 'live', label: 'For real' },
]

const MEANS: Record<Effects, string> = {
  blocked: 'Nothing leaves KAOS. Steps read for real; what would send, book or ask gives an example, and says so.',
  live: 'Steps do what they say: mails are sent, bills are made, people are asked.',
}

/** Whether tests of this flow do anything outside; kept for the next time. */
export function EffectsChoice() {
  const { flowId, screen } = useEditor()
  const effects = useScreen((state) => state.effects)
  const choose = (value: string) => {
    const next = value === 'live' ? 'live' : 'blocked'
    keepEffects(flowId, next)
    screen.setState({ effects: next })
  }
  return (
    <fieldset>
      <legend id="test-effects" className="mb-1.5 font-medium text-sm">
        Effects
      </legend>
      <Segmented id="test-effects-choice" options={OPTIONS} value={effects} onChange={choose} labelledBy="test-effects" />
      <p className={effects === 'live' ? 'mt-1.5 text-sm text-wait-ink' : 'mt-1.5 text-ink-2 text-sm'}>{MEANS[effects]}</p>
    </fieldset>
  )
}
