import type { MailArrived } from '@/flow/define/mail-arrived'

export const invoiceMail: MailArrived = {
  from: { name: 'Hooli billing', address: 'billing@hooli.com' },
  to: [{ name: '', address: 'invoices@example.com' }],
  subject: 'Invoice 2041',
  text: 'Please find our invoice attached.',
  messageId: '<2041@hooli.com>',
  receivedAt: '2026-12-15T08:12:00.000Z',
  attachments: [
    {
      $file: { id: '01890a5d-ac96-774b-bcce-b302099a8057', name: 'Invoice-2041.pdf', contentType: 'application/pdf', size: 48_213 },
    },
  ],
  notes: [],
}
