import { z } from 'zod'
import type { Memory } from '@/flow/define/capabilities'
import type { Fields } from './invoice/reading'

const SEEN = 'invoice.seen'
const ACCOUNTS = 'invoice.accounts'

const SeenSchema = z.object({ by: z.string(), file: z.string() })
const AccountSchema = z.object({ iban: z.string() })

/**
 * What earlier runs know of the vendor: the same number before means a bill that may be paid twice, another account may mean
 * fraud. A changed account is never learnt from an invoice, so it stays a reason to look until a person has settled it.
 * `by` is the step that read it: when a step is repeated, its own note is no duplicate.
 */
export async function reasonsFromMemory(memory: Memory, fields: Fields, reader: { by: string; file: string }): Promise<string[]> {
  const { vendor, vendorTaxId, invoiceNumber, iban } = fields
  if (!vendor) return []
  const reasons: string[] = []
  const who = packed(vendor.value)
  if (invoiceNumber) {
    const key = `${who}|${packed(invoiceNumber.value)}`
    const seen = (await memory.recall(SEEN, key)).flatMap((value) => SeenSchema.safeParse(value).data ?? [])
    const other = seen.find(({ by }) => by !== reader.by)
    if (other)
      reasons.push(`This may be a duplicate: invoice ${invoiceNumber.value} of ${vendor.value} was read before, from “${other.file}”.`)
    if (!seen.some(({ by }) => by === reader.by)) await memory.remember(SEEN, key, reader)
  }
  if (iban) {
    const account = iban.value.replace(/\s/g, '')
    const keys = [who, ...(vendorTaxId ? [packed(vendorTaxId.value)] : [])]
    const known = (await Promise.all(keys.map((key) => accountsAt(memory, key)))).filter(({ length }) => length > 0)
    // Name and number each have to know it: a stranger may write his own number beside the name of another.
    const [first] = known.find((accounts) => !accounts.some((one) => one.iban === account)) ?? []
    if (first) {
      reasons.push(
        `The bank account has changed: it ends in ${account.slice(-4)}, earlier invoices of ${vendor.value} named one ending in ${first.iban.slice(-4)}.`,
      )
    } else if (known.length === 0) for (const key of keys) await memory.remember(ACCOUNTS, key, { iban: account })
  }
  return reasons
}

/** A person said that this is the vendor's account: from now on it is one of those that are known. */
export async function acceptAccount(memory: Memory, vendor: string, vendorTaxId: string | null, iban: string): Promise<void> {
  const account = iban.replace(/\s/g, '')
  const keys = [packed(vendor), ...(vendorTaxId ? [packed(vendorTaxId)] : [])].filter((key) => key !== '')
  for (const key of keys) {
    const known = await accountsAt(memory, key)
    if (!known.some((one) => one.iban === account)) await memory.remember(ACCOUNTS, key, { iban: account })
  }
}

async function accountsAt(memory: Memory, key: string) {
  return (await memory.recall(ACCOUNTS, key)).flatMap((value) => AccountSchema.safeParse(value).data ?? [])
}

function packed(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
