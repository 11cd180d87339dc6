import { RefusedMailsInput, refusedMails } from '../../services/mail/refused'
import { memberProcedure, router } from '../init'

export const mailRouter = router({
  refused: memberProcedure.input(RefusedMailsInput).query(({ ctx, input }) => refusedMails(ctx, input)),
})
