//! Requests of tests.

use super::authentication::AUTHENTICATION;
use crate::payload::declare::{choice, object};

object! {
    pub(crate) REQUEST = "request of a test" {
        allow_insecure: Bool,
        basicAuth: Choice(AUTHENTICATION),
        body: Text,
        bodyType: Only(
            "text/plain", "application/json", "text/xml", "text/html", "application/x-www-form-urlencoded", "graphql",
            "application/octet-stream", "multipart/form-data"
        ),
        callType: Only("healthcheck", "unary", "init", "tool_list", "tool_call"),
        certificate: Object(CERTIFICATE),
        certificateDomains: List(Text),
        checkCertificateRevocation: Bool,
        compressedJsonDescriptor: Text,
        compressedProtoFile: Text,
        disableAiaIntermediateFetching: Bool,
        dnsServer: Text,
        dnsServerPort: Choice(DNS_SERVER_PORT),
        files: List(Object(BODY_FILE)),
        follow_redirects: Bool,
        form: Map(Text),
        headers: Map(Text),
        host: Text,
        httpVersion: Only("http1", "http2", "any"),
        ignore_certificate_validation: Bool,
        isMessageBase64Encoded: Bool,
        mcpProtocolVersion: Only("2025-06-18"),
        message: Text,
        metadata: Map(Text),
        method: Text,
        noSavingResponseBody: Bool,
        numberOfPackets: Integer(0..=10),
        persistCookies: Bool,
        port: Choice(PORT),
        proxy: Object(PROXY),
        query: Any,
        servername: Text,
        service: Text,
        shouldTrackHops: Bool,
        timeout: Number,
        toolArgs: Map(Any),
        toolName: Text,
        url: Text,
    }
}

choice! {
    /// A number, or a template variable.
    PORT = "port" by "" {
        text => Text,
        otherwise => Integer,
    }
}

choice! {
    DNS_SERVER_PORT = "port of a DNS server" by "" {
        text => Text,
        otherwise => Integer,
    }
}

object! {
    CERTIFICATE = "client certificate" {
        cert: Object(CERTIFICATE_FILE),
        key: Object(CERTIFICATE_FILE),
    }
}

object! {
    CERTIFICATE_FILE = "file of a client certificate" {
        content: Text,
        filename: Text,
        updatedAt: Text,
    }
}

object! {
    BODY_FILE = "file of a body" {
        bucketKey: Text,
        content: Text(0..=3145728),
        encoding: Text,
        name: Text(0..=1500),
        originalFileName: Text(0..=1500),
        size: Integer(1..=3145728),
        type: Text(0..=1500),
    }
}

object! {
    PROXY = "proxy" {
        url: required Text,
        headers: Map(Text),
    }
}
