import type { SandboxApp } from '../app'
import { forbidden, nothingThere, ok } from './answers'
import { askedBy } from './asked'
import { addAttachment, listAttachments } from './attachments'
import { createContacts, findContacts } from './contacts'
import { createInvoices, findInvoices, getInvoice, updateInvoice } from './invoices'
import { once } from './once'
import { ORGANISATION, TENANT_ID, TENANTS } from './organisation'
import { listAccounts, listTaxRates } from './settings'

/** The part of Xero that the connector speaks with (connectors/xero), for one small company. */
export const xeroSandbox: SandboxApp = async (request, context) => {
  const asked = askedBy(request)
  const { method, path, headers } = asked
  if (method === 'GET' && path === '/connections') return { status: 200, body: TENANTS }
  if (headers['xero-tenant-id'] !== TENANT_ID) return forbidden()
  const [, place = '', id, part, name] = path.split('/').map(decodeURIComponent)
  return once(asked, context, async () => {
    switch (`${method} ${[place, id && ':id', part, name && ':name'].filter(Boolean).join('/')}`) {
      case 'GET Organisation':
        return ok(context.now, { Organisations: [ORGANISATION] })
      case 'GET Accounts':
        return listAccounts(context)
      case 'GET TaxRates':
        return listTaxRates(context)
      case 'GET Contacts':
        return findContacts(asked, context)
      case 'PUT Contacts':
        return createContacts(asked, context)
      case 'GET Invoices':
        return findInvoices(asked, context)
      case 'PUT Invoices':
        return createInvoices(asked, context)
      case 'GET Invoices/:id':
        return getInvoice(id ?? '', context)
      case 'POST Invoices/:id':
        return updateInvoice(id ?? '', asked, context)
      case 'GET Invoices/:id/Attachments':
        return listAttachments(id ?? '', context)
      case 'PUT Invoices/:id/Attachments/:name':
        return addAttachment(id ?? '', name ?? '', asked, context)
      default:
        return nothingThere()
    }
  })
}
