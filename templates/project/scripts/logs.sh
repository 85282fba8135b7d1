#!/usr/bin/env bash
# Shows what the driver logs and, on request, what macOS says about it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

usage() {
    cat <<END
Usage: scripts/logs.sh [--last <time>] [--system]

Follows the log lines of the driver, which begin with "$DRIVER_CLASS: ".
  --last <time>   show the past instead, and end: 10m, 2h, 1d
  --system        with the lines of the kernel, kernelmanagerd, sysextd, amfid and syspolicyd
                  that name the driver: why it was refused, not matched or terminated
END
}

last='' system=no
while [[ $# -gt 0 ]]; do
    case "$1" in
        -h | --help) usage; exit 0 ;;
        --system) system=yes ;;
        --last)
            [[ $# -ge 2 ]] || die_usage "--last needs a time, such as 10m"
            last="$2"
            shift ;;
        --last=*) last="${1#--last=}" ;;
        *) die_usage "\"$1\" is no option" ;;
    esac
    shift
done
if [[ -n "$last" && ! "$last" =~ ^[0-9]+[mhd]$ ]]; then
    die_usage "--last \"$last\" is no time: a number and m, h or d, such as 10m"
fi

need_macos
predicate="eventMessage CONTAINS \"$DRIVER_CLASS: \""
if [[ "$system" == yes ]]; then
    predicate="$predicate OR $SYSTEM_PREDICATE"
fi
if [[ -n "$last" ]]; then
    exec log show --last "$last" --info --debug --style compact --predicate "$predicate"
fi
exec log stream --level debug --style compact --predicate "$predicate"
