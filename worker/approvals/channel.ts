import type { JsonObject } from '@/flow/json'
import type { ApprovalView } from '@/server/services/approvals/view'

/** What a message tells: the question as it stands this moment, in which workspace. */
export type Telling = { workspaceId: string; workspaceSlug: string; view: ApprovalView }

/** A way to reach people who are asked. `reference`: where the message is, to be brought up to date in place. */
export type Channel = {
  post(telling: Telling, target: JsonObject, key: string): Promise<JsonObject>
  /** The question moved on, or is settled. */
  update(telling: Telling, target: JsonObject, reference: JsonObject): Promise<void>
}
