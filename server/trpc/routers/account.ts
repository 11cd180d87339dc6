import { ChangePasswordInput, changePassword } from '../../services/account/change-password'
import { me } from '../../services/account/me'
import { SetMentionMailsInput, setMentionMails, wantsMentionMails } from '../../services/account/mention-mails'
import { RenamePersonInput, renamePerson } from '../../services/account/rename'
import { RevokeSessionInput, revokeSession } from '../../services/account/revoke-session'
import { listSessions } from '../../services/account/sessions'
import { signInOptions } from '../../services/account/sign-in-options'
import { SignUpInput, signUp } from '../../services/account/sign-up'
import { AcceptInvitationInput, acceptInvitation } from '../../services/members/accept-invitation'
import { OpenInvitationInput, openInvitation } from '../../services/members/open-invitation'
import { CreateWorkspaceInput, createWorkspace } from '../../services/workspaces/create'
import { personProcedure, publicProcedure, router } from '../init'

export const accountRouter = router({
  me: personProcedure.query(({ ctx }) => me(ctx.person)),
  sessions: personProcedure.query(({ ctx }) => listSessions(ctx.person)),
  revokeSession: personProcedure.input(RevokeSessionInput).mutation(({ ctx, input }) => revokeSession(ctx.person, input)),
  rename: personProcedure.input(RenamePersonInput).mutation(({ ctx, input }) => renamePerson(ctx.person, input)),
  changePassword: personProcedure.input(ChangePasswordInput).mutation(({ ctx, input }) => changePassword(ctx.person, input)),
  mentionMails: personProcedure.query(({ ctx }) => wantsMentionMails(ctx.person)),
  setMentionMails: personProcedure.input(SetMentionMailsInput).mutation(({ ctx, input }) => setMentionMails(ctx.person, input)),
  createWorkspace: personProcedure.input(CreateWorkspaceInput).mutation(({ ctx, input }) => createWorkspace(ctx.person, input)),
  signUp: publicProcedure.input(SignUpInput).mutation(({ input }) => signUp(input)),
  openInvitation: publicProcedure.input(OpenInvitationInput).query(({ input }) => openInvitation(input)),
  acceptInvitation: publicProcedure
    .input(AcceptInvitationInput)
    .mutation(({ ctx, input }) => acceptInvitation(ctx.person, input, ctx.address)),
  signInOptions: publicProcedure.query(() => signInOptions()),
})
