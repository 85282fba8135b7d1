//
//  ExtensionErrors.swift
//
//  What the errors of SystemExtensions mean here, and what to do about each.
//

import Foundation
import SystemExtensions

/// Says an error of an extension request in words: what is wrong, and what to do next.
func explain(_ error: Error) -> (headline: String, advice: String) {
    guard let code = (error as? OSSystemExtensionError)?.code else {
        return (error.localizedDescription, "scripts/doctor.sh checks what commonly goes wrong.")
    }
    switch code {
    case .missingEntitlement:
        return (
            "The app or the driver lacks an entitlement",
            "Sign with the .entitlements files in App and Driver: scripts/sign-adhoc.sh does, and Xcode does with a team in Config/Local.xcconfig."
        )
    case .unsupportedParentBundleLocation:
        return (
            "The app is not in the Applications folder",
            "Move it to /Applications and open it there; scripts/install.sh does both. Elsewhere it works in developer mode only: systemextensionsctl developer on"
        )
    case .extensionNotFound:
        return (
            "macOS does not find the driver",
            "To deactivate, it must be active first. To activate, it must be in this app, in a file named after its bundle identifier: build again with scripts/build.sh."
        )
    case .extensionMissingIdentifier:
        return (
            "The driver has no bundle identifier",
            "Set PRODUCT_BUNDLE_IDENTIFIER in Config/Driver.xcconfig and build again."
        )
    case .duplicateExtensionIdentifer: // Apple's spelling
        return (
            "Two drivers in this app have the same bundle identifier",
            "Delete the build folder, build again, and install the new app."
        )
    case .unknownExtensionCategory:
        return (
            "macOS does not know what kind of extension the driver is",
            "Check that the driver is a .dext and that Driver/Info.plist has IOKitPersonalities."
        )
    case .codeSignatureInvalid:
        return (
            "The driver is not signed, or macOS does not accept its signature",
            "Sign the driver first and the app after it: scripts/sign-adhoc.sh. Such a signature works with System Integrity Protection off only; with it on, sign with a team whose profile has every entitlement of the driver."
        )
    case .validationFailed:
        return (
            "macOS found a mistake in the driver's bundle",
            "Often it is the version: CURRENT_PROJECT_VERSION in Config/Shared.xcconfig must be one to three numbers, such as 1 or 1.2.3. Or Info.plist has no OSBundleUsageDescription. The reason is in the log of kernelmanagerd: scripts/logs.sh --last 10m --system"
        )
    case .forbiddenBySystemPolicy:
        return (
            "A policy of this Mac forbids the driver",
            "The Mac is managed: ask its administrator to allow the driver's team and bundle identifier."
        )
    case .requestCanceled:
        return ("The request was cancelled", "Try again.")
    case .requestSuperseded:
        return (
            "A newer request took the place of this one",
            "Wait for its answer, or for your approval in System Settings. If none comes, restart the Mac."
        )
    case .authorizationRequired:
        return (
            "macOS did not get the authorization that it asked for",
            "Try again and enter the name and password of an administrator."
        )
    default:
        return (
            "macOS gave no reason (error \(code.rawValue))",
            "\(error.localizedDescription) scripts/doctor.sh checks what commonly goes wrong."
        )
    }
}
