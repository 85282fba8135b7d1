//
//  ContentView.swift
//
//  Two buttons, and what macOS answered.
//

import SwiftUI

struct ContentView: View {
    @StateObject private var manager = ExtensionManager()
    @Environment(\.openURL) private var openURL

    var body: some View {
        VStack(alignment: .leading, spacing: 16) {
            Label(manager.status.headline, systemImage: symbol)
                .font(.headline)
            Text(manager.status.advice)
                .foregroundStyle(.secondary)
                .textSelection(.enabled)
                .fixedSize(horizontal: false, vertical: true)
            HStack {
                Button("Activate Driver") { manager.activate() }
                    .keyboardShortcut(.defaultAction)
                Button("Deactivate Driver") { manager.deactivate() }
                if manager.status.kind == .needsApproval {
                    Button("Open System Settings") { openURL(approvalSettings) }
                }
            }
        }
        .padding(24)
        .frame(width: 480, alignment: .leading)
    }

    private var symbol: String {
        switch manager.status.kind {
        case .idle: return "circle.dotted"
        case .working: return "hourglass"
        case .needsApproval: return "hand.raised"
        case .needsRestart: return "arrow.clockwise.circle"
        case .done: return "checkmark.circle"
        case .failed: return "exclamationmark.triangle"
        }
    }

    /// The pane where a person allows the driver; macOS 15 moved it.
    private var approvalSettings: URL {
        if #available(macOS 15, *) {
            return URL(string: "x-apple.systempreferences:com.apple.LoginItems-Settings.extension")!
        }
        return URL(string: "x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension")!
    }
}
