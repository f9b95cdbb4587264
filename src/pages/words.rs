//! How soon, how well, how many: in words.

use crate::self_check::CareLevel;
use crate::self_check::evaluate::Level;

/// The words that a heading begins with for readers who listen; none where nothing is urgent.
pub(super) const fn urgency(care: CareLevel) -> &'static str {
    match care {
        CareLevel::Emergency => "Emergency:",
        CareLevel::Urgent => "Urgent advice:",
        CareLevel::Soon => "Non-urgent advice:",
        CareLevel::SelfCare | CareLevel::NotForYou => "",
    }
}

/// How soon, for a table.
pub(super) const fn how_soon(care: CareLevel) -> &'static str {
    match care {
        CareLevel::Emergency => "Emergency: now",
        CareLevel::Urgent => "Urgent: today",
        CareLevel::Soon => "Soon: book a visit",
        CareLevel::SelfCare => "Self-care",
        CareLevel::NotForYou => "Not for this reader",
    }
}

/// The style of the card of an outcome.
pub(super) const fn style(care: CareLevel) -> &'static str {
    match care {
        CareLevel::Emergency => "emergency",
        CareLevel::Urgent => "urgent",
        CareLevel::Soon => "non-urgent",
        CareLevel::SelfCare => "calm",
        CareLevel::NotForYou => "plain",
    }
}

/// How well a finding fits.
pub(super) const fn level(level: Level) -> &'static str {
    match level {
        Level::Likely => "Likely",
        Level::Possible => "Possible",
    }
}

/// A count with its noun: "1 error", "2 errors".
pub(super) fn counted(count: usize, noun: &str) -> String {
    let number = grouped(&count.to_string());
    format!("{number} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A whole number with its digits in groups of three: 1,234,567.
pub(super) fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_groups_of_three() {
        for (digits, shown) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("1234567", "1,234,567"),
        ] {
            assert_eq!(grouped(digits), shown);
        }
    }
}
