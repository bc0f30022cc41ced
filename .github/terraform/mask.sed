# What looks like a key of Datadog, PagerDuty, AWS, GitHub or Vault, or like a password in a URL. Used with sed -E.
s/\b[0-9a-fA-F]{40}\b/[masked]/g
s/\b[0-9a-fA-F]{32}\b/[masked]/g
s/\b(AKIA|ASIA)[A-Z0-9]{16}\b/[masked]/g
s/\b(ghp|gho|ghs|github_pat)_[A-Za-z0-9_]{20,}/[masked]/g
s/\bhv[sb]\.[A-Za-z0-9_-]{20,}/[masked]/g
s/\bdd(pat|sat)_[A-Za-z0-9_-]{20,}/[masked]/g
s#(https?://)[^/@ "]+@#\1[masked]@#g
s#(https://hooks\.slack\.com/)[^ "]+#\1[masked]#g
