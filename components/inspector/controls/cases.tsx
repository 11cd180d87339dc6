'use client'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { JsonObject } from '@/flow/json'
import { useInspected } from '../context'
import { MappingField } from '../mapping/mapping-field'
import { ResolvedLine } from '../resolved-line'
import { anyFromText, asText } from './as-text'
import type { ControlProps } from './control-props'
import { entriesOf, removed, replaced } from './entries'

/** The ways a switch can go, in the order they are tried. A way keeps its id, so its lines stay when it is renamed or moved. */
export function CasesControl({ field, value, onChange, aria }: ControlProps) {
  const { readOnly } = useInspected()
  const cases = entriesOf(value)
  const set = (index: number, change: JsonObject) => onChange(replaced(cases, index, change))
  const operator = field.entry.find((each) => each.name === 'operator')
  const right = field.entry.find((each) => each.name === 'right')
  const operators = operator?.options.map((option) => ({ value: option, label: operator.meta.options?.[option] ?? option })) ?? []
  const swap = (index: number, other: number) => {
    const moved = [...cases]
    const [a, b] = [cases[index], cases[other]]
    if (!a || !b) return
    moved[index] = b
    moved[other] = a
    onChange(moved)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like the rest of the form
    <div id={aria.id} role="group" aria-labelledby={aria.labelId} className="flex flex-col gap-2">
      {cases.map((each, index) => (
        <div key={asText(each.id)} className="flex flex-col gap-1.5 rounded-md border bg-sunken p-2">
          <div className="flex items-center gap-0.5">
            <Input
              aria-label={`Name of way ${index + 1}`}
              placeholder="Name of the way"
              value={asText(each.label)}
              readOnly={readOnly}
              onChange={(event) => set(index, { label: event.target.value })}
              className="mr-1"
            />
            <IconButton
              icon={ArrowUp}
              label={`Try way ${index + 1} earlier`}
              size="sm"
              disabled={readOnly || index === 0}
              onClick={() => swap(index, index - 1)}
            />
            <IconButton
              icon={ArrowDown}
              label={`Try way ${index + 1} later`}
              size="sm"
              disabled={readOnly || index === cases.length - 1}
              onClick={() => swap(index, index + 1)}
            />
            <IconButton
              icon={Trash2}
              label={`Remove way ${index + 1}`}
              size="sm"
              disabled={readOnly}
              onClick={() => onChange(removed(cases, index))}
            />
          </div>
          <div className="flex items-start gap-1.5">
            <Select
              aria-label={`Comparison of way ${index + 1}`}
              className="w-38 shrink-0"
              options={operators}
              value={asText(each.operator ?? operator?.default)}
              disabled={readOnly}
              onChange={(next) => set(index, { operator: next })}
            />
            <div className="min-w-0 flex-1">
              {right?.isShown(each) && (
                <MappingField
                  id={`${aria.id}-${index}-right`}
                  label={`Compare way ${index + 1} with`}
                  placeholder={right.meta.placeholder}
                  value={asText(each.right)}
                  onChange={(text) => set(index, { right: anyFromText(text) })}
                />
              )}
            </div>
          </div>
          <ResolvedLine value={each.right} at={`${index}.right`} />
        </div>
      ))}
      {!readOnly && (
        <Button variant="ghost" size="sm" className="self-start" onClick={() => onChange([...cases, blank(cases)])}>
          <Plus aria-hidden />
          Add a way
        </Button>
      )}
    </div>
  )
}

function blank(cases: readonly JsonObject[]): JsonObject {
  const taken = new Set(cases.map((each) => each.id))
  let number = cases.length + 1
  while (taken.has(`way${number}`)) number += 1
  return { id: `way${number}`, label: `Way ${number}`, operator: 'equals', right: '' }
}
