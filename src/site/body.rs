//! The bytes of a page, and each encoding of them made once.

use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::OnceLock;

/// How bytes are packed for the way (RFC 9110, section 8.4.1; brotli: RFC 7932).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As they are.
    Identity,
    /// gzip.
    Gzip,
    /// brotli.
    Brotli,
}

impl Encoding {
    /// The name in headers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }
}

/// Bytes with the tag of their content. An encoding is made when it is first asked for, and kept.
#[derive(Debug)]
pub struct Body {
    identity: Bytes,
    hash: String,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
}

impl Body {
    /// A body of these bytes.
    #[must_use]
    pub fn new(identity: Bytes) -> Self {
        let mut hash = String::with_capacity(24);
        for byte in &Sha256::digest(&identity)[..12] {
            let _ = write!(hash, "{byte:02x}");
        }
        Self {
            identity,
            hash,
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    /// The strong entity tag of the bytes in an encoding (RFC 9110, section 8.8.3). It is made of
    /// the identity bytes and the encoding's name, so that nothing is compressed to compare it and
    /// all replicas agree.
    #[must_use]
    pub fn etag(&self, encoding: Encoding) -> String {
        match encoding {
            Encoding::Identity => format!("\"{}\"", self.hash),
            _ => format!("\"{}-{}\"", self.hash, encoding.name()),
        }
    }

    /// Whether the bytes in an encoding are there already.
    #[must_use]
    pub fn is_ready(&self, encoding: Encoding) -> bool {
        match encoding {
            Encoding::Identity => true,
            Encoding::Gzip => self.gzip.get().is_some(),
            Encoding::Brotli => self.brotli.get().is_some(),
        }
    }

    /// The bytes in an encoding. Makes them when they are not there, which takes milliseconds.
    #[must_use]
    pub fn bytes(&self, encoding: Encoding) -> Bytes {
        match encoding {
            Encoding::Identity => self.identity.clone(),
            Encoding::Gzip => self.gzip.get_or_init(|| gzip(&self.identity)).clone(),
            Encoding::Brotli => self.brotli.get_or_init(|| brotli(&self.identity)).clone(),
        }
    }
}

fn gzip(bytes: &[u8]) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    // Writing into memory cannot fail.
    packed.map(Bytes::from).unwrap_or_default()
}

fn brotli(bytes: &[u8]) -> Bytes {
    let mut packed = Vec::new();
    // A window of 2^22: small windows were measured to be far slower, not faster.
    let params = brotli::enc::BrotliEncoderParams {
        quality: 9,
        lgwin: 22,
        ..Default::default()
    };
    let mut input = bytes;
    let written = brotli::BrotliCompress(&mut input, &mut packed, &params);
    // Writing into memory cannot fail.
    written.map(|_| Bytes::from(packed)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn each_encoding_unpacks_to_the_same_bytes() {
        let words = Bytes::from("running and backs, ".repeat(500));
        let body = Body::new(words.clone());
        let mut gunzipped = Vec::new();
        flate2::read::GzDecoder::new(&body.bytes(Encoding::Gzip)[..])
            .read_to_end(&mut gunzipped)
            .unwrap();
        assert_eq!(gunzipped, words);
        let mut unbrotlied = Vec::new();
        brotli::BrotliDecompress(&mut &body.bytes(Encoding::Brotli)[..], &mut unbrotlied).unwrap();
        assert_eq!(unbrotlied, words);
        let tags: std::collections::BTreeSet<_> =
            [Encoding::Identity, Encoding::Gzip, Encoding::Brotli]
                .map(|one| body.etag(one))
                .into();
        assert_eq!(tags.len(), 3);
    }
}
