//! API tests: one request, or steps of several.

use super::assertion::ASSERTION;
use super::options;
use super::request;
use crate::payload::creator;
use crate::payload::declare::{choice, object};

object! {
    pub(crate) TEST = "API test" {
        config: required Object(CONFIG),
        locations: required List(Text),
        message: required Text,
        name: required Text,
        options: required Object(options::OPTIONS),
        type: required Only("api"),
        creator: read_only Object(creator::CREATOR),
        monitor_id: read_only Integer,
        public_id: read_only Text,
        status: Only("live", "paused"),
        steps: read_only Any,
        subtype: Only("http", "ssl", "tcp", "dns", "multi", "icmp", "udp", "websocket", "grpc"),
        tags: List(Text),
    }
}

object! {
    CONFIG = "configuration of an API test" {
        assertions: List(Choice(ASSERTION)),
        configVariables: List(Object(VARIABLE)),
        request: Object(request::REQUEST),
        steps: List(Choice(STEP)),
        variables: read_only Any,
        variablesFromScript: Text,
    }
}

object! {
    pub(crate) VARIABLE = "variable of a test" {
        name: required Text,
        type: required Only("global", "text", "email"),
        example: Text,
        id: Text,
        pattern: Text,
        secure: Bool,
    }
}

choice! {
    STEP = "step of an API test" by "/subtype" {
        is("http", "grpc", "ssl", "dns", "tcp", "udp", "icmp", "websocket", "mcp") => Object(REQUEST_STEP),
        is("wait") => Object(WAIT_STEP),
        is("playSubTest") => Object(SUBTEST_STEP),
    }
}

object! {
    REQUEST_STEP = "request step" {
        assertions: required List(Choice(ASSERTION)),
        name: required Text,
        request: required Object(request::REQUEST),
        subtype: required Only("http", "grpc", "ssl", "dns", "tcp", "udp", "icmp", "websocket", "mcp"),
        allowFailure: Bool,
        exitIfSucceed: Bool,
        extractedValues: List(Object(EXTRACTED_VALUE)),
        extractedValuesFromScript: Text,
        id: read_only Text,
        isCritical: Bool,
        retry: Object(options::RETRY),
    }
}

object! {
    WAIT_STEP = "wait step" {
        name: required Text,
        subtype: required Only("wait"),
        value: required Integer(0..=180),
        id: read_only Text,
    }
}

object! {
    SUBTEST_STEP = "subtest step" {
        name: required Text,
        subtestPublicId: required Text,
        subtype: required Only("playSubTest"),
        allowFailure: Bool,
        alwaysExecute: Bool,
        exitIfSucceed: Bool,
        extractedValuesFromScript: Text,
        id: read_only Text,
        isCritical: Bool,
        retry: Object(options::RETRY),
    }
}

object! {
    EXTRACTED_VALUE = "extracted value" {
        field: Text,
        name: Text,
        parser: Object(PARSER),
        secure: Bool,
        type: Only("grpc_message", "grpc_metadata", "http_body", "http_header", "http_status_code"),
    }
}

object! {
    PARSER = "parser of an extracted value" {
        type: required Only("raw", "json_path", "regex", "x_path"),
        value: Text,
    }
}
