import type { Outputs } from '../trpc/types'
import { Avatar } from '../ui/avatar'

/** The vendors that bills were entered for. */
export function Contacts({ contacts }: { contacts: Outputs['sandbox']['ledger']['contacts'] }) {
  return (
    <section aria-labelledby="contacts" className="px-3 py-6 sm:px-5">
      <h2 id="contacts" className="font-medium text-ink-3 text-sm">
        Contacts
      </h2>
      <ul className="mt-3 grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {contacts.map(({ id, name, taxNumber }) => (
          <li key={id} className="flex min-w-0 items-center gap-3">
            <Avatar name={name} id={id} />
            <div className="min-w-0">
              <p className="truncate font-medium text-md">{name}</p>
              {taxNumber && <p className="truncate text-ink-3 text-sm">{taxNumber}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
