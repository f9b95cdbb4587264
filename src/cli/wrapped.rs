//! Text for a screen of 80 columns: wrapped between words.

/// How wide a line may be, in characters.
pub(super) const WIDTH: usize = 80;

/// A paragraph, wrapped. The first line begins with `lead`, the others with as many spaces. A word
/// that is longer than a line has a line of its own.
pub(super) fn wrapped(lead: &str, text: &str) -> String {
    let indent = lead.chars().count();
    let mut out = lead.to_owned();
    let mut column = indent;
    let mut first = true;
    for word in text.split_whitespace() {
        // Whatever a file holds, it gives no orders to the terminal.
        let word = word.replace(char::is_control, "\u{fffd}");
        let length = word.chars().count();
        if !first && column + 1 + length > WIDTH {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            column = indent;
            first = true;
        }
        if !first {
            out.push(' ');
            column += 1;
        }
        out.push_str(&word);
        column += length;
        first = false;
    }
    out.push('\n');
    out
}

/// The beginning of a text, as much as one line holds after `lead`.
pub(super) fn cut(lead: &str, text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = format!("{lead}{}", words.join(" "));
    let mut line = line.replace(char::is_control, "\u{fffd}");
    if line.chars().count() > WIDTH {
        line = line.chars().take(WIDTH - 1).collect();
        line.truncate(line.rfind(' ').unwrap_or(0).max(lead.len()));
        line.push('…');
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_too_wide_and_no_word_is_lost() {
        let text = "Every part of a long sentence stays, with Ä and – counted as one. ".repeat(9);
        let shown = wrapped("  3. ", &text);
        assert!(shown.starts_with("  3. Every"), "{shown}");
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines.len() > 5, "{shown}");
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert!(lines[1..].iter().all(|line| line.starts_with("     ")));
        let words: Vec<&str> = shown.split_whitespace().skip(1).collect();
        assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
        let long = "x".repeat(100);
        assert_eq!(
            wrapped("", &format!("a {long} b")),
            format!("a\n{long}\nb\n")
        );
    }

    #[test]
    fn a_line_is_cut_between_words_and_gives_no_orders() {
        assert_eq!(cut("1: ", "It \n hurts.\u{1b}"), "1: It hurts.\u{fffd}\n");
        let line = cut("1: ", &"ache ".repeat(30));
        assert!(line.ends_with(" ache…\n"), "{line}");
        assert!(line.chars().count() <= WIDTH + 1, "{line}");
        assert_eq!(cut("1: ", &"x".repeat(100)), "1: …\n");
    }
}
