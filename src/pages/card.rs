//! The picture that other sites show beside a link to a page: the drawing of its category in the
//! colours of the site. It has no words, because those sites write the title beside it.

use crate::assets;
use resvg::tiny_skia::{Color, Paint, PathBuilder, Pixmap, Rect, Transform};
use resvg::usvg::{Options, Tree};

/// Width and height in pixels, as the sites that show such pictures ask for.
pub(super) const SIZE: (u32, u32) = (1200, 630);

/// The side of the drawing.
const DRAWING: f32 = 320.0;
/// The side of the sign of the site.
const SIGN: f32 = 72.0;
/// The paper, the tint and the brand colour of `static/css/tokens.css`.
const PAPER: (u8, u8, u8) = (0xfb, 0xf9, 0xf4);
const TINT: (u8, u8, u8) = (0xee, 0xf3, 0xec);
const BRAND: (u8, u8, u8) = (0x1e, 0x5b, 0x46);

/// The card with a drawing in the middle, or the sign of the site where there is none, as PNG.
/// `None` when the drawing cannot be read.
pub(super) fn png(drawing: Option<&str>) -> Option<Vec<u8>> {
    let (width, height) = (SIZE.0 as f32, SIZE.1 as f32);
    let mut card = Pixmap::new(SIZE.0, SIZE.1)?;
    card.fill(color(PAPER));
    let band = height - 40.0;
    fill(&mut card, Rect::from_xywh(0.0, band, width, 40.0)?, BRAND);
    let middle = (width / 2.0, band / 2.0);
    let mut paint = Paint::default();
    paint.set_color(color(TINT));
    paint.anti_alias = true;
    let ground = PathBuilder::from_circle(middle.0, middle.1, DRAWING * 0.78)?;
    card.fill_path(
        &ground,
        &paint,
        resvg::tiny_skia::FillRule::Winding,
        Transform::identity(),
        None,
    );
    let sign = assets::SIGN.replace("currentColor", "#1e5b46");
    match drawing {
        Some(drawing) => {
            put(&mut card, drawing, middle, DRAWING)?;
            put(&mut card, &sign, (width - 90.0, 84.0), SIGN)?;
        }
        None => put(&mut card, &sign, middle, DRAWING)?,
    }
    card.encode_png().ok()
}

fn color((red, green, blue): (u8, u8, u8)) -> Color {
    Color::from_rgba8(red, green, blue, 0xff)
}

fn fill(card: &mut Pixmap, rect: Rect, with: (u8, u8, u8)) {
    let mut paint = Paint::default();
    paint.set_color(color(with));
    card.fill_rect(rect, &paint, Transform::identity(), None);
}

/// Puts a drawing around a point, as large as fits into a square of this side.
fn put(card: &mut Pixmap, svg: &str, middle: (f32, f32), side: f32) -> Option<()> {
    let tree = Tree::from_str(svg, &Options::default()).ok()?;
    let size = tree.size();
    let scale = side / size.width().max(size.height());
    let place = Transform::from_scale(scale, scale).post_translate(
        middle.0 - size.width() * scale / 2.0,
        middle.1 - size.height() * scale / 2.0,
    );
    resvg::render(&tree, place, &mut card.as_mut());
    Some(())
}
