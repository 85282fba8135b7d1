#!/usr/bin/env bash
# Looks for the reason why the driver does not load, match or run. Changes nothing.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"
. "$(dirname "${BASH_SOURCE[0]}")/doctor-checks.bash"
. "$(dirname "${BASH_SOURCE[0]}")/doctor-registry.bash"

usage() {
    cat <<'END'
Usage: scripts/doctor.sh

Checks the installed app and its driver from file to log. A line for each check: ok, warn or
FAIL, with what to do next. Exit status 1 if a check fails.
  APPLICATIONS_DIR=dir   where the app was installed
END
}

case "${1:-}" in
    '') ;;
    -h | --help) usage; exit 0 ;;
    *) die_usage "\"$1\" is no option" ;;
esac

need_macos

checks=0 warnings=0 failures=0

# report <ok|warn|FAIL> <check> <finding> [what to do next]
report() {
    local colour="$GREEN"
    checks=$((checks + 1))
    case "$1" in
        warn) colour="$YELLOW" warnings=$((warnings + 1)) ;;
        FAIL) colour="$RED" failures=$((failures + 1)) ;;
    esac
    printf '%s%-4s%s  %-14s %s\n' "$colour" "$1" "$PLAIN" "$2" "$3"
    if [[ -n "${4:-}" ]]; then
        printf '%21s-> %s\n' '' "$4"
    fi
}

printf '%s %s, driver %s\n' "$APP_NAME" "$PROJECT_VERSION" "$DRIVER_ID"
check_app
if [[ -d "$INSTALLED_APP" ]]; then
    check_dext_name
fi
if [[ -d "$dext" ]]; then
    read_signature
    check_signature
    check_dext_entitlements
    check_app_entitlements
fi
check_sip
check_developer_mode
check_activation
check_provider
check_driver
check_logs

printf '%d checks: %d failed, %d to look at\n' "$checks" "$failures" "$warnings"
[[ "$failures" -eq 0 ]]
