'use client'
import { ListChecks, Play } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogContent, DialogRoot } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Kbd } from '@/components/ui/kbd'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { Node } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'
import { asText } from '../inspector/controls/as-text'
import { useEditor, useScreen } from './context'
import { EffectsChoice } from './testing/effects-choice'
import { jsonIn } from './testing/json-in'
import { useFollowed } from './use-followed'
import { useTestRun } from './use-test-run'

/** What should the test start with? Then the draft runs as it stands. */
export function TestDialog() {
  const { screen } = useEditor()
  const open = useScreen((state) => state.dialog === 'test')
  return (
    <DialogRoot open={open} onOpenChange={(next) => screen.setState({ dialog: next ? 'test' : null })}>
      {open && <TestForm />}
    </DialogRoot>
  )
}

function TestForm() {
  const { canvas } = useEditor()
  const triggers = [...canvas.graph.getState().nodes.values()].filter((node) => canvas.manifest.nodes[node.type]?.kind === 'trigger')
  const last = useFollowed(useScreen((state) => state.run ?? state.sample))
  const [chosen, setChosen] = useState(triggers.find(({ id }) => id === last?.run.triggerNodeId)?.id ?? triggers[0]?.id)
  const trigger = triggers.find(({ id }) => id === chosen)
  if (!trigger) {
    return (
      <DialogContent title="Test">
        <EmptyState title="Nothing starts this flow yet">
          Add a start, such as “By hand” or “Webhook”, and connect it to the first step.
        </EmptyState>
      </DialogContent>
    )
  }
  return (
    <TestInput key={trigger.id} trigger={trigger} lastInput={last?.run.triggerNodeId === trigger.id ? last.run.input : undefined}>
      {triggers.length > 1 && (
        <Field label="Start with">
          {(control) => (
            <Select {...control} value={chosen} options={triggers.map(({ id, label }) => ({ value: id, label }))} onChange={setChosen} />
          )}
        </Field>
      )}
    </TestInput>
  )
}

function TestInput({ trigger, lastInput, children }: { trigger: Node; lastInput: Json | undefined; children: ReactNode }) {
  const { canvas, draft, screen, mayEdit } = useEditor()
  const test = useTestRun()
  const type = canvas.manifest.nodes[trigger.type]
  const [text, setText] = useState(() => pretty(trigger.sample ?? lastInput ?? type?.examples[0]?.output ?? {}))
  const parsed = jsonIn(text)

  const start = () => {
    if ('error' in parsed) return
    if (mayEdit && JSON.stringify(trigger.sample) !== JSON.stringify(parsed.value)) {
      draft.edit({ type: 'node.patch', id: trigger.id, patch: { sample: parsed.value } })
    }
    test.start({ input: parsed.value, triggerNodeId: trigger.id })
  }

  return (
    <DialogContent
      title="Test"
      description="The draft runs once with this data, as it stands now."
      width="md"
      footer={
        <>
          <Button variant="ghost" className="mr-auto" onClick={() => screen.setState({ dialog: 'try' })}>
            <ListChecks aria-hidden />
            Try on past runs
          </Button>
          <Button variant="primary" disabled={'error' in parsed} loading={test.isPending} onClick={start}>
            <Play aria-hidden />
            Run test
            <Kbd keys="mod+enter" tone="inverse" />
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the key of the button, from anywhere in the dialog */}
      <div
        className="flex flex-col gap-4"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
          event.preventDefault()
          start()
        }}
      >
        {children}
        <Field label={`What “${trigger.label}” gets`} hint="as JSON" error={'error' in parsed ? parsed.error : null}>
          {(control) => (
            <Textarea
              {...control}
              value={text}
              spellCheck={false}
              className="max-h-80 min-h-32 font-code text-[12px]"
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        {lastInput !== undefined && pretty(lastInput) !== text && (
          <Button size="sm" className="self-start" onClick={() => setText(pretty(lastInput))}>
            Use what the last run got
          </Button>
        )}
        <EffectsChoice />
      </div>
    </DialogContent>
  )
}

function pretty(value: Json): string {
  return typeof value === 'string' ? JSON.stringify(value) : asText(value) || 'null'
}
