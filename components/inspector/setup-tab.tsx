'use client'
import { ChevronRight } from 'lucide-react'
import { memo, type ReactNode, useMemo, useState } from 'react'
import { cn } from '@/components/ui/cn'
import type { ManifestNode } from '@/flow/define/manifest'
import type { Node } from '@/flow/graph/graph'
import type { Problem } from '@/flow/graph/problem'
import type { Json } from '@/flow/json'
import { type FormField, fieldsOf, paramOf } from '../canvas/form-fields'
import { InspectedProvider, useInspected } from './context'
import { Control } from './controls/control'
import { FieldRow } from './field-row'
import { TakesDrop } from './mapping/takes-drop'
import { withTextAt } from './text-at'

type SetupTabProps = {
  node: Node
  type: ManifestNode
  problems: readonly Problem[]
  onChange: (param: string, value: Json | undefined) => void
  children?: ReactNode
  /** Below the fields: what follows from them. */
  after?: ReactNode
}

/** The form of a step, made from its declaration. */
export function SetupTab({ node, type, problems, onChange, children, after }: SetupTabProps) {
  const fields = useMemo(() => fieldsOf(type.input), [type])
  const shown = fields.filter((field) => field.isShown(node.params))
  const plain = shown.filter((field) => !field.meta.advanced)
  const advanced = shown.filter((field) => field.meta.advanced)
  const isSet = advanced.some((field) => paramOf(node.params, field.name) !== undefined)
  const [open, setOpen] = useState(isSet)
  const row = (field: FormField) => (
    <Row key={field.name} field={field} value={paramOf(node.params, field.name)} problems={problems} onChange={onChange} />
  )
  return (
    <div data-fields className="flex flex-col gap-4.5 px-4 py-4">
      {children}
      {shown.length === 0 && <p className="text-ink-3 text-sm">There is nothing to set up.</p>}
      {plain.map(row)}
      {advanced.length > 0 && (
        <div className="flex flex-col gap-4.5 border-t pt-3">
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="flex items-center gap-1.5 rounded-sm font-medium text-ink-2 text-sm hover:text-ink"
          >
            <ChevronRight className={cn('size-4 transition-transform', open && 'rotate-90')} strokeWidth={1.75} aria-hidden />
            More options
          </button>
          {open && advanced.map(row)}
        </div>
      )}
      {after}
    </div>
  )
}

/** A field that is worked out when a pass is over sees what the steps inside gave. */
function AfterPass({ children }: { children: ReactNode }) {
  const inspected = useInspected()
  return <InspectedProvider value={{ ...inspected, ...inspected.afterPass }}>{children}</InspectedProvider>
}

type RowProps = { field: FormField; value: Json | undefined; problems: readonly Problem[]; onChange: SetupTabProps['onChange'] }

/** A key typed in one field does not concern the others. */
const Row = memo(function Row({ field, value, problems, onChange: onParam }: RowProps) {
  const onChange = (next: Json | undefined) => onParam(field.name, next)
  const own = problems.filter((problem) => problem.field === field.name || problem.field?.startsWith(`${field.name}.`))
  const mend = ({ field: at }: Problem, text: string) => onChange(withTextAt(value, at?.slice(field.name.length + 1) ?? '', text))
  const inline = field.control === 'switch' && typeof value !== 'string'
  const row = (
    <FieldRow field={field} value={value} problems={own} onMend={mend} inline={inline}>
      {(aria) => (
        <TakesDrop field={field} onDrop={onChange}>
          <Control field={field} value={value} onChange={onChange} aria={aria} />
        </TakesDrop>
      )}
    </FieldRow>
  )
  return field.meta.resolve === 'iteration' ? <AfterPass>{row}</AfterPass> : row
})
