import { z } from 'zod'
import type { Capabilities, HttpRequest, HttpResponse } from '@/flow/define/capabilities'
import type { Connection } from '@/flow/define/connection'
import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { failureOf } from './failure'

const HOST = 'https://api.xero.com'

export type XeroRequest = {
  method: 'GET' | 'PUT' | 'POST'
  /** Below the accounting API: `/Invoices`. */
  path: string
  query?: Record<string, string>
  headers?: Record<string, string>
  /** With it Xero answers a repeat with the first answer, and does nothing twice. */
  key?: string
  json?: Json
  file?: FileRef
}

/** One organisation in Xero, as the account of a step may use it. */
export type Xero = { connection: Connection; send(request: XeroRequest): Promise<Json> }

const TenantsSchema = z.array(
  z.object({
    tenantId: z.string(),
    tenantName: z.string().nullish(),
    tenantType: z.string().nullish(),
    updatedDateUtc: z.string().nullish(),
  }),
)

export type Tenant = { id: string; name: string }

export async function openXero({ use, connection }: { use: Capabilities; connection: Connection | null }): Promise<Xero> {
  if (!connection) {
    throw new NodeError('no_account', 'This step has no Xero account.', { retry: false, hint: 'Choose one in its settings.' })
  }
  const { tenantId: chosen } = connection.settings
  const tenantId = typeof chosen === 'string' ? chosen : (await tenantOf(use, null)).id
  return {
    connection,
    async send({ method, path, query, key, json, file, headers: more = {} }) {
      const headers: Record<string, string> = { ...more, Accept: 'application/json', 'xero-tenant-id': tenantId }
      if (key !== undefined) headers['Idempotency-Key'] = key
      const body: HttpRequest['body'] = file ? { file, contentType: 'application/octet-stream' } : json === undefined ? undefined : { json }
      return answered(await use.http.send({ method, url: `${HOST}/api.xro/2.0${path}`, query, headers, body, followRedirects: false }))
    },
  }
}

/** The organisation that was chosen, else the one that the person let us into last: Xero names all of them. */
export async function tenantOf(use: Capabilities, chosen: string | null): Promise<Tenant> {
  const headers = { Accept: 'application/json' }
  const body = answered(await use.http.send({ method: 'GET', url: `${HOST}/connections`, headers, followRedirects: false }))
  const tenants = understood(TenantsSchema, body)
    .filter(({ tenantType }) => tenantType !== 'PRACTICE')
    .sort((a, b) => (b.updatedDateUtc ?? '').localeCompare(a.updatedDateUtc ?? ''))
  const tenant = chosen === null ? tenants[0] : tenants.find(({ tenantId }) => tenantId === chosen)
  if (tenant) return { id: tenant.tenantId, name: tenant.tenantName ?? 'Xero' }
  throw new NodeError('xero_no_organisation', 'This account is not let into any organisation in Xero.', {
    retry: false,
    hint: 'Connect it again and choose the organisation when Xero asks.',
  })
}

/** @throws NodeError when Xero answers in a form that it does not describe */
export function understood<Schema extends z.ZodType>(schema: Schema, body: Json): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new NodeError('xero_answer', 'Xero answered in a form that KAOS does not know.', {
    retry: false,
    unsure: true,
    hint: 'Look in Xero whether it was done. Its answer stands in what was recorded.',
    detail: body,
  })
}

function answered(response: HttpResponse): Json {
  if (response.status >= 200 && response.status < 300) return response.body
  throw failureOf(response)
}
