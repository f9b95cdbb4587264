//! Picture files: what they are and how large they are shown.

use super::address::Address;
use bytes::Bytes;

/// The kinds of picture that browsers of the last years all show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// Vector drawing.
    Svg,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    Webp,
    /// GIF.
    Gif,
}

impl Media {
    /// The kind a file's name promises; `None` when it is no picture.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "webp" => Some(Self::Webp),
            "gif" => Some(Self::Gif),
            _ => None,
        }
    }

    /// The media type.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml; charset=utf-8",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
        }
    }
}

/// A picture that some published page shows.
#[derive(Clone, Debug)]
pub struct PictureFile {
    /// Where it is served.
    pub address: Address,
    /// What it is.
    pub media: Media,
    /// The file.
    pub bytes: Bytes,
}

/// Width and height in CSS pixels, read from the file; `None` when they cannot be found there.
#[must_use]
pub fn size(media: Media, bytes: &[u8]) -> Option<(u32, u32)> {
    if media == Media::Svg {
        return svg_size(std::str::from_utf8(bytes).ok()?);
    }
    let size = imagesize::blob_size(bytes).ok()?;
    Some((
        u32::try_from(size.width).ok()?,
        u32::try_from(size.height).ok()?,
    ))
}

/// The size a drawing gives itself by `width` and `height`, or else by `viewBox`
/// (SVG 2, section 8.2).
fn svg_size(text: &str) -> Option<(u32, u32)> {
    let start = text.find("<svg")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let length = |name| {
        attribute(tag, name)?
            .trim_end_matches("px")
            .parse::<f64>()
            .ok()
            .filter(|pixels| *pixels >= 1.0)
    };
    let (width, height) = match (length("width"), length("height")) {
        (Some(width), Some(height)) => (width, height),
        _ => {
            let mut parts = attribute(tag, "viewBox")?
                .split([' ', ','])
                .filter_map(|part| part.parse::<f64>().ok())
                .skip(2);
            (parts.next()?, parts.next()?)
        }
    };
    let whole = |pixels: f64| {
        (pixels.is_finite() && (1.0..=20_000.0).contains(&pixels)).then(|| pixels.round() as u32)
    };
    Some((whole(width)?, whole(height)?))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag
        .find(&format!(" {name}="))
        .or_else(|| tag.find(&format!("\n{name}=")))?;
    let rest = &tag[at + name.len() + 2..];
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_has_the_size_it_gives_itself() {
        let of = |text: &str| size(Media::Svg, text.as_bytes());
        assert_eq!(
            of("<svg width=\"420\" height=\"300px\" viewBox=\"0 0 1 1\">"),
            Some((420, 300))
        );
        assert_eq!(of("<?xml?>\n<svg viewBox='0 0 48 24'>"), Some((48, 24)));
        assert_eq!(of("<svg width=\"100%\" height=\"100%\">"), None);
        assert_eq!(of("no drawing"), None);
    }
}
