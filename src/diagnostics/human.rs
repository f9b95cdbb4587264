//! Problems for people: the excerpt with the marked stretch, and what to write instead.
//!
//! The layout is that of rustc, by its own renderer, so that an editor's tools and memory of other
//! tools both help.

use super::{Diagnostic, Grade, Place};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// How text for people is dressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Letters and signs only: for files, pipes and pages.
    #[default]
    Plain,
    /// With the colours of a terminal.
    Coloured,
}

/// One problem as text of several lines.
#[must_use]
pub fn render_human(diagnostic: &Diagnostic, style: Style) -> String {
    let level = match diagnostic.rule.grade {
        Grade::Warning => Level::WARNING,
        Grade::Withholding | Grade::CrossFile => Level::ERROR,
    };
    let mut group = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.rule.id)
        .element(snippet(&diagnostic.place, AnnotationKind::Primary));
    for place in &diagnostic.related {
        group = group.element(snippet(place, AnnotationKind::Context));
    }
    let mut report = vec![group];
    // The renderer takes a help as it is, colours and all; a file gives no orders to the terminal.
    let harmless =
        |text: &String| text.replace(|sign: char| sign.is_control() && sign != '\n', "\u{fffd}");
    let help = diagnostic.help.as_ref().map(harmless);
    let note = diagnostic.note.as_ref().map(harmless);
    if let Some(help) = &help {
        report.push(Group::with_title(
            Level::HELP.secondary_title(help.as_str()),
        ));
    }
    if let Some(note) = &note {
        report.push(Group::with_title(
            Level::NOTE.secondary_title(note.as_str()),
        ));
    }
    match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    }
    .render(&report)
}

/// The lines around a place, cut out of the file so that a long file costs no more than a short
/// one.
fn snippet<'a>(
    place: &'a Place,
    kind: AnnotationKind,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let line = place.file.line_at(place.span.start);
    let within = |offset: usize| offset.clamp(line.start, line.end) - line.start;
    let (start, end) = (within(place.span.start), within(place.span.end));
    let annotation = kind
        .span(start..end.max(start))
        .label(Some(place.label.as_str()).filter(|label| !label.is_empty()));
    Snippet::source(place.file.slice(line))
        .line_start(place.position().line.get())
        .path(place.file.path())
        .annotation(annotation)
}
