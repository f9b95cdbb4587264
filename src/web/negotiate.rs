//! What a browser accepts and what it has already.

use crate::site::Encoding;

/// The encoding to send, by the request's `Accept-Encoding` (RFC 9110, section 12.5.3): the one of
/// the highest weight, brotli before gzip before none where weights are equal.
pub(super) fn encoding(accepted: Option<&str>) -> Encoding {
    let Some(accepted) = accepted else {
        return Encoding::Identity;
    };
    let mut weights = [None; 3];
    let mut any = None;
    for item in accepted.split(',') {
        let mut parts = item.split(';');
        let name = parts.next().unwrap_or_default().trim();
        let weight = weight(parts);
        match name.to_ascii_lowercase().as_str() {
            "br" => weights[0] = Some(weight),
            "gzip" | "x-gzip" => weights[1] = Some(weight),
            "identity" => weights[2] = Some(weight),
            "*" => any = Some(weight),
            _ => {}
        }
    }
    let [brotli, gzip, identity] = weights;
    let brotli = brotli.or(any).unwrap_or(0);
    let gzip = gzip.or(any).unwrap_or(0);
    // Not named, identity is acceptable, but only as the last choice.
    let identity = identity.unwrap_or(1);
    if brotli > 0 && brotli >= gzip && brotli >= identity {
        Encoding::Brotli
    } else if gzip > 0 && gzip >= identity {
        Encoding::Gzip
    } else {
        Encoding::Identity
    }
}

/// A weight in thousandths; 1000 where none is given, 0 where it cannot be read.
fn weight<'a>(parameters: impl Iterator<Item = &'a str>) -> u32 {
    for parameter in parameters {
        let Some((name, value)) = parameter.split_once('=') else {
            continue;
        };
        if name.trim().eq_ignore_ascii_case("q") {
            let weight: f32 = value.trim().parse().unwrap_or(0.0);
            return if (0.0..=1.0).contains(&weight) {
                (weight * 1000.0) as u32
            } else {
                0
            };
        }
    }
    1000
}

/// Whether the browser has the bytes of this tag already, by its `If-None-Match` (RFC 9110, section
/// 13.1.2, weak comparison).
pub(super) fn has(if_none_match: Option<&str>, etag: &str) -> bool {
    if_none_match.is_some_and(|tags| {
        tags.trim() == "*"
            || tags
                .split(',')
                .any(|tag| tag.trim().trim_start_matches("W/") == etag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_of_the_highest_weight_is_sent() {
        for (accepted, expected) in [
            (None, Encoding::Identity),
            (Some(""), Encoding::Identity),
            (Some("gzip, deflate, br, zstd"), Encoding::Brotli),
            (Some("gzip, deflate"), Encoding::Gzip),
            (Some("br;q=0.5, gzip;q=0.8"), Encoding::Gzip),
            (Some("br;q=0, gzip"), Encoding::Gzip),
            (Some("br;q=0, gzip;q=0"), Encoding::Identity),
            (Some("*"), Encoding::Brotli),
            (Some("*;q=0"), Encoding::Identity),
            (Some("*;q=0.5, br;q=0"), Encoding::Gzip),
            (Some("identity, br;q=0.5"), Encoding::Identity),
            (Some("BR ; Q=1.0"), Encoding::Brotli),
            (Some("br;q=nonsense, gzip;q=2"), Encoding::Identity),
        ] {
            assert_eq!(encoding(accepted), expected, "{accepted:?}");
        }
    }

    #[test]
    fn a_tag_is_found_in_a_list_and_as_a_weak_one() {
        assert!(has(Some("\"a\", W/\"b\""), "\"b\""));
        assert!(has(Some("*"), "\"b\""));
        assert!(!has(Some("\"b-gzip\""), "\"b\""));
        assert!(!has(None, "\"b\""));
    }
}
