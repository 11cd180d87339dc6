import { z } from 'zod'
import type { Action, Choice } from '@/flow/define/define'
import { openXero, understood } from './api'

const AccountsSchema = z.object({
  Accounts: z.array(z.object({ Code: z.string().nullish(), Name: z.string(), Class: z.string().nullish(), Status: z.string().nullish() })),
})

const TaxRatesSchema = z.object({
  TaxRates: z.array(
    z.object({
      Name: z.string(),
      TaxType: z.string().nullish(),
      Status: z.string().nullish(),
      CanApplyToExpenses: z.boolean().nullish(),
      DisplayTaxRate: z.number().nullish(),
    }),
  ),
})

/** Bills are booked as costs, or as things that are owned. */
const FOR_BILLS = ['EXPENSE', 'ASSET']

export const billChoices: NonNullable<Action['choices']> = {
  async accounts(context) {
    const xero = await openXero(context)
    const { Accounts } = understood(AccountsSchema, await xero.send({ method: 'GET', path: '/Accounts' }))
    return Accounts.flatMap(({ Code, Name, Class, Status }): Choice[] =>
      Code && Status === 'ACTIVE' && FOR_BILLS.includes(Class ?? '') ? [{ value: Code, label: Name, hint: Code }] : [],
    )
  },
  async taxRates(context) {
    const xero = await openXero(context)
    const { TaxRates } = understood(TaxRatesSchema, await xero.send({ method: 'GET', path: '/TaxRates' }))
    return TaxRates.flatMap(({ Name, TaxType, Status, CanApplyToExpenses, DisplayTaxRate }): Choice[] =>
      TaxType && Status === 'ACTIVE' && CanApplyToExpenses ? [{ value: TaxType, label: Name, hint: `${DisplayTaxRate ?? 0} %` }] : [],
    )
  },
}
