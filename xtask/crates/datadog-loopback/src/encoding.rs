//! Compressed bodies.

use std::io::Read;

use axum::body::Bytes;

use crate::answer::Refusal;

/// The most bytes that a compressed body may become.
const BYTES_MAX: u64 = 64 << 20;

/// The body without its compression.
pub(crate) fn decode(encoding: Option<&str>, body: Bytes) -> Result<Bytes, Refusal> {
    let invalid = |error: String| Refusal::invalid(format!("Failed to decompress the body: {error}"));
    let read = |mut reader: Box<dyn Read + '_>| {
        let mut out = Vec::new();
        reader
            .by_ref()
            .take(BYTES_MAX)
            .read_to_end(&mut out)
            .map_err(|error| invalid(error.to_string()))?;
        Ok(Bytes::from(out))
    };
    match encoding.unwrap_or("identity") {
        "identity" | "" => Ok(body),
        "gzip" => read(Box::new(flate2::read::MultiGzDecoder::new(&*body))),
        "deflate" => read(Box::new(flate2::read::ZlibDecoder::new(&*body))),
        "zstd" | "zstd1" => {
            let decoder =
                ruzstd::decoding::StreamingDecoder::new(&*body).map_err(|error| invalid(error.to_string()))?;
            read(Box::new(decoder))
        }
        other => Err(invalid(format!("unknown encoding '{other}'"))),
    }
}
