'use client'
import { Plus, Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Select } from '@/components/ui/select'
import type { JsonObject } from '@/flow/json'
import { useInspected } from '../context'
import { MappingField } from '../mapping/mapping-field'
import { ResolvedLine } from '../resolved-line'
import { anyFromText, asText } from './as-text'
import type { ControlProps } from './control-props'
import { entriesOf, removed, replaced } from './entries'

const BLANK: JsonObject = { left: '', operator: 'equals', right: '' }

/** Conditions as sentences: a value, how it compares, and with what. */
export function RulesControl({ field, value, onChange, aria }: ControlProps) {
  const { readOnly } = useInspected()
  const rules = entriesOf(value)
  const shown = rules.length > 0 ? rules : [BLANK]
  const set = (index: number, change: JsonObject) => onChange(replaced(shown, index, change))
  const operator = field.entry.find((each) => each.name === 'operator')
  const right = field.entry.find((each) => each.name === 'right')
  const operators = operator?.options.map((option) => ({ value: option, label: operator.meta.options?.[option] ?? option })) ?? []
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like the rest of the form
    <div id={aria.id} role="group" aria-labelledby={aria.labelId} className="flex flex-col gap-2">
      {shown.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity of their own
        <div key={index} className="flex flex-col gap-1.5 rounded-md border bg-sunken p-2">
          <MappingField
            id={`${aria.id}-${index}-left`}
            label={`Value of rule ${index + 1}`}
            placeholder="Pick data with /"
            value={asText(rule.left)}
            onChange={(text) => set(index, { left: anyFromText(text) })}
          />
          <ResolvedLine value={rule.left} />
          <div className="flex items-start gap-1.5">
            <Select
              aria-label={`Comparison of rule ${index + 1}`}
              className="w-38 shrink-0"
              options={operators}
              value={asText(rule.operator ?? operator?.default)}
              disabled={readOnly}
              onChange={(next) => set(index, { operator: next })}
            />
            <div className="min-w-0 flex-1">
              {right?.isShown(rule) && (
                <MappingField
                  id={`${aria.id}-${index}-right`}
                  label={`Compare rule ${index + 1} with`}
                  placeholder={right.meta.placeholder}
                  value={asText(rule.right)}
                  onChange={(text) => set(index, { right: anyFromText(text) })}
                />
              )}
            </div>
            <IconButton
              icon={Trash2}
              label={`Remove rule ${index + 1}`}
              size="sm"
              className="mt-0.5"
              disabled={readOnly || rules.length === 0}
              onClick={() => onChange(removed(rules, index))}
            />
          </div>
          <ResolvedLine value={rule.right} />
        </div>
      ))}
      {!readOnly && (
        <Button variant="ghost" size="sm" className="self-start" onClick={() => onChange([...shown, BLANK])}>
          <Plus aria-hidden />
          Add a rule
        </Button>
      )}
    </div>
  )
}
