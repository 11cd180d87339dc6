import { Check, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Receipt } from './types'

/** How it was checked, what that means, and how anybody can check it without us. */
export function Proof({ receipt }: { receipt: Receipt }) {
  const { check, seal, journal } = receipt
  return (
    <div className="flex flex-col gap-4">
      <p className="text-pretty text-ink-2">
        When a run ends, KAOS works out a digest of all it did and seals it as an event in the audit chain of the workspace. Each event of
        the chain includes the one before, and every few seconds the end of the chain is signed. So nobody can change what stands here, in
        the database itself, without the check failing. Only names of people, flows and the workspace are those of today.
      </p>
      {check.checks.length > 0 && (
        <ul className="flex flex-col gap-1.5">
          {check.checks.map(({ ok, words }) => (
            <li key={words} className="flex gap-2">
              {ok ? (
                <Check className="mt-0.5 size-4 shrink-0 text-ok" strokeWidth={2} role="img" aria-label="Holds" />
              ) : (
                <X className="mt-0.5 size-4 shrink-0 text-bad" strokeWidth={2} role="img" aria-label="Does not hold" />
              )}
              <span className={ok ? undefined : 'text-bad-ink'}>{words}</span>
            </li>
          ))}
        </ul>
      )}
      <dl className="grid grid-cols-1 gap-x-4 gap-y-2 sm:grid-cols-[140px_minmax(0,1fr)]">
        {journal.digest && <Fact name={`Journal, ${journal.events} events`}>{journal.digest}</Fact>}
        {seal && <Fact name={`Link ${seal.seq.toLocaleString()}`}>{seal.hash}</Fact>}
        {seal?.checkpoint && (
          <>
            <Fact name={`Checkpoint ${seal.checkpoint.seq.toLocaleString()}`}>{seal.checkpoint.hash}</Fact>
            <Fact name="Signed">{seal.checkpoint.at}</Fact>
            <Fact name="Signature">{seal.checkpoint.signature}</Fact>
            <Fact name="By the key">{seal.checkpoint.keyId}</Fact>
          </>
        )}
      </dl>
      <p className="text-pretty text-ink-2">
        To check it without trusting this page, download the receipt and run <code className="text-sm">npm run receipt:verify</code> on the
        file, on any computer.
      </p>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3 text-sm">{name}</dt>
      <dd className="min-w-0">
        <code className="block break-all text-ink-2 text-xs">{children}</code>
      </dd>
    </>
  )
}
