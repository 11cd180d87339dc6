'use client'
import { useStore } from 'zustand'
import { DialogContent, DialogRoot } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { SettingsPatch } from '@/flow/draft/edits'
import { FlowBox } from '../flow-calls/flow-box'
import { DurationInput } from '../inspector/duration-input'
import { ZoneBox } from '../time-zones/zone-box'
import { useEditor, useScreen } from './context'

/** What holds for the flow as a whole. Like every edit it is part of the draft, and counts once it is published. */
export function SettingsDialog() {
  const { screen } = useEditor()
  const open = useScreen((state) => state.dialog === 'settings')
  return (
    <DialogRoot open={open} onOpenChange={(next) => screen.setState({ dialog: next ? 'settings' : null })}>
      {open && (
        <DialogContent title="Settings of the flow" description="They are part of the draft, and count once it is published." width="md">
          <SettingsForm />
        </DialogContent>
      )}
    </DialogRoot>
  )
}

function SettingsForm() {
  const { draft, mayEdit } = useEditor()
  const settings = useStore(draft.graph, (state) => state.settings)
  const set = (change: Partial<SettingsPatch>) => draft.edit({ type: 'settings.set', settings: change })
  return (
    <div className="flex flex-col gap-4.5">
      <TimeZone chosen={settings.timeZone} onChange={(timeZone) => set({ timeZone })} />
      <ErrorFlow chosen={settings.errorFlowId} onChange={(id) => set({ errorFlowId: id ?? null })} />
      <Field label="A run may take" hint="optional" help="One that takes longer fails. Time spent waiting counts.">
        {(control) => (
          <DurationInput
            {...control}
            value={settings.runTimeoutMs}
            placeholder="As long as it takes"
            readOnly={!mayEdit}
            onChange={(ms) => set({ runTimeoutMs: ms === undefined ? null : Math.max(1_000, ms) })}
          />
        )}
      </Field>
      <Amount
        label="Steps in one run"
        help="Every step in every repetition counts."
        usual="200,000"
        value={settings.maxSteps}
        onChange={(maxSteps) => set({ maxSteps })}
      />
      <Amount
        label="Megabytes in one run"
        help="Of everything its steps give, files apart."
        usual="128"
        value={settings.maxMegabytes}
        onChange={(maxMegabytes) => set({ maxMegabytes })}
      />
    </div>
  )
}

function TimeZone({ chosen, onChange }: { chosen: string; onChange: (zone: string) => void }) {
  const { mayEdit } = useEditor()
  return (
    <Field
      label="Time zone"
      help="Of its schedules, of dates in expressions and messages, and of times to wait for, unless they say another."
    >
      {(control) => (
        <fieldset disabled={!mayEdit} className="min-w-0">
          <ZoneBox
            id={control.id}
            describedBy={control['aria-describedby']}
            label="Time zone"
            value={chosen}
            onChange={(zone) => zone && onChange(zone)}
          />
        </fieldset>
      )}
    </Field>
  )
}

function ErrorFlow({ chosen, onChange }: { chosen: string | undefined; onChange: (id: string | undefined) => void }) {
  const { mayEdit } = useEditor()
  return (
    <Field
      label="When a run fails, start"
      hint="optional"
      help="A flow that starts “When a run fails”. Live runs only, once for each; its own failures start nothing."
    >
      {(control) => (
        <fieldset disabled={!mayEdit} className="min-w-0">
          <FlowBox
            id={control.id}
            describedBy={control['aria-describedby']}
            label="When a run fails, start"
            value={chosen ?? ''}
            startsWhen="failure"
            except={undefined}
            placeholder="Nothing"
            empty="No flow starts when a run fails yet. Publish one with that start."
            onChange={onChange}
          />
        </fieldset>
      )}
    </Field>
  )
}

type AmountProps = { label: string; help: string; usual: string; value: number | undefined; onChange: (value: number | null) => void }

function Amount({ label, help, usual, value, onChange }: AmountProps) {
  const { mayEdit } = useEditor()
  return (
    <Field label={label} hint="optional" help={help}>
      {(control) => (
        <Input
          {...control}
          type="number"
          min={1}
          step={1}
          value={value ?? ''}
          placeholder={usual}
          readOnly={!mayEdit}
          onChange={({ target }) => onChange(Number.isNaN(target.valueAsNumber) ? null : Math.max(1, Math.round(target.valueAsNumber)))}
        />
      )}
    </Field>
  )
}
