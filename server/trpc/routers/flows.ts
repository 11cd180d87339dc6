import { CreateFlowInput, createFlow } from '../../services/flows/create'
import { DuplicateFlowInput, duplicateFlow } from '../../services/flows/duplicate'
import { ExportFlowInput, exportFlow } from '../../services/flows/export'
import { ExportFlowsInput, exportFlows } from '../../services/flows/export-many'
import { FetchImportInput, fetchImport } from '../../services/flows/fetch-import'
import { GetFlowInput, getFlow } from '../../services/flows/get'
import { HookUrlsInput, hookUrls } from '../../services/flows/hook-urls'
import { ImportFlowInput, importFlow } from '../../services/flows/import'
import { ListFlowsInput, listFlows } from '../../services/flows/list'
import { MoveFlowInput, moveFlow } from '../../services/flows/move'
import { MoveFlowsInput, moveFlows } from '../../services/flows/move-many'
import { ReadImportInput, readImport } from '../../services/flows/read-import'
import { RemoveFlowInput, removeFlow } from '../../services/flows/remove'
import { RemoveFlowsInput, removeFlows } from '../../services/flows/remove-many'
import { RenameFlowInput, renameFlow } from '../../services/flows/rename'
import { RestoreFlowInput, restoreFlow } from '../../services/flows/restore'
import { RestoreFlowsInput, restoreFlows } from '../../services/flows/restore-many'
import { SetFlowEnabledInput, setFlowEnabled } from '../../services/flows/set-enabled'
import { SetFlowsEnabledInput, setFlowsEnabled } from '../../services/flows/set-enabled-many'
import { SetFlowLaneInput, setFlowLane } from '../../services/flows/set-lane'
import { SetFlowPausedInput, setFlowPaused } from '../../services/flows/set-paused'
import { SetFlowsPausedInput, setFlowsPaused } from '../../services/flows/set-paused-many'
import { flowsToCall } from '../../services/flows/to-call'
import { memberProcedure, router } from '../init'

export const flowsRouter = router({
  list: memberProcedure.input(ListFlowsInput).query(({ ctx, input }) => listFlows(ctx, input)),
  toCall: memberProcedure.query(({ ctx }) => flowsToCall(ctx)),
  create: memberProcedure.input(CreateFlowInput).mutation(({ ctx, input }) => createFlow(ctx, input)),
  get: memberProcedure.input(GetFlowInput).query(({ ctx, input }) => getFlow(ctx, input)),
  rename: memberProcedure.input(RenameFlowInput).mutation(({ ctx, input }) => renameFlow(ctx, input)),
  move: memberProcedure.input(MoveFlowInput).mutation(({ ctx, input }) => moveFlow(ctx, input)),
  duplicate: memberProcedure.input(DuplicateFlowInput).mutation(({ ctx, input }) => duplicateFlow(ctx, input)),
  /** Mutations, though two of them only read: what they are given does not fit into an address. */
  export: memberProcedure.input(ExportFlowInput).mutation(({ ctx, input }) => exportFlow(ctx, input)),
  fetchImport: memberProcedure.input(FetchImportInput).mutation(({ ctx, input }) => fetchImport(ctx, input)),
  readImport: memberProcedure.input(ReadImportInput).mutation(({ ctx, input }) => readImport(ctx, input)),
  import: memberProcedure.input(ImportFlowInput).mutation(({ ctx, input }) => importFlow(ctx, input)),
  remove: memberProcedure.input(RemoveFlowInput).mutation(({ ctx, input }) => removeFlow(ctx, input)),
  restore: memberProcedure.input(RestoreFlowInput).mutation(({ ctx, input }) => restoreFlow(ctx, input)),
  setEnabled: memberProcedure.input(SetFlowEnabledInput).mutation(({ ctx, input }) => setFlowEnabled(ctx, input)),
  setPaused: memberProcedure.input(SetFlowPausedInput).mutation(({ ctx, input }) => setFlowPaused(ctx, input)),
  setLane: memberProcedure.input(SetFlowLaneInput).mutation(({ ctx, input }) => setFlowLane(ctx, input)),
  moveMany: memberProcedure.input(MoveFlowsInput).mutation(({ ctx, input }) => moveFlows(ctx, input)),
  setEnabledMany: memberProcedure.input(SetFlowsEnabledInput).mutation(({ ctx, input }) => setFlowsEnabled(ctx, input)),
  setPausedMany: memberProcedure.input(SetFlowsPausedInput).mutation(({ ctx, input }) => setFlowsPaused(ctx, input)),
  removeMany: memberProcedure.input(RemoveFlowsInput).mutation(({ ctx, input }) => removeFlows(ctx, input)),
  restoreMany: memberProcedure.input(RestoreFlowsInput).mutation(({ ctx, input }) => restoreFlows(ctx, input)),
  exportMany: memberProcedure.input(ExportFlowsInput).mutation(({ ctx, input }) => exportFlows(ctx, input)),
  hookUrls: memberProcedure.input(HookUrlsInput).query(({ ctx, input }) => hookUrls(ctx, input)),
})
