'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { ManifestNode } from '@/flow/define/manifest'
import type { Node } from '@/flow/graph/graph'
import { portsOf } from '@/flow/graph/ports'
import type { Json } from '@/flow/json'
import { mismatches } from '@/flow/mapping/mismatches'
import { useEditor } from '../context'
import { jsonIn } from './json-in'

type SampleFormProps = { node: Node; type: ManifestNode; start: Json; onClose: () => void }

/** Data written by hand, checked against what the step says it gives; what does not fit may be pinned all the same. */
export function SampleForm({ node, type, start, onClose }: SampleFormProps) {
  const { draft } = useEditor()
  const ports = portsOf(node, type)
  const [text, setText] = useState(() => JSON.stringify(start, null, 2))
  const [port, setPort] = useState(node.samplePort ?? ports[0]?.id)
  const parsed = jsonIn(text)
  const doubts = 'error' in parsed ? [] : mismatches(type.output, parsed.value)

  const save = () => {
    if ('error' in parsed) return
    draft.edit({ type: 'node.pin', id: node.id, sample: parsed.value, ...(port === undefined ? {} : { port }) })
    onClose()
  }

  return (
    <div className="flex flex-col gap-3">
      <Field label="Data" hint="as JSON" error={'error' in parsed ? parsed.error : null}>
        {(control) => (
          <Textarea
            {...control}
            autoFocus
            value={text}
            spellCheck={false}
            className="max-h-80 min-h-32 font-code text-[12px]"
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
                event.stopPropagation()
                save()
              }
            }}
          />
        )}
      </Field>
      {doubts.length > 0 && (
        <ul aria-label="Doubts" className="rounded-sm bg-wait-soft p-2.5 text-sm text-wait-ink">
          {doubts.map(({ path, message }) => (
            <li key={path + message}>
              {path !== '' && <code className="font-code text-xs">{path}</code>} {message}
            </li>
          ))}
        </ul>
      )}
      {ports.length > 1 && (
        <Field label="Goes on at">
          {(control) => (
            <Select {...control} value={port} options={ports.map(({ id, label }) => ({ value: id, label }))} onChange={setPort} />
          )}
        </Field>
      )}
      <div className="flex gap-2">
        <Button size="sm" variant="primary" disabled={'error' in parsed} onClick={save}>
          Pin
        </Button>
        <Button size="sm" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
