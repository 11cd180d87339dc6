'use client'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { useInspected } from '../context'
import { ApproversControl } from './approvers'
import { CasesControl } from './cases'
import { ChoiceControl } from './choice'
import { CodeControl } from './code'
import type { ControlProps } from './control-props'
import { DateTimeControl } from './date-time'
import { FlowControl } from './flow'
import { InputsControl } from './inputs'
import { JsonControl } from './json'
import { PairsControl } from './pairs'
import { RulesControl } from './rules'
import { Segmented } from './segmented'
import { TextControl } from './text'
import { TimeZoneControl } from './time-zone'
import { WeekdaysControl } from './weekdays'

/** Up to this many short choices lie side by side. */
const SIDE_BY_SIDE = 3

/** The control for a field, by what its declaration asks for. */
export function Control(props: ControlProps) {
  const { readOnly } = useInspected()
  const { field, value, onChange, aria } = props
  const shown = value ?? field.default
  switch (field.control) {
    case 'switch':
      return typeof value === 'string' ? (
        <TextControl {...props} />
      ) : (
        <Switch id={aria.id} checked={shown === true} disabled={readOnly} aria-describedby={aria.describedBy} onCheckedChange={onChange} />
      )
    case 'select':
      return <OptionsControl {...props} />
    case 'choice':
      return <ChoiceControl {...props} />
    case 'code':
      return <CodeControl {...props} />
    case 'json':
      return <JsonControl {...props} />
    case 'rules':
    case 'rows':
      return <RulesControl {...props} />
    case 'cases':
      return <CasesControl {...props} />
    case 'pairs':
      return <PairsControl {...props} />
    case 'approvers':
      return <ApproversControl {...props} />
    case 'flow':
      return <FlowControl {...props} />
    case 'inputs':
      return <InputsControl {...props} />
    case 'datetime':
      return <DateTimeControl {...props} />
    case 'weekdays':
      return <WeekdaysControl {...props} />
    case 'timezone':
      return <TimeZoneControl {...props} />
    default:
      return <TextControl {...props} />
  }
}

function OptionsControl({ field, value, onChange, aria }: ControlProps) {
  const { readOnly } = useInspected()
  const options = field.options.map((option) => ({ value: option, label: field.meta.options?.[option] ?? option }))
  const chosen = typeof value === 'string' ? value : typeof field.default === 'string' ? field.default : undefined
  const short = options.length <= SIDE_BY_SIDE && options.every(({ label }) => label.length <= 18)
  if (short)
    return <Segmented options={options} value={chosen} onChange={onChange} labelledBy={aria.labelId} id={aria.id} disabled={readOnly} />
  return (
    <Select id={aria.id} value={chosen} options={options} onChange={onChange} disabled={readOnly} aria-describedby={aria.describedBy} />
  )
}
