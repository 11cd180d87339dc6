import type { Manifest } from '@/flow/define/manifest'
import { Approvals } from './approvals'
import { Calls } from './calls'
import { Head } from './head'
import { Proof } from './proof'
import { Readings } from './readings'
import { Section } from './section'
import { Steps } from './steps'
import type { Receipt } from './types'
import { Verdict } from './verdict'
import './receipt.css'

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' })

/** One page that tells a run from what started it to what it left behind, on screen and on paper. */
export function ReceiptDocument({ receipt, manifest }: { receipt: Receipt; manifest: Manifest }) {
  const { readings, calls, approvals, nodes, check } = receipt
  return (
    <article
      data-receipt
      className="mx-auto flex max-w-190 flex-col gap-6 rounded-lg border bg-surface px-5 py-7 shadow-card sm:px-10 sm:py-9"
    >
      <Head receipt={receipt} />
      <Verdict check={check} removed={receipt.run.detailsRemovedAt !== null} />
      <Section title="What happened">
        {receipt.run.detailsRemovedAt === null ? (
          <Steps receipt={receipt} manifest={manifest} />
        ) : (
          <p className="text-ink-2">
            Its steps were removed on {DAY.format(new Date(receipt.run.detailsRemovedAt))}, as this workspace wants it.
          </p>
        )}
      </Section>
      {readings.length > 0 && (
        <Section title="What was read, and where">
          <Readings readings={readings} />
        </Section>
      )}
      {calls.length > 0 && (
        <Section title="What went outside">
          <Calls calls={calls} nodes={nodes} />
        </Section>
      )}
      {approvals.length > 0 && (
        <Section title="Who decided">
          <Approvals approvals={approvals} />
        </Section>
      )}
      <Section title="How this is proved">
        <Proof receipt={receipt} />
      </Section>
    </article>
  )
}
