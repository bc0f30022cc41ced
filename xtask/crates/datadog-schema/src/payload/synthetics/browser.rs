//! Browser tests: steps in a browser.

use super::api;
use super::assertion::ASSERTION;
use super::options;
use super::request;
use crate::payload::creator;
use crate::payload::declare::object;

object! {
    pub(crate) TEST = "browser test" {
        config: required Object(CONFIG),
        locations: required List(Text),
        message: required Text,
        name: required Text,
        options: required Object(options::OPTIONS),
        type: required Only("browser"),
        creator: read_only Object(creator::CREATOR),
        monitor_id: read_only Integer,
        public_id: read_only Text,
        status: Only("live", "paused"),
        steps: List(Object(STEP)),
        subtype: read_only Only("http", "ssl", "tcp", "dns", "multi", "icmp", "udp", "websocket", "grpc"),
        tags: List(Text),
    }
}

object! {
    CONFIG = "configuration of a browser test" {
        assertions: required List(Choice(ASSERTION)),
        request: required Object(request::REQUEST),
        configVariables: List(Object(api::VARIABLE)),
        setCookie: Text,
        variables: List(Object(VARIABLE)),
    }
}

object! {
    VARIABLE = "variable of a browser test" {
        name: required Text,
        type: required Only("element", "email", "global", "text"),
        example: Text,
        id: Text,
        pattern: Text,
        secure: Bool,
    }
}

object! {
    STEP = "step of a browser test" {
        allowFailure: Bool,
        alwaysExecute: Bool,
        exitIfSucceed: Bool,
        isCritical: Bool,
        name: Text,
        noScreenshot: Bool,
        params: Any,
        public_id: Text,
        timeout: Integer,
        type: Only(
            "assertCurrentUrl", "assertElementAttribute", "assertElementContent", "assertElementPresent", "assertEmail", "assertFileDownload",
            "assertFromJavascript", "assertPageContains", "assertPageLacks", "assertRequests", "click", "drag", "drop",
            "extractFromJavascript", "extractFromEmailBody", "extractVariable", "goToEmailLink", "goToUrl", "goToUrlAndMeasureTti", "hover",
            "playSubTest", "pressKey", "refresh", "runApiTest", "scroll", "selectOption", "typeText", "uploadFiles", "wait"
        ),
    }
}
