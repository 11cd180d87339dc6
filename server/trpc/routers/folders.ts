import { CreateFolderInput, createFolder } from '../../services/folders/create'
import { listFolders } from '../../services/folders/list'
import { RemoveFolderInput, removeFolder } from '../../services/folders/remove'
import { RenameFolderInput, renameFolder } from '../../services/folders/rename'
import { memberProcedure, router } from '../init'

export const foldersRouter = router({
  list: memberProcedure.query(({ ctx }) => listFolders(ctx)),
  create: memberProcedure.input(CreateFolderInput).mutation(({ ctx, input }) => createFolder(ctx, input)),
  rename: memberProcedure.input(RenameFolderInput).mutation(({ ctx, input }) => renameFolder(ctx, input)),
  remove: memberProcedure.input(RemoveFolderInput).mutation(({ ctx, input }) => removeFolder(ctx, input)),
})
