import type { Around } from '@/flow/checks/check-graph'
import type { Tx } from '../../db/tenancy'
import { flowsAround } from '../calls/flows-around'
import { accountsIn } from '../connections/accounts-in'
import { variablesOf } from '../variables/current'

/** What a flow of the workspace can use, for checking it. */
export async function aroundFlow(tx: Tx, workspaceId: string, flowId: string): Promise<Required<Omit<Around, 'seen'>>> {
  return {
    accounts: await accountsIn(tx, workspaceId),
    flows: await flowsAround(tx, workspaceId, flowId),
    variables: await variablesOf(tx, workspaceId),
  }
}
