# The desk: policy, people, security.

