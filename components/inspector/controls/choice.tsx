'use client'
import { List } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { hasExpression } from '@/flow/expressions/parse-template'
import { takesMapping } from '../../canvas/form-fields'
import { useNode } from '../../canvas/model'
import { useInspected } from '../context'
import { isSlash } from '../mapping/ask'
import { MappingField } from '../mapping/mapping-field'
import { asText } from './as-text'
import { ChoiceBox } from './choice-box'
import type { ControlProps } from './control-props'
import { TextControl } from './text'

/** One of what the app knows (a channel, an account), typed text, or mapped data. */
export function ChoiceControl(props: ControlProps) {
  const { field, value, onChange, aria } = props
  const { nodeId, readOnly } = useInspected()
  const node = useNode(nodeId)
  const [picking, setPicking] = useState(false)
  const text = asText(value)
  if (!node || readOnly || field.meta.choices === undefined) return <TextControl {...props} />
  const pick = () => {
    onChange(undefined)
    setPicking(true)
  }
  if (!picking && !hasExpression(text)) {
    return <ChoiceBox {...props} node={node} choices={field.meta.choices} value={text} onMap={takesMapping(field) ? pick : undefined} />
  }
  return (
    <>
      <MappingField
        id={aria.id}
        label={field.title}
        value={text}
        onChange={(next) => onChange(next === '' ? undefined : next)}
        placeholder={field.meta.placeholder}
        describedBy={aria.describedBy}
        invalid={aria.invalid}
        picking={picking}
      />
      <Button
        variant="ghost"
        size="sm"
        className="-ml-2 self-start"
        onClick={() => {
          setPicking(false)
          if (hasExpression(text) || isSlash(text)) onChange(undefined)
        }}
      >
        <List aria-hidden />
        Choose from a list
      </Button>
    </>
  )
}
