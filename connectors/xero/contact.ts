import { z } from 'zod'
import { NodeError } from '@/flow/define/node-error'
import { understood, type Xero } from './api'

const ContactSchema = z.object({
  ContactID: z.string(),
  Name: z.string().nullish(),
  TaxNumber: z.string().nullish(),
  ContactStatus: z.string().nullish(),
})

type Contact = z.output<typeof ContactSchema>

const ContactsSchema = z.object({ Contacts: z.array(ContactSchema) })

export type Vendor = { name: string; taxId: string }

type FoundContact = { contact: Contact; created: boolean; notes: string[] }

/**
 * The vendor in Xero: by tax number, by name, else a new one. Name and number come out of a document that a stranger wrote,
 * so an answer counts only when it is compared here; a query that was tampered with finds nobody.
 */
export async function contactFor(xero: Xero, vendor: Vendor, key: string): Promise<FoundContact> {
  const found = (await byTaxNumber(xero, vendor)) ?? (await byName(xero, vendor.name))
  if (found) return { contact: found, created: false, notes: disagreements(found, vendor) }
  const TaxNumber = vendor.taxId.slice(0, 50)
  const json = { Contacts: [{ Name: vendor.name, ...(TaxNumber === '' ? {} : { TaxNumber }) }] }
  try {
    const [contact] = understood(ContactsSchema, await xero.send({ method: 'PUT', path: '/Contacts', json, key })).Contacts
    if (!contact) throw new NodeError('xero_answer', 'Xero did not say which contact it made.', { retry: true })
    return { contact, created: true, notes: [] }
  } catch (error) {
    // Somebody else may have made it in between: names are unique in Xero.
    const meanwhile = error instanceof NodeError && error.code === 'xero_400' ? await bySearch(xero, vendor.name) : null
    if (!meanwhile) throw error
    return { contact: meanwhile, created: false, notes: disagreements(meanwhile, vendor) }
  }
}

async function byTaxNumber(xero: Xero, { taxId, name }: Vendor): Promise<Contact | null> {
  if (!/^[\p{L}\p{N} ./-]{4,50}$/u.test(taxId)) return null
  const same = (await contactsWhere(xero, { where: `TaxNumber=="${taxId}"` })).filter(
    ({ TaxNumber }) => packed(TaxNumber) === packed(taxId),
  )
  return same.length > 1 ? (same.find((contact) => isNamed(contact, name)) ?? null) : (same[0] ?? null)
}

async function byName(xero: Xero, name: string): Promise<Contact | null> {
  if (/["\\]/.test(name)) return bySearch(xero, name)
  const contacts = await contactsWhere(xero, { where: `Name=="${name}"` })
  return contacts.find((contact) => isNamed(contact, name)) ?? null
}

async function bySearch(xero: Xero, name: string): Promise<Contact | null> {
  const contacts = await contactsWhere(xero, { searchTerm: name, page: '1', pageSize: '100' })
  return contacts.find((contact) => isNamed(contact, name)) ?? null
}

async function contactsWhere(xero: Xero, query: Record<string, string>): Promise<Contact[]> {
  const { Contacts } = understood(ContactsSchema, await xero.send({ method: 'GET', path: '/Contacts', query }))
  return Contacts.filter(({ ContactStatus }) => (ContactStatus ?? 'ACTIVE') === 'ACTIVE')
}

function disagreements({ Name, TaxNumber }: Contact, { name, taxId }: Vendor): string[] {
  if (taxId !== '' && packed(TaxNumber) !== '' && packed(TaxNumber) !== packed(taxId)) {
    return [`The invoice names the tax number ${taxId}; in Xero ${Name ?? name} has ${TaxNumber}.`]
  }
  if (spaced(Name) !== spaced(name)) return [`The invoice is from “${name}”; in Xero this tax number belongs to “${Name ?? ''}”.`]
  return []
}

function isNamed({ Name }: Contact, name: string): boolean {
  return spaced(Name) === spaced(name)
}

function spaced(text: string | null | undefined): string {
  return (text ?? '').normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}

function packed(text: string | null | undefined): string {
  return (text ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
