import { z } from 'zod'
import type { JsonObject } from '@/flow/json'
import { newId } from '../../db/id'
import type { SandboxAnswer, SandboxContext } from '../app'
import { invalid, msDate, ok, unreadable } from './answers'
import { type Asked, listIn, pageOf } from './asked'

export const CONTACT = 'xero.contact'

export const ContactSchema = z.object({
  ContactID: z.string(),
  Name: z.string(),
  TaxNumber: z.string().optional(),
  ContactStatus: z.string(),
})

const NewContactsSchema = z.object({
  Contacts: z.array(z.object({ Name: z.string().optional(), TaxNumber: z.string().optional() })).min(1),
})

export async function findContacts({ query }: Asked, { records, now }: SandboxContext): Promise<SandboxAnswer> {
  const matches = filterOf(query.get('where'))
  if (!matches) return unreadable('The sandbox understands Name=="…" and TaxNumber=="…".')
  const ids = listIn(query, 'IDs')
  const search = query.get('searchTerm')?.toLowerCase() ?? ''
  const found = (await records.list(CONTACT)).flatMap(({ body }) => {
    const contact = ContactSchema.parse(body)
    const fits = matches(contact) && (ids?.includes(contact.ContactID) ?? true) && contact.Name.toLowerCase().includes(search)
    return fits && contact.ContactStatus === 'ACTIVE' ? [body] : []
  })
  return ok(now, { Contacts: pageOf(query, found) })
}

export async function createContacts({ json }: Asked, { records, now }: SandboxContext): Promise<SandboxAnswer> {
  const asked = NewContactsSchema.safeParse(json)
  if (!asked.success) return invalid(['Contacts are missing.'])
  const made: JsonObject[] = []
  const taken = new Set((await records.list(CONTACT)).map(({ body }) => ContactSchema.parse(body).Name.toLowerCase()))
  for (const { Name = '', TaxNumber } of asked.data.Contacts) {
    if (Name.trim() === '') return invalid(['The Contact Name must be specified.'])
    if (Name.length > 255) return invalid(['The contact name is longer than 255 characters.'])
    if (taken.has(Name.toLowerCase())) {
      return invalid([`The contact name ${Name} is already assigned to another contact. It must be unique across all active contacts.`])
    }
    taken.add(Name.toLowerCase())
    made.push({
      ContactID: newId(),
      ContactStatus: 'ACTIVE',
      Name,
      ...(TaxNumber === undefined ? {} : { TaxNumber }),
      EmailAddress: '',
      BankAccountDetails: '',
      Addresses: [],
      Phones: [],
      ContactGroups: [],
      ContactPersons: [],
      IsSupplier: false,
      IsCustomer: false,
      HasAttachments: false,
      HasValidationErrors: false,
      UpdatedDateUTC: msDate(now),
    })
  }
  for (const contact of made) await records.put(CONTACT, String(contact.ContactID), contact)
  return ok(now, { Contacts: made })
}

type Filter = (contact: z.output<typeof ContactSchema>) => boolean

/** Null for a filter that the sandbox does not understand. */
function filterOf(where: string | null): Filter | null {
  if (where === null) return () => true
  const [, field, value] = /^(Name|TaxNumber)=="([^"\\]*)"$/.exec(where) ?? []
  if (value === undefined) return null
  const wanted = value.toLowerCase()
  return (contact) => (field === 'Name' ? contact.Name : contact.TaxNumber)?.toLowerCase() === wanted
}
