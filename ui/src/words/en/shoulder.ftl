## Co-signing over the shoulder, at the agent's console

shoulder-title = Co-sign here
shoulder-lead = A supervisor beside you signs with their own key, at this console. Your session stays open, and the record says that it was signed here. Local P-34
shoulder-open = Co-sign here
shoulder-close = Close without a signature
shoulder-who = Who co-signs?
shoulder-who-why = The supervisor inserts their own key, and types their own PIN in the PIN window. Their key says who they are; you do not.
shoulder-who-go = Show what is signed
shoulder-who-busy = Asking the key…
shoulder-as = For { $name } to read
shoulder-as-why = Hand over mouse and screen. The PIN window repeats subject, tier, action and digest: compare them with this page.
shoulder-sign-go = Co-sign with your key
shoulder-sign-busy = Co-signing…
shoulder-over = This request has ended. Begin again.
shoulder-done = Co-signed here
shoulder-done-why = { $signed } of { $needed } signatures. The record says that it was signed at your console.
shoulder-mark = At the console of { $name }
statement-shoulder = Signed at the console of
event-approval_signed_here = Co-signed over the shoulder, at the console of { $host }, with key ends { $key }
gate-APR-15 = Co-signing at this console is allowed
refusal-APR-15 = { $why ->
    [tier] A privileged case is never co-signed at the agent's console.
    [agent] Only the agent of this case lets a supervisor co-sign at their console.
    [step] Whoever stands beside somebody else's session only co-signs there.
   *[policy] The policy of this case does not let a supervisor co-sign at the agent's console.
}
next-APR-15 = Ask a supervisor to sign in for themselves and to open the case under “Approvals”.
policy-over_shoulder = A supervisor may co-sign at the agent's own console, while the agent's session stays; the record says so (Local P-34).
policy-about-over_shoulder = Whether a supervisor may co-sign at the agent's console, never a privileged case. May be left out.
