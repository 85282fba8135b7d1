# The checks of doctor.sh in the I/O Registry: is the hardware there, is the driver attached to it?
# Sourced, not run.
# shellcheck shell=bash

# What counts is the dext that is installed; before that, the sources.
# shellcheck disable=SC2154  # doctor-checks.bash sets dext
matching="$dext/Info.plist"
if [[ ! -f "$matching" ]]; then
    matching="$ROOT/Driver/Info.plist"
fi

# Of several personalities the first that names our class.
personality=''
while read -r candidate; do
    if [[ -n "$candidate" && "$(plist_value "$matching" "IOKitPersonalities.$candidate.IOUserClass")" == "$DRIVER_CLASS" ]]; then
        personality="IOKitPersonalities.$candidate"
        break
    fi
done <<<"$(plist_value "$matching" IOKitPersonalities)"

# Keeps the entries of an ioreg listing in which every line given occurs; prints their headlines.
# The lines travel in the environment because the awk of macOS takes no newline after -v.
entries_with() {
    WANTED="$1" awk '
        function judge(    i) {
            for (i = 1; i <= n; i++) if (!seen[i]) return
            if (headline != "") print headline
        }
        BEGIN { n = split(ENVIRON["WANTED"], wanted, "\n") }
        /\+-o / {
            judge()
            for (i = 1; i <= n; i++) seen[i] = 0
            headline = substr($0, index($0, "+-o ") + 4)
            next
        }
        {
            gsub(/^[ |]+|[ ]+$/, "")
            for (i = 1; i <= n; i++) if ($0 == wanted[i]) seen[i] = 1
        }
        END { judge() }'
}

# The bytes of "0xDDDDVVVV" as ioreg shows the ids of a PCI device: little-endian data.
pci_lines() {
    local match="$1"
    [[ "$match" =~ ^0x[0-9A-Fa-f]{8}$ ]] || return 0
    printf '"vendor-id" = %s\n"device-id" = %s\n' \
        "<${match:8:2}${match:6:2}0000>" "<${match:4:2}${match:2:2}0000>" | tr 'A-F' 'a-f'
}

# The lines that an ioreg entry of the wanted provider shows, from the personality.
provider_lines() {
    local key value
    for key in idVendor idProduct bcdDevice bInterfaceNumber bConfigurationValue VendorID ProductID; do
        value="$(plist_value "$matching" "$personality.$key")"
        if [[ -n "$value" ]]; then printf '"%s" = %s\n' "$key" "$value"; fi
    done
    value="$(plist_value "$matching" "$personality.IOPCIPrimaryMatch")"
    [[ -n "$value" ]] || value="$(plist_value "$matching" "$personality.IOPCIMatch")"
    pci_lines "$value"
}

check_provider() {
    local class lines listing entries
    if [[ -z "$personality" ]]; then
        report FAIL provider "no personality of \"$matching\" has IOUserClass $DRIVER_CLASS" \
            "name the class in Driver/Info.plist as in Driver/$DRIVER_CLASS.iig"
        return
    fi
    class="$(plist_value "$matching" "$personality.IOProviderClass")"
    if [[ "$class" == IOUserResources ]]; then
        report ok provider "IOUserResources, which every Mac has"
        return
    fi
    lines="$(provider_lines)"
    if [[ -z "$lines" ]]; then
        report warn provider "the personality matches $class by a pattern that is not compared here" \
            "look for the device yourself: ioreg -r -l -c $class"
        return
    fi
    listing="$(ioreg -r -d 1 -l -w 0 -c "$class" 2>/dev/null || true)"
    entries="$(entries_with "$lines" <<<"$listing")"
    if [[ -n "$entries" ]]; then
        entries="$(head -n 1 <<<"$entries")"
        report ok provider "$class: ${entries%%  <class*}"
    else
        report FAIL provider "no $class has ${lines//$'\n'/, }" \
            "plug the device in, or correct the ids in Driver/Info.plist (ioreg -r -l -c $class)"
    fi
}

check_driver() {
    local listing entries class_line code_line
    class_line="\"IOUserClass\" = \"$DRIVER_CLASS\""
    code_line="\"IOUserServerCDHash\" = \"$code_hash\""
    listing="$(ioreg -r -d 1 -l -w 0 -k IOUserClass 2>/dev/null || true)"
    entries="$(entries_with "$class_line" <<<"$listing")"
    case "$entries" in
        '')
            report FAIL driver "$DRIVER_CLASS is attached to nothing" \
                "scripts/logs.sh --last 30m --system; ids and entitlement values must fit the device" ;;
        *inactive*)
            report FAIL driver "$DRIVER_CLASS is being terminated and does not end" \
                "does every path of Stop reach super Stop (DK08)? Restart the Mac to get rid of it" ;;
        *'!registered'*)
            report warn driver "$DRIVER_CLASS is attached but not registered" \
                "Start has not returned, or has failed: scripts/logs.sh --last 30m" ;;
        *)
            if [[ -n "$code_hash" && -z "$(entries_with "$class_line"$'\n'"$code_line" <<<"$listing")" ]]; then
                report warn driver "$DRIVER_CLASS runs other code than the app installed last" \
                    "raise CURRENT_PROJECT_VERSION in Config/Shared.xcconfig, build, install, activate"
            else
                report ok driver "$DRIVER_CLASS is attached and running"
            fi ;;
    esac
}
