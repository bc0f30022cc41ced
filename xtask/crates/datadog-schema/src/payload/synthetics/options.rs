//! Options of tests: when they run, and when they alert.

use crate::payload::declare::object;

object! {
    pub(crate) OPTIONS = "options of a test" {
        accept_self_signed: Bool,
        allow_insecure: Bool,
        bits_ai_auto_investigate: Bool,
        blockedRequestPatterns: List(Text),
        captureNetworkPayloads: Bool,
        checkCertificateRevocation: Bool,
        ci: Object(CI),
        device_ids: List(Text),
        disableAiaIntermediateFetching: Bool,
        disableCors: Bool,
        disableCsp: Bool,
        enableProfiling: Bool,
        enableSecurityTesting: Bool,
        follow_redirects: Bool,
        httpVersion: Only("http1", "http2", "any"),
        ignoreServerCertificateError: Bool,
        ignore_certificate_validation: Bool,
        initialNavigationTimeout: Integer,
        min_failure_duration: Integer,
        min_location_failed: Integer,
        monitor_name: Text,
        monitor_options: Object(MONITOR),
        monitor_priority: Integer(1..=5),
        noScreenshot: Bool,
        restricted_roles: List(Text),
        retry: Object(RETRY),
        rumSettings: Object(RUM),
        scheduling: Object(SCHEDULING),
        tick_every: Integer(30..=604800),
    }
}

object! {
    CI = "CI options of a test" {
        executionRule: required Only("blocking", "non_blocking", "skipped"),
    }
}

object! {
    MONITOR = "monitor options of a test" {
        escalation_message: Text,
        notification_preset_name: Only(
            "show_all", "hide_all", "hide_query", "hide_handles", "hide_query_and_handles", "show_only_snapshot", "hide_handles_and_footer"
        ),
        renotify_interval: Integer(0..),
        renotify_occurrences: Integer,
    }
}

object! {
    pub(crate) RETRY = "retry of a test" {
        count: Integer,
        interval: Number,
    }
}

object! {
    RUM = "RUM settings of a test" {
        isEnabled: required Bool,
        applicationId: Text,
        clientTokenId: Integer,
    }
}

object! {
    SCHEDULING = "schedule of a test" {
        timeframes: required List(Object(TIMEFRAME)),
        timezone: required TimeZone,
    }
}

object! {
    TIMEFRAME = "time frame of a test" {
        day: required Integer(1..=7),
        from: required Text,
        to: required Text,
    }
}
