import type { JsonObject } from '@/flow/json'

/** The organisation that every sandbox keeps its books for. */
export const TENANT_ID = '6b6f6f73-5a4d-4b0c-8e0d-000000000001'
const NAME = 'Sandbox Company'
export const BASE_CURRENCY = 'EUR'

export const TENANTS: JsonObject[] = [
  {
    id: '6b6f6f73-5a4d-4b0c-8e0d-000000000002',
    authEventId: '6b6f6f73-5a4d-4b0c-8e0d-000000000003',
    tenantId: TENANT_ID,
    tenantType: 'ORGANISATION',
    tenantName: NAME,
    createdDateUtc: '2026-01-01T00:00:00.000Z',
    updatedDateUtc: '2026-01-01T00:00:00.000Z',
  },
]

export const ORGANISATION: JsonObject = {
  OrganisationID: TENANT_ID,
  Name: NAME,
  LegalName: NAME,
  PaysTax: true,
  Version: 'GLOBAL',
  OrganisationType: 'COMPANY',
  BaseCurrency: BASE_CURRENCY,
  CountryCode: 'IE',
  IsDemoCompany: true,
  OrganisationStatus: 'ACTIVE',
  ShortCode: '!kaos',
}

export type Account = { code: string; name: string }

/** Part of the chart of accounts that Xero gives a new organisation. */
export const ACCOUNTS: readonly Account[] = [
  { code: '400', name: 'Advertising' },
  { code: '404', name: 'Bank Fees' },
  { code: '412', name: 'Consulting & Accounting' },
  { code: '420', name: 'Entertainment' },
  { code: '425', name: 'Freight & Courier' },
  { code: '429', name: 'General Expenses' },
  { code: '433', name: 'Insurance' },
  { code: '441', name: 'Legal expenses' },
  { code: '445', name: 'Light, Power, Heating' },
  { code: '453', name: 'Office Expenses' },
  { code: '461', name: 'Printing & Stationery' },
  { code: '469', name: 'Rent' },
  { code: '473', name: 'Repairs and Maintenance' },
  { code: '485', name: 'Subscriptions' },
  { code: '489', name: 'Telephone & Internet' },
  { code: '493', name: 'Travel - National' },
]

export type TaxRate = { type: string; name: string; percent: number }

/** The first is what accounts use unless a line says otherwise. */
export const TAX_RATES: readonly [TaxRate, ...TaxRate[]] = [
  { type: 'INPUT', name: 'Tax on Purchases', percent: 20 },
  { type: 'NONE', name: 'Tax Exempt', percent: 0 },
]
