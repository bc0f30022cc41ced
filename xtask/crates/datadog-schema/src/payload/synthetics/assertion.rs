//! Assertions: what a response must be.

use crate::payload::declare::{choice, object};

choice! {
    pub(crate) ASSERTION = "assertion" by "/operator" {
        at("/type", "javascript") => Object(JAVASCRIPT),
        at("/type", "mcpServerCapabilities") => Object(MCP_CAPABILITIES),
        at("/type", "mcpRespectsSpecification") => Object(MCP_SPECIFICATION),
        is("md5", "sha1", "sha256") => Object(BODY_HASH),
        is("validatesJSONPath") => Object(JSON_PATH),
        is("validatesJSONSchema") => Object(JSON_SCHEMA),
        is("validatesXPath") => Object(XPATH),
        otherwise => Object(PLAIN),
    }
}

object! {
    PLAIN = "plain assertion" {
        operator: required In(OPERATORS),
        target: required Choice(VALUE),
        type: required In(TYPES),
        property: Text,
        timingsScope: Only("all", "withoutDNS"),
    }
}

object! {
    BODY_HASH = "assertion on the hash of a body" {
        operator: required Only("md5", "sha1", "sha256"),
        target: required Choice(VALUE),
        type: required Only("bodyHash"),
    }
}

object! {
    JSON_PATH = "JSON path assertion" {
        operator: required Only("validatesJSONPath"),
        type: required In(TYPES),
        property: Text,
        target: Object(JSON_PATH_TARGET),
    }
}

object! {
    JSON_PATH_TARGET = "target of a JSON path assertion" {
        elementsOperator: Text,
        jsonPath: Text,
        operator: Text,
        targetValue: Choice(VALUE),
    }
}

object! {
    JSON_SCHEMA = "JSON schema assertion" {
        operator: required Only("validatesJSONSchema"),
        type: required In(TYPES),
        target: Object(JSON_SCHEMA_TARGET),
    }
}

object! {
    JSON_SCHEMA_TARGET = "target of a JSON schema assertion" {
        jsonSchema: Text,
        metaSchema: Only("draft-07", "draft-06"),
    }
}

object! {
    XPATH = "XPath assertion" {
        operator: required Only("validatesXPath"),
        type: required In(TYPES),
        property: Text,
        target: Object(XPATH_TARGET),
    }
}

object! {
    XPATH_TARGET = "target of an XPath assertion" {
        operator: Text,
        targetValue: Choice(VALUE),
        xPath: Text,
    }
}

object! {
    JAVASCRIPT = "JavaScript assertion" {
        code: required Text,
        type: required Only("javascript"),
    }
}

object! {
    MCP_CAPABILITIES = "MCP capabilities assertion" {
        operator: required In(OPERATORS),
        target: required List(Only("completions", "experimental", "logging", "prompts", "resources", "tools")),
        type: required Only("mcpServerCapabilities"),
    }
}

object! {
    MCP_SPECIFICATION = "MCP specification assertion" {
        type: required Only("mcpRespectsSpecification"),
    }
}

choice! {
    VALUE = "value of an assertion" by "" {
        text => Text,
        otherwise => Number,
    }
}

/// What is looked at in a response.
const TYPES: &[&str] = &[
    "body",
    "header",
    "statusCode",
    "certificate",
    "responseTime",
    "property",
    "recordEvery",
    "recordSome",
    "tlsVersion",
    "minTlsVersion",
    "latency",
    "packetLossPercentage",
    "packetsReceived",
    "networkHop",
    "receivedMessage",
    "grpcHealthcheckStatus",
    "grpcMetadata",
    "grpcProto",
    "connection",
    "multiNetworkHop",
    "jitter",
    "mcpToolNameLength",
    "mcpToolCount",
];

/// How it is compared.
const OPERATORS: &[&str] = &[
    "contains",
    "doesNotContain",
    "is",
    "isNot",
    "lessThan",
    "lessThanOrEqual",
    "moreThan",
    "moreThanOrEqual",
    "matches",
    "doesNotMatch",
    "validates",
    "isInMoreThan",
    "isInLessThan",
    "doesNotExist",
    "isUndefined",
];
