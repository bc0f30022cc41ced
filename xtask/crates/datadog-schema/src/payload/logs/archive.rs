//! Archives that logs are kept in.

use crate::payload::declare::{choice, object};

object! {
    pub(crate) ARCHIVE = "log archive" {
        data: Object(DATA),
    }
}

object! {
    DATA = "data of a log archive" {
        type: required Text,
        attributes: Object(ATTRIBUTES),
        id: read_only Text,
    }
}

object! {
    ATTRIBUTES = "attributes of a log archive" {
        destination: required Choice(DESTINATION),
        name: required Text,
        query: required Text,
        compression_method: Only("GZIP", "ZSTD"),
        include_tags: Bool,
        lookup_attributes: List(Text),
        partitioning_attributes: List(Text),
        rehydration_max_scan_size_in_gb: nullable Integer,
        rehydration_tags: List(Text),
        state: read_only Only("UNKNOWN", "WORKING", "FAILING", "WORKING_AUTH_LEGACY"),
    }
}

choice! {
    DESTINATION = "destination of a log archive" by "/type" {
        is("azure") => Object(AZURE),
        is("gcs") => Object(GCS),
        is("s3") => Object(S3),
    }
}

object! {
    AZURE = "Azure destination" {
        container: required Text,
        integration: required Object(AZURE_INTEGRATION),
        storage_account: required Text,
        type: required Only("azure"),
        path: Text,
        region: Text,
    }
}

object! {
    AZURE_INTEGRATION = "Azure integration" {
        client_id: required Text,
        tenant_id: required Text,
    }
}

object! {
    GCS = "GCS destination" {
        bucket: required Text,
        integration: required Object(GCS_INTEGRATION),
        type: required Only("gcs"),
        path: Text,
    }
}

object! {
    GCS_INTEGRATION = "GCS integration" {
        client_email: required Text,
        project_id: Text,
    }
}

object! {
    S3 = "S3 destination" {
        bucket: required Text,
        integration: required Choice(S3_INTEGRATION),
        type: required Only("s3"),
        encryption: Object(S3_ENCRYPTION),
        path: Text,
        storage_class: Only("STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR"),
    }
}

object! {
    S3_ENCRYPTION = "S3 encryption" {
        type: required Only("NO_OVERRIDE", "SSE_S3", "SSE_KMS"),
        key: Text,
    }
}

choice! {
    S3_INTEGRATION = "S3 integration" by "" {
        has("access_key_id") => Object(S3_ACCESS_KEY),
        has("account_id") => Object(S3_ROLE),
    }
}

object! {
    S3_ACCESS_KEY = "S3 integration by access key" {
        access_key_id: required Text,
    }
}

object! {
    S3_ROLE = "S3 integration by role" {
        account_id: required Text,
        role_name: required Text,
    }
}
