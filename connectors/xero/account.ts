import { z } from 'zod'
import type { ConnectionDefinition } from '@/flow/define/connection'
import type { JsonObject } from '@/flow/json'
import { openXero, tenantOf, understood } from './api'

const OrganisationsSchema = z.object({
  Organisations: z.array(z.object({ Name: z.string(), BaseCurrency: z.string().optional(), ShortCode: z.string().optional() })).min(1),
})

export const xeroAccount: ConnectionDefinition = {
  fields: z.object({
    clientId: z.string().trim().min(1, 'Enter the client id of your Xero app.').max(200).meta({
      title: 'Client id',
      description: 'Of an app that you make at developer.xero.com.',
    }),
    clientSecret: z.string().trim().max(500).default('').meta({
      title: 'Client secret',
      hint: 'none for a mobile or desktop app',
      secret: true,
    }),
  }),
  hosts: ['api.xero.com'],
  oauth2: {
    authorizationUrl: 'https://login.xero.com/identity/connect/authorize',
    tokenUrl: 'https://identity.xero.com/connect/token',
    // Apps made since March 2026 are not given the older, broad `accounting.transactions`.
    scopes: ['offline_access', 'accounting.invoices', 'accounting.contacts', 'accounting.attachments', 'accounting.settings.read'],
  },
  authorize: (request, { accessToken = '' }) => ({
    ...request,
    headers: { ...request.headers, Authorization: `Bearer ${accessToken}` },
  }),
  sandbox: true,
  async test({ use, connection }) {
    const { tenantId: chosen } = connection.settings
    const tenant = await tenantOf(use, typeof chosen === 'string' ? chosen : null)
    const xero = await openXero({ use, connection: { ...connection, settings: { ...connection.settings, tenantId: tenant.id } } })
    const [organisation] = understood(OrganisationsSchema, await xero.send({ method: 'GET', path: '/Organisation' })).Organisations
    const account = organisation?.Name ?? tenant.name
    const settings: JsonObject = { tenantId: tenant.id, tenantName: account }
    if (organisation?.BaseCurrency !== undefined) settings.currency = organisation.BaseCurrency
    if (organisation?.ShortCode !== undefined) settings.shortCode = organisation.ShortCode
    return { account, settings }
  },
}
