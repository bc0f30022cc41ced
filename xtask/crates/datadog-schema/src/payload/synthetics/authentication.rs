//! Authentication of a request.

use crate::payload::declare::{choice, object};

choice! {
    pub(crate) AUTHENTICATION = "authentication of a request" by "/type" {
        is("web") => Object(WEB),
        absent => Object(WEB),
        is("sigv4") => Object(SIGV4),
        is("ntlm") => Object(NTLM),
        is("digest") => Object(DIGEST),
        is("oauth-client") => Object(OAUTH_CLIENT),
        is("oauth-rop") => Object(OAUTH_PASSWORD),
        is("jwt") => Object(JWT),
    }
}

object! {
    WEB = "basic authentication" {
        password: Text,
        type: Only("web"),
        username: Text,
    }
}

object! {
    SIGV4 = "SigV4 authentication" {
        accessKey: required Text,
        secretKey: required Text,
        type: required Only("sigv4"),
        region: Text,
        serviceName: Text,
        sessionToken: Text,
    }
}

object! {
    NTLM = "NTLM authentication" {
        type: required Only("ntlm"),
        domain: Text,
        password: Text,
        username: Text,
        workstation: Text,
    }
}

object! {
    DIGEST = "digest authentication" {
        password: required Text,
        type: required Only("digest"),
        username: required Text,
    }
}

object! {
    OAUTH_CLIENT = "OAuth client credentials" {
        accessTokenUrl: required Text,
        clientId: required Text,
        clientSecret: required Text,
        tokenApiAuthentication: required Only("header", "body"),
        type: required Only("oauth-client"),
        audience: Text,
        resource: Text,
        scope: Text,
    }
}

object! {
    OAUTH_PASSWORD = "OAuth password credentials" {
        accessTokenUrl: required Text,
        password: required Text,
        tokenApiAuthentication: required Only("header", "body"),
        type: required Only("oauth-rop"),
        username: required Text,
        audience: Text,
        clientId: Text,
        clientSecret: Text,
        resource: Text,
        scope: Text,
    }
}

object! {
    JWT = "JWT authentication" {
        algorithm: required Only("HS256", "RS256", "ES256"),
        payload: required Text,
        secret: required Text,
        type: required Only("jwt"),
        addClaims: Object(JWT_CLAIMS),
        expiresIn: Integer(1..),
        header: Text,
        tokenPrefix: Text,
    }
}

object! {
    JWT_CLAIMS = "claims of a JWT" {
        exp: Bool,
        iat: Bool,
    }
}
