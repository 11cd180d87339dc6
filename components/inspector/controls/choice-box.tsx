'use client'
import { useState } from 'react'
import { PickBox, PickItem, PickList } from '@/components/ui/pick-box'
import type { Node } from '@/flow/graph/graph'
import { match } from '../../editor/match'
import { isSlash } from '../mapping/ask'
import { asText } from './as-text'
import type { ControlProps } from './control-props'
import { type Choice, useChoices } from './use-choices'

type ChoiceBoxProps = Omit<ControlProps, 'value'> & {
  node: Node
  /** As the step's declaration names the list. */
  choices: string
  value: string
  /** Turns the field into one for mapped data. */
  onMap: (() => void) | undefined
}

/** What was chosen, by its name; opens the app's own list, to be searched or typed past. */
export function ChoiceBox({ field, node, choices, value, onChange, onMap, aria }: ChoiceBoxProps) {
  const [open, setOpen] = useState(false)
  const shown = value === '' ? asText(field.default) : value
  const found = useChoices({ node, choices, param: field.name, wanted: open || shown !== '' })
  const name = found.list?.find((choice) => choice.value === shown)?.label ?? shown
  const choose = (next: string) => {
    setOpen(false)
    onChange(next === '' ? undefined : next)
  }
  return (
    <PickBox
      open={open}
      onOpenChange={(next) => {
        if (next) found.renew()
        setOpen(next)
      }}
      label={field.title}
      shown={name || field.meta.placeholder || 'Choose'}
      isEmpty={value === ''}
      field={{
        id: aria.id,
        'aria-labelledby': `${aria.labelId} ${aria.id}`,
        'aria-describedby': aria.describedBy,
        'aria-invalid': aria.invalid ? true : undefined,
        onKeyDown: (event) => {
          if (!isSlash(event.key) || !onMap) return
          event.preventDefault()
          onMap()
        },
      }}
    >
      <Choices title={field.title} found={found} value={value} onChoose={choose} onMap={onMap} />
    </PickBox>
  )
}

type ChoicesProps = {
  title: string
  found: ReturnType<typeof useChoices>
  value: string
  onChoose: (value: string) => void
  onMap: (() => void) | undefined
}

function Choices({ title, found, value, onChoose, onMap }: ChoicesProps) {
  const [text, setText] = useState('')
  const typed = text.trim()
  const list = (found.list ?? []).filter((choice) => typed === '' || fits(choice, typed))
  // What is on its way may have it: Enter waits for that.
  const isNew = !found.coming && typed !== '' && !list.some((choice) => choice.value === typed || choice.label === typed)
  return (
    <PickList
      label={title}
      text={text}
      onText={(next) => (isSlash(next) && onMap ? onMap() : setText(next))}
      placeholder={onMap ? 'Find, type, or / for data' : 'Find or type'}
      onClear={value === '' ? null : () => onChoose('')}
      words={found.words}
      failed={found.failed}
    >
      {list.map((choice) => (
        <PickItem key={choice.value} value={choice.value} chosen={choice.value === value} onSelect={() => onChoose(choice.value)}>
          <span className="min-w-0 flex-1 truncate">{choice.label}</span>
          {choice.hint && <span className="max-w-[50%] truncate text-ink-3 text-sm">{choice.hint}</span>}
        </PickItem>
      ))}
      {isNew && (
        <PickItem value={`typed ${typed}`} onSelect={() => onChoose(typed)}>
          <span className="truncate">Use “{typed}”</span>
        </PickItem>
      )}
    </PickList>
  )
}

function fits({ label, hint, value }: Choice, typed: string): boolean {
  return match(typed, { title: label, words: [value], summary: hint ?? '' }) > 0
}
