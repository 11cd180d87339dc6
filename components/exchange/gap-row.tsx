'use client'
import { Select } from '../ui/select'
import type { Gap } from './types'

type GapRowProps = { gap: Gap; chosen: string | undefined; onChoose: (id: string | undefined) => void }

const LATER = 'later'
const SHOWN = 3

/** One thing the flow uses and this workspace does not have, by the name it had where it comes from. */
export function GapRow({ gap, chosen, onChoose }: GapRowProps) {
  const { kind, choices } = gap
  const choosable = kind === 'account' || kind === 'flow' || kind === 'person'
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
      <div className="min-w-0 flex-1 basis-52">
        <p className="break-words font-medium text-md">{TITLES[kind](gap)}</p>
        <p className="text-ink-2 text-sm">
          {helpOf(gap)} <UsedBy steps={gap.steps} />
        </p>
      </div>
      {choosable && choices.length > 0 && (
        <Select
          aria-label={TITLES[kind](gap)}
          className="w-52 max-sm:w-full"
          value={chosen ?? LATER}
          options={[
            { value: LATER, label: gap.left === 'optional' ? 'Without one' : 'Choose later' },
            ...choices.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => onChoose(value === LATER ? undefined : value)}
        />
      )}
    </li>
  )
}

function UsedBy({ steps }: { steps: readonly string[] }) {
  const more = steps.length - SHOWN
  return (
    <span className="break-words">
      In {steps.slice(0, SHOWN).join(', ')}
      {more > 0 && ` and ${more} more`}.
    </span>
  )
}

const TITLES: Record<Gap['kind'], (gap: Gap) => string> = {
  account: ({ name, app }) => `${name ? `Account “${short(name)}”` : 'An account'}${app ? ` at ${app}` : ''}`,
  flow: ({ name }) => (name ? `Flow “${short(name)}”` : 'Another flow'),
  person: ({ name }) => short(name) || 'Somebody',
  variable: ({ name }) => `Variable “${short(name)}”`,
  step: ({ name }) => `Kind of step “${short(name)}”`,
}

function helpOf({ kind, choices, left }: Gap): string {
  if (left === 'optional') return 'Optional: it works without one, too.'
  if (kind === 'variable' || kind === 'step' || choices.length > 0) return HELP[kind]
  return NONE[kind]
}

const HELP: Record<Gap['kind'], string> = {
  account: '',
  flow: '',
  person: 'Is asked to decide.',
  variable: 'Add it under Variables.',
  step: 'Its app is not installed here. The step stays as it is and is marked.',
}

const NONE: Record<'account' | 'flow' | 'person', string> = {
  account: 'There is no account of this app here yet. Add one under Connections, then choose it in the step.',
  flow: 'There is no other flow here yet. Import that one too, then choose it in the step.',
  person: 'There is nobody else here yet. Invite them under Members, then choose them in the step.',
}

function short(name: string): string {
  return name.length > 80 ? `${name.slice(0, 79)}…` : name
}
