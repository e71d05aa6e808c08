# What is waited for, and what is stopped.

waiting-any = Waiting for the console, { $seconds } s
waiting-lookUp = Waiting for the directory's answer, { $seconds } s
waiting-verify = Verifying the history, { $seconds } s
waiting-export = Writing the case and its proofs, { $seconds } s
waiting-report = Writing the report and its proof, { $seconds } s
waiting-try = Waiting for the directory's answer, { $seconds } s
waiting-revoke = Revoking, and reading back what the directory says, { $seconds } s
waiting-read_back = Reading back what the directory says, { $seconds } s
waiting-open = Opening, { $seconds } s
waiting-stop = Stop waiting
waiting-change = This is not stopped half-way: it goes on until its answer is seen.
refusal-APP-stopped = You stopped waiting. Nothing was changed by that.
next-APP-stopped = Start it again when you like.
