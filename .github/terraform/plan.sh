#!/usr/bin/env bash
# plan.sh ROOT FOLDER [OPTION...]: plans terraform/ROOT into its file tfplan, with these options of `terraform plan`, and writes FOLDER/plan.txt, what Terraform would change, for people. Terraform hides what is sensitive;
# mask.sed hides what looks like a key all the same.
set -euo pipefail

root=$1
folder=$2
shift 2
mkdir -p "$folder"
printf '%s\n' "$root" > "$folder/root.txt"

status=0
{
  terraform -chdir="terraform/$root" init -no-color -lockfile=readonly \
    && terraform -chdir="terraform/$root" plan -no-color -lock-timeout=5m -out=tfplan "$@"
} > "$RUNNER_TEMP/plan.txt" 2>&1 || status=$?

sed -E -f .github/terraform/mask.sed "$RUNNER_TEMP/plan.txt" | tee "$folder/plan.txt"
exit "$status"
