//
//  ExtensionManager.swift
//
//  Asks macOS to activate or deactivate the driver, and keeps what it answered, in words.
//

import Combine
import Foundation
import SystemExtensions

@MainActor
final class ExtensionManager: NSObject, ObservableObject {
    struct Status: Equatable {
        enum Kind {
            case idle, working, needsApproval, needsRestart, done, failed
        }

        var kind: Kind
        var headline: String
        /// What to do next; empty where there is nothing to do.
        var advice: String
    }

    @Published private(set) var status = Status(
        kind: .idle,
        headline: "Ready",
        advice: "Activate loads the driver and keeps it loaded across restarts."
    )

    private enum Action {
        case activate, deactivate
    }

    /// The request that the status is about. An older one may still be answered; it is ignored.
    private var current: (request: OSSystemExtensionRequest, action: Action)?

    func activate() {
        submit(.activate)
    }

    func deactivate() {
        submit(.deactivate)
    }

    private func submit(_ action: Action) {
        guard let identifier = Self.driverIdentifier else {
            status = Status(
                kind: .failed,
                headline: "This app has no driver in it",
                advice: "Build the app's scheme in Xcode, or run scripts/build.sh; both put the driver into the app."
            )
            return
        }
        let request: OSSystemExtensionRequest
        switch action {
        case .activate:
            request = .activationRequest(forExtensionWithIdentifier: identifier, queue: .main)
        case .deactivate:
            request = .deactivationRequest(forExtensionWithIdentifier: identifier, queue: .main)
        }
        request.delegate = self
        current = (request, action)
        status = Status(kind: .working, headline: "Waiting for macOS…", advice: identifier)
        OSSystemExtensionManager.shared.submitRequest(request)
    }

    /// The driver's bundle identifier. macOS wants the driver's file named after it, so the file
    /// in this app tells it, and Config/Driver.xcconfig stays the one place that sets it.
    private static var driverIdentifier: String? {
        let folder = Bundle.main.bundleURL.appendingPathComponent("Contents/Library/SystemExtensions")
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let driver = files?.first { $0.pathExtension == "dext" }
        return driver?.deletingPathExtension().lastPathComponent
    }
}

// The requests name the main queue, so the delegate is called on the main actor. The protocol
// does not say so, hence @preconcurrency.
extension ExtensionManager: @preconcurrency OSSystemExtensionRequestDelegate {
    /// Another version of the driver is active. Not called while the versions are equal: then
    /// macOS keeps the driver that it has, unless developer mode is on.
    func request(
        _ request: OSSystemExtensionRequest,
        actionForReplacingExtension existing: OSSystemExtensionProperties,
        withExtension ext: OSSystemExtensionProperties
    ) -> OSSystemExtensionRequest.ReplacementAction {
        .replace
    }

    func requestNeedsUserApproval(_ request: OSSystemExtensionRequest) {
        guard request === current?.request else { return }
        status = Status(
            kind: .needsApproval,
            headline: "macOS waits for your approval",
            advice: Self.whereToApprove
        )
    }

    func request(
        _ request: OSSystemExtensionRequest,
        didFinishWithResult result: OSSystemExtensionRequest.Result
    ) {
        guard let current, request === current.request else { return }
        switch (result, current.action) {
        case (.willCompleteAfterReboot, _):
            status = Status(
                kind: .needsRestart,
                headline: "Restart the Mac to finish",
                advice: "Until then the driver that was active before stays in use."
            )
        case (_, .activate):
            status = Status(
                kind: .done,
                headline: "The driver is active",
                advice: "It starts as soon as its device is there. To follow it, run scripts/logs.sh."
            )
        case (_, .deactivate):
            status = Status(kind: .done, headline: "The driver is not active", advice: "")
        }
    }

    func request(_ request: OSSystemExtensionRequest, didFailWithError error: Error) {
        guard request === current?.request else { return }
        let answer = explain(error)
        status = Status(kind: .failed, headline: answer.headline, advice: answer.advice)
    }

    private static var whereToApprove: String {
        if #available(macOS 15, *) {
            return "Allow the driver in System Settings > General > Login Items & Extensions > Driver Extensions. Keep this app open until then."
        }
        return "Allow the driver in System Settings > Privacy & Security, below Security. Keep this app open until then."
    }
}
