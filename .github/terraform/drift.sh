#!/usr/bin/env bash
# drift.sh ROOT: fails if Datadog, AWS or Vault differ from main, or if a key should have been removed.
set -euo pipefail

root=$1
TF_VAR_today=$(date -u +%F)
export TF_VAR_today

terraform -chdir="terraform/$root" init -no-color -lockfile=readonly
status=0
terraform -chdir="terraform/$root" plan -no-color -lock-timeout=5m -detailed-exitcode > "$RUNNER_TEMP/plan.txt" 2>&1 || status=$?
sed -E -f .github/terraform/mask.sed "$RUNNER_TEMP/plan.txt"

case "$status" in
  0) ;;
  2) echo "::error::$root differs from main: apply main again, or bring the change into the repository (docs/how-to/manage-the-account.md, drift)" ;;
  *) exit "$status" ;;
esac
if grep -q 'Check block assertion failed' "$RUNNER_TEMP/plan.txt"; then
  echo "::error::a key of $root is overdue (docs/how-to/manage-the-account.md, rotate a key)"
  status=2
fi
exit "$status"
