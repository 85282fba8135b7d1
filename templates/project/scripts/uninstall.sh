#!/usr/bin/env bash
# Deactivates the driver and removes the app.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

usage() {
    cat <<'END'
Usage: scripts/uninstall.sh

Deactivates the driver, then removes the app from /Applications. With SIP on only the app
itself may deactivate its driver: then this opens the app, and you run it once more.
  APPLICATIONS_DIR=dir   where the app was installed
END
}

case "${1:-}" in
    '') ;;
    -h | --help) usage; exit 0 ;;
    *) die_usage "\"$1\" is no option" ;;
esac

need_macos

# Copies that macOS has given up already need a restart and nothing else.
living='' team=''
while IFS=$'\t' read -r state _ row_team; do
    case "$state" in
        '' | terminat*) ;;
        *) living="$state" team="$row_team" ;;
    esac
done <<<"$(extension_rows)"

if [[ -n "$living" ]]; then
    sip="$(csrutil status 2>/dev/null | head -n 1 || true)"
    case "$sip" in
        *disabled*)
            # An ad-hoc signature has no team, which is written "-".
            systemextensionsctl uninstall "${team:--}" "$DRIVER_ID" ||
                die "macOS did not deactivate $DRIVER_ID. Press Deactivate Driver in the app instead." ;;
        *)
            [[ -d "$INSTALLED_APP" ]] ||
                die "$DRIVER_ID is active but its app is gone. Run scripts/install.sh, press Deactivate Driver, try again."
            open "$INSTALLED_APP"
            die "$DRIVER_ID is still active. Press Deactivate Driver in the app, then run this again." ;;
    esac
fi

if [[ -e "$INSTALLED_APP" ]]; then
    there="$(plist_value "$INSTALLED_APP/Contents/Info.plist" CFBundleIdentifier)"
    [[ "$there" == "$APP_ID" ]] ||
        die "\"$INSTALLED_APP\" is another app (\"${there:-no bundle id}\"); it stays."
    rm -rf "$INSTALLED_APP"
    printf 'Removed: %s\n' "$INSTALLED_APP"
fi

if [[ -n "$(extension_rows)" ]]; then
    printf 'Restart the Mac: macOS removes the last copy of %s then.\n' "$DRIVER_ID"
else
    printf 'Nothing of %s is left.\n' "$DRIVER_ID"
fi
